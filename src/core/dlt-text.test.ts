import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRegistered, fillAll, renderRegistered } from './dlt-render.ts'
import { type SlotTag, slotTags } from './dlt-slots.ts'
import { bodyFor, parseRegistered, registeredForm } from './dlt-text.ts'
import { parseTemplate } from './template.ts'

const compiled = (body: string, text: string, tags?: (SlotTag | null)[], tooLong: 'cut' | 'skip' = 'cut') =>
  compileRegistered(body, { text, tags, tooLong })
const mismatchOf = (body: string, text: string) => {
  const template = compiled(body, text)
  return template.is === 'mismatched' ? template.mismatch : undefined
}

describe('a registered text', () => {
  test('is derived from the wording, each placeholder with the tag that suits it', () => {
    const { segments } = parseTemplate(
      'Call from {{caller_number}} to {{department_name|us}}: {{recording_url}}. Ring {{did_number}}. No more texts: {{opt_out_link}}',
    )
    expect(registeredForm(segments)).toBe(
      'Call from {#numeric#} to {#alphanumeric#}: {#url#}. Ring {#cbn#}. No more texts: {#url#}',
    )
  })
  test('becomes a wording when each variable is given a placeholder', () => {
    const { segments } = parseRegistered({ text: 'Hi {#var#}, {#alphanumeric#} called.' })
    expect(bodyFor(segments, ['user_name|there', 'caller_name'])).toBe(
      'Hi {{user_name|there}}, {{caller_name}} called.',
    )
  })
  test('has its tags in the text or beside it', () => {
    const tagsOf = (text: string, tags?: (SlotTag | null)[]) =>
      parseRegistered({ text, tags }).segments.flatMap((one) => (typeof one === 'string' ? [] : [one.tag]))
    expect(tagsOf('{#numeric#} {#number#} {#var#}')).toEqual(['numeric', 'numeric', 'var'])
    expect(tagsOf('{#var#} {#var#}', ['cbn', null])).toEqual(['cbn', 'var'])
  })
  test.each([
    ['{#VAR#}', 'unknown_tag'],
    ['{#date#}', 'unknown_tag'],
    ['##var##', 'hashed_variable'],
    ['{var}', 'stray_brace'],
    ['{{caller_name}}', 'stray_brace'],
  ])('with %s is refused: %s', (text, code) => {
    expect(parseRegistered({ text }).problems[0]).toMatchObject({ path: 'registered.text', code, at: 0 })
  })
})

describe('scenario 19', () => {
  test.each([
    ['We’ll call', "We'll call", 'curly_quote', 2],
    ["We'll call", 'We’ll call', 'curly_quote', 2],
    ['Sorry  we', 'Sorry we', 'double_space', 6],
    ['Sorry we', 'Sorry  we', 'double_space', 6],
    ['Hi {{user_name}}  ok', 'Hi {#var#} ok', 'double_space', 17],
    ['Hi  {{user_name}}', 'Hi {#var#}', 'double_space', 3],
    ['a – b', 'a - b', 'look_alike', 2],
    ['a\u00a0b', 'a b', 'look_alike', 1],
    ['a\nb', 'a b', 'line_break', 1],
    ['Kaveri clinic', 'Kaveri Clinic', 'letter_case', 7],
    ['Kaveri Clinic', 'Kaveri Clonic', 'other_character', 9],
    ['Thanks', 'Thanks.', 'text_missing', 6],
    ['Thanks!', 'Thanks', 'text_extra', 6],
    ['Hi {{user_name}}', 'Hi you', 'variable_extra', 3],
    ['Hi you', 'Hi {#var#}', 'variable_missing', 3],
    ['Hi {{user_name}}', 'Hi {#var#}{#var#}', 'variable_missing', 16],
  ])('%j against %j is %s at its character', (body, text, code, at) => {
    expect(mismatchOf(body, text)).toMatchObject({ code, at })
  })
  test('a curly quote and a double space are called by name', () => {
    expect(mismatchOf('We’ll call', "We'll call")?.message).toBe(
      "A curly quote ’ stands where the registered text has ' (character 3)",
    )
    expect(mismatchOf('Sorry  we', 'Sorry we')?.message).toBe(
      'There are two spaces where the registered text has one (character 7)',
    )
  })
  test('a wording that is the registered text has no mismatch', () => {
    expect(mismatchOf('Hi {{user_name|there}}, {{ call_date }}.', 'Hi {#var#}, {#alphanumeric#}.')).toBeUndefined()
  })
})

