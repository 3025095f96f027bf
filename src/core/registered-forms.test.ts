import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegistered } from './dlt-render.ts'
import { slotTags } from './dlt-slots.ts'
import { bodyFor, parseRegistered } from './dlt-text.ts'
import { formOf, inStyle, variablesOf } from './registered-forms.ts'
import { placeholderNames } from './template-names.ts'

describe('the form to register', () => {
  it('follows from the placeholders where nothing is registered yet, in both styles', () => {
    const wording = { body: 'Missed call from {{caller_number}} to {{department_name|us}}. - Kaveri', registered: null }
    expect(formOf(wording, 'typed')).toEqual({
      text: 'Missed call from {#numeric#} to {#alphanumeric#}. - Kaveri',
      tags: [],
    })
    expect(formOf(wording, 'var')).toEqual({
      text: 'Missed call from {#var#} to {#var#}. - Kaveri',
      tags: ['numeric', 'alphanumeric'],
    })
  })
  it('is the registered text where there is one, with its tags moved to where the portal wants them', () => {
    const registered = { text: 'Dial {#var#} for {#numeric#}', tags: ['cbn' as const] }
    expect(formOf({ body: 'x', registered }, 'typed').text).toBe('Dial {#cbn#} for {#numeric#}')
    expect(formOf({ body: 'x', registered }, 'var')).toEqual({
      text: 'Dial {#var#} for {#var#}',
      tags: ['cbn', 'numeric'],
    })
  })
  it('means the same in both styles, and a body made of it always matches it', () => {
    const piece = fc.oneof(
      fc.constantFrom('Hello ', '. ', 'x'),
      fc.constantFrom(...slotTags).map((tag) => ({ tag, at: 0 })),
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (segments) => {
        const typed = inStyle(segments, 'typed')
        const plain = inStyle(segments, 'var')
        const read = (one: typeof typed) => parseRegistered({ text: one.text, tags: one.tags }).segments
        const tags = (all: ReturnType<typeof read>) => all.map((one) => (typeof one === 'string' ? one : one.tag))
        expect(tags(read(typed))).toEqual(tags(read(plain)))
        const names = variablesOf(read(typed)).map((_, at) => placeholderNames[at % placeholderNames.length] ?? '')
        const body = bodyFor(read(plain), names)
        expect(compileRegistered(body, { ...plain, tooLong: 'cut' }).is).toBe('aligned')
      }),
    )
  })
})

describe('the variables of a pasted text', () => {
  it('are told with what they take and what may be meant', () => {
    const { segments } = parseRegistered({
      text: 'Dear {#var#}, your call to {#alphanumeric#} on {#var#} has ticket no. {#numeric#}: {#url#}',
    })
    expect(variablesOf(segments).map((one) => [one.tag, one.suggested[0]])).toEqual([
      ['var', 'caller_name'],
      ['alphanumeric', 'department_name'],
      ['var', 'call_date'],
      ['numeric', 'ticket_number'],
      ['url', 'recording_url'],
    ])
    expect(variablesOf(segments)[3]).toMatchObject({ takes: 'digits only', before: ' has ticket no. ' })
  })
  it('are never given a placeholder that their tag cannot hold', () => {
    const { segments } = parseRegistered({ text: 'Dear {#numeric#} by {#url#}' })
    expect(variablesOf(segments).map((one) => one.suggested)).toEqual([
      ['caller_number', 'ticket_number', 'user_number'],
      ['recording_url', 'opt_out_link'],
    ])
  })
  it.each(['No more texts? Unsubscribe: {#url#}', 'To opt out, visit {#urlott#}'])('lead out: %s', (text) => {
    expect(variablesOf(parseRegistered({ text }).segments)[0]?.suggested[0]).toBe('opt_out_link')
  })
})