describe('scenario 17', () => {
  const values = { department_name: 'Customer Relations and Escalations (Bengaluru)' }
  test('cuts the name of a department at a word', () => {
    expect(renderRegistered(compiled('To {{department_name}}.', 'To {#var#}.'), values)).toEqual({
      text: 'To Customer Relations and.',
    })
  })
  test('or says that it is too long', () => {
    expect(renderRegistered(compiled('To {{department_name}}.', 'To {#var#}.', [], 'skip'), values)).toEqual({
      tooLong:
        'department_name is “Customer Relations and Escalations (Bengaluru)” with 46 characters; the slot takes 30',
    })
  })
})

describe('a value', () => {
  test('that nothing fits gives way to the fallback', () => {
    const template = compiled('Hi {{user_name|Customer}}', 'Hi {#alphanumeric#}')
    expect(renderRegistered(template, { user_name: '😀' })).toEqual({ text: 'Hi Customer' })
    expect(renderRegistered(template, {})).toEqual({ text: 'Hi Customer' })
  })
  test('that nothing fits is named where there is no fallback', () => {
    const template = compiled('At {{call_time}}', 'At {#numeric#}')
    expect(renderRegistered(template, { call_time: '2 31 PM' })).toEqual({
      mismatch: 'call_time is “2 31 PM”; the slot takes digits only',
    })
    expect(renderRegistered(template, {})).toEqual({ missing: 'call_time' })
  })
  test.each([
    ['1800 572 0199', '18005720199'],
    ['080 4123 4567', '08041234567'],
    ['+65 6123 4567', '+6561234567'],
  ])('of the account’s own number, %s, goes into the variable that the form has for it', (did_number, text) => {
    const body = '{{did_number}}'
    expect(renderRegistered(compiled(body, registeredForm(parseTemplate(body).segments)), { did_number })).toEqual({
      text,
    })
  })
  test.each([
    ['caller_number', 'numeric', '006591234567'],
    ['user_number', 'alphanumeric', '006591234567'],
    ['caller_number', 'cbn', '+6591234567'],
    ['caller_number', 'var', '+6591234567'],
    ['var.ref', 'numeric', '6591234567'],
  ])('that is a foreign number, of {{%s}} in %s, is no stranger’s at home', (name, tag, text) => {
    expect(renderRegistered(compiled(`{{${name}}}`, `{#${tag}#}`), { [name]: '+6591234567' })).toEqual({ text })
  })
  test.each([
    ['{{caller_number}}', 'numeric', '0'],
    ['{{caller_number|9999999999}}', 'numeric', '9999999999'],
    ['{{caller_number|nobody}}', 'numeric', '0'],
    ['{{caller_number}}', 'alphanumeric', 'withheld'],
    ['{{caller_number|nobody}}', 'alphanumeric', 'nobody'],
  ])('of a withheld number lets %s in %s say %s', (body, tag, text) => {
    const caller_number = { standIn: 'withheld', digits: '0' }
    expect(renderRegistered(compiled(body, `{#${tag}#}`), { caller_number })).toEqual({ text })
  })
  test('shows what becomes of it', () => {
    const template = compiled('Hi {{user_name}} {{caller_number}}', 'Hi {#alphanumeric#} {#numeric#}')
    if (template.is !== 'aligned') throw new Error('the wording is the registered text')
    expect(fillAll(template, { user_name: "O'Brien", caller_number: '+65 91' })).toEqual([
      { placeholder: 'user_name', tag: 'alphanumeric', raw: "O'Brien", fitted: { is: 'fits', value: 'OBrien' } },
      { placeholder: 'caller_number', tag: 'numeric', raw: '+65 91', fitted: { is: 'fits', value: '006591' } },
    ])
  })
  test('that looks like a variable or a placeholder is never expanded', () => {
    const template = compiled('Hi {{user_name}}, {{caller_name}}', 'Hi {#var#}, {#var#}')
    expect(renderRegistered(template, { user_name: '{{caller_name}}', caller_name: '{#var#}' })).toEqual({
      text: 'Hi caller_name, #var#',
    })
  })
})

/** What an operator's expression would be: fixed text as it is, one bounded class for each variable, from end to end. */
function operatorsExpression(text: string): RegExp {
  const classes: Record<SlotTag, string> = {
    var: '[^\\r\\n]{1,30}',
    alphanumeric: '[\\p{L}\\p{M}\\p{Nd}\\u200c\\u200d ]{1,40}',
    numeric: '\\d{1,40}',
    cbn: '\\+?\\d{3,15}',
    url: '[\\x21-\\x7e]{1,200}',
    urlott: '[\\x21-\\x7e]{1,200}',
    email: '\\S{1,200}@\\S{1,200}',
  }
  const source = parseRegistered({ text })
    .segments.map((one) => (typeof one === 'string' ? one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&') : classes[one.tag]))
    .join('')
  return new RegExp(`^${source}$`, 'u')
}

/** Values that such a slot takes, some of them after a little sanitising. */
const fitting: Record<SlotTag, fc.Arbitrary<string>> = {
  var: fc.string({ unit: 'grapheme', maxLength: 20 }),
  alphanumeric: fc.constantFrom("O'Brien", 'Asha Nair', 'कावेरी क्लिनिक', 'A-12/7 {{caller_name}}'),
  numeric: fc.constantFrom('+91 98123 00001', '1,250', '{7}'),
  cbn: fc.constantFrom('+91 98123 00001', '1800 572 0199', '(080) 4123.4567'),
  url: fc.webUrl(),
  urlott: fc.webUrl(),
  email: fc.emailAddress(),
}

test('what is rendered for any values matches the operator’s expression, and no brace is left in it', () => {
  const fixed = fc.string({ unit: fc.constantFrom(...'abZ ,.()?*+-/।क'), minLength: 1, maxLength: 12 })
  const any = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('{#var#}', '{{user_name}}', '{{', 'https://kaveri.example/{{user_name}}'),
  )
  const slotsOf = (valueFor: (tag: SlotTag) => fc.Arbitrary<string>) =>
    fc.array(
      fc.constantFrom(...slotTags).chain((tag) => fc.record({ fixed, tag: fc.constant(tag), value: valueFor(tag) })),
      { minLength: 1, maxLength: 5 },
    )
  const runs = 3000
  let texts = 0
  fc.assert(
    fc.property(
      fc.oneof(
        slotsOf((tag) => fitting[tag]),
        slotsOf(() => any),
      ),
      (slots) => {
        const body = slots.map(({ fixed: text }, index) => `${text}{{var.x${index}}}`).join('')
        const registered = slots.map(({ fixed: text, tag }) => `${text}{#${tag}#}`).join('')
        const template = compiled(body, registered)
        expect(template.is).toBe('aligned')
        const values = Object.fromEntries(slots.map(({ value }, index) => [`var.x${index}`, value]))
        const result = renderRegistered(template, values)
        if (!('text' in result)) return
        texts += 1
        expect(result.text).toMatch(operatorsExpression(registered))
        expect(result.text).not.toMatch(/[{}]/)
      },
    ),
    { numRuns: runs },
  )
  // Where hardly any value gave a text, hardly anything was looked at.
  expect(texts / runs).toBeGreaterThan(0.3)
})
