import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileTemplate, parseTemplate, render } from './template.ts'
import { editsBetween, isPlaceholderName, nearestPlaceholder, placeholderNames } from './template-names.ts'

const codes = (body: string) => parseTemplate(body).problems.map((problem) => problem.code)
const textOf = (body: string, values: Parameters<typeof render>[1] = {}) => render(compileTemplate(body), values)

describe('a body', () => {
  test('is read into fixed text and placeholders', () => {
    expect(parseTemplate('Hi {{caller_name|there}}, {{ call_date }}{{var.order_no}}.')).toEqual({
      segments: [
        'Hi ',
        { name: 'caller_name', fallback: 'there', at: 3 },
        ', ',
        { name: 'call_date', at: 26 },
        { name: 'var.order_no', at: 41 },
        '.',
      ],
      problems: [],
    })
  })

  test('keeps every registered character, also letters that NFC would take apart', () => {
    const body = 'आपकी \u0915\u093c़ कॉल \u095b \u0065\u0301\r\nछूट गई'
    expect(textOf(body)).toEqual({ text: body })
    expect(codes(body)).toEqual([])
  })

  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['a'.repeat(2001), 'too_long'],
    ['a\u0000b', 'control_character'],
    ['a\tb', 'control_character'],
    ['a \ud83d b', 'broken_character'],
    ['Hi {{}}', 'empty_placeholder'],
    ['Hi {{|you}}', 'empty_placeholder'],
    ['Hi {{caler_number}}', 'unknown_placeholder'],
    ['Hi {{Caller_Number}}', 'unknown_placeholder'],
    ['Hi {{var.Order}}', 'unknown_placeholder'],
    ['Hi {{constructor}}', 'unknown_placeholder'],
    ['Hi {{caller_name|}}', 'empty_fallback'],
    ['Hi {{caller_name| }}', 'empty_fallback'],
    ['Hi {#var#}', 'registered_slot'],
    ['Hi {#alphanumeric#}', 'registered_slot'],
    ['Hi {caller_name}', 'single_braces'],
    ['Hi {{caller_name', 'unclosed'],
    ['Hi caller_name}}', 'stray_brace'],
    ['Hi :}', 'stray_brace'],
  ])('%.20j cannot be saved: %s', (body, code) => {
    expect(codes(body)).toEqual([code])
  })

  test('has each of its problems named, with its place', () => {
    expect(parseTemplate('{{caler_number}} and {{{call_date}}}').problems).toEqual([
      {
        path: 'body',
        code: 'unknown_placeholder',
        message: 'There is no placeholder {{caler_number}}; did you mean {{caller_number}}? (character 1)',
        at: 0,
      },
      {
        path: 'body',
        code: 'stray_brace',
        message: 'Take out {{{, which belongs to no placeholder (character 22)',
        at: 21,
      },
      {
        path: 'body',
        code: 'stray_brace',
        message: 'Take out }}}, which belongs to no placeholder (character 34)',
        at: 33,
      },
    ])
  })

  test('never shows braces to a phone, its own or those of a value, whether or not it could be saved', () => {
    const piecesOf = (...pieces: string[]) => fc.array(fc.constantFrom(...pieces)).map((some) => some.join(''))
    const body = piecesOf('{', '}', '{{', '}}', '|', 'a', '{{call_date}}', '{{var.x}}', 'var.x', '#', ' ')
    const value = piecesOf('{', '}', '{{', '}}', '{#var#}', '{{call_date}}', 'कॉल', ' ').map((some) => `7${some}`)
    fc.assert(
      fc.property(body, value, (wording, given) => {
        const rendered = textOf(wording, { call_date: '23 Nov', 'var.x': given })
        if ('text' in rendered) expect(rendered.text).not.toMatch(/[{}]/)
        // What can be saved can be sent, when all its values are there: `{{var.xa}}` names one that is not.
        if (codes(wording).length === 0 && !('missing' in rendered && rendered.missing !== 'var.x'))
          expect(rendered).toHaveProperty('text')
      }),
      { numRuns: 3000 },
    )
  })

  test('is read whole: its segments join to it again', () => {
    const body = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', 'a', '#') }))
    fc.assert(
      fc.property(body, (wording) => {
        const { segments, problems } = parseTemplate(wording)
        const end = segments.reduce((place, segment) => {
          if (typeof segment === 'string') return place + segment.length
          expect(segment.at).toBe(place)
          return place + (/^\{\{[^{}]*\}\}/.exec(wording.slice(place))?.[0] ?? segment.name).length
        }, 0)
        expect(end).toBe(wording.length)
        for (const problem of problems) expect(problem.at).toBeLessThanOrEqual(wording.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a text', () => {
  test('takes the value, else the fallback, else names what is missing', () => {
    expect(textOf('Hi {{caller_name|there}}', { caller_name: 'Asha' })).toEqual({ text: 'Hi Asha' })
    expect(textOf('Hi {{caller_name|there}}')).toEqual({ text: 'Hi there' })
    expect(textOf('Hi {{caller_name}}')).toEqual({ missing: 'caller_name' })
    expect(textOf('{{call_date}} {{caller_name}}', { call_date: '23 Nov' })).toEqual({ missing: 'caller_name' })
  })

  test('says a stand-in only where the template has no fallback', () => {
    const values = { caller_number: { standIn: 'withheld' } }
    expect(textOf('from {{caller_number}}', values)).toEqual({ text: 'from withheld' })
    expect(textOf('from {{caller_number|someone}}', values)).toEqual({ text: 'from someone' })
  })

  test.each(['', ' ', '\n', '\u0000', '\u200b', ' \u2028\u200d ', '\ud83d', '{{ }}'])(
    'takes %j for missing',
    (value) => {
      expect(textOf('Hi {{caller_name|there}}', { caller_name: value })).toEqual({ text: 'Hi there' })
      expect(textOf('Hi {{caller_name}}', { caller_name: value })).toEqual({ missing: 'caller_name' })
    },
  )

  test.each([
    ['  Asha  ', 'Asha'],
    ['Asha\r\nNair', 'Asha Nair'],
    ['Asha\u0000\tNair\u2029', 'Asha Nair'],
    ['Rene\u0301', 'René'],
    ['A\ud83dB', 'A B'],
    ['👩‍🔧 Asha', '👩‍🔧 Asha'],
    ['{ Asha }', 'Asha'],
    ['a {{caller_number}} fridge', 'a caller_number fridge'],
    ['{#var#}', '#var#'],
    ['कॉल {{', 'कॉल'],
  ])('has the value %j as %j', (value, shown) => {
    expect(textOf('{{caller_name}}', { caller_name: value })).toEqual({ text: shown })
  })

  test.each([
    ['{{account_name}}', 'account_name'],
    ['{#var#}', '#var#'],
    ['{{caller_name}}', 'caller_name'],
    ['{{account_name', 'account_name'],
    ['$&', '$&'],
  ])('never expands %j in a value', (value, shown) => {
    expect(textOf('{{caller_name}} {{account_name}}', { caller_name: value, account_name: 'Kaveri' })).toEqual({
      text: `${shown} Kaveri`,
    })
  })

  test('takes no value from the prototype', () => {
    expect(textOf('{{constructor}} {{toString}}')).toEqual({ missing: 'constructor' })
  })
})

describe('the nearest name', () => {
  test.each([
    ['caler_number', 'caller_number'],
    ['callernumber', 'caller_number'],
    ['Caller Number', 'caller_number'],
    ['CALLER-NAME', 'caller_name'],
    ['agent_name', 'user_name'],
    ['agent', 'user_name'],
    ['customer_number', 'caller_number'],
    ['team name', 'department_name'],
    ['date', 'call_date'],
    ['time', 'call_time'],
    ['call_duration', 'call_time'],
    ['ticket', 'ticket_number'],
    ['recording', 'recording_url'],
    ['status', 'outcome'],
  ])('to %s is %s', (name, nearest) => {
    expect(nearestPlaceholder(name)).toBe(nearest)
  })

  test.each(['', 'zzzzzz', 'x', 'unsubscribe_link', 'constructor', 'a'.repeat(1000)])('to %.20j is none', (name) => {
    expect(nearestPlaceholder(name)).toBeUndefined()
  })

  test('to any name with one slip is that name', () => {
    const slip = fc.constantFrom('leave out', 'double', 'swap', 'replace')
    fc.assert(
      fc.property(fc.constantFrom(...placeholderNames), slip, fc.nat(), (name, kind, place) => {
        const i = place % (name.length - 1)
        const rest = {
          'leave out': name.slice(i + 1),
          double: name[i]! + name.slice(i),
          swap: name[i + 1]! + name[i]! + name.slice(i + 2),
          replace: `x${name.slice(i + 1)}`,
        }[kind]
        const slipped = name.slice(0, i) + rest
        const nearest = nearestPlaceholder(slipped)
        expect(editsBetween(slipped, name)).toBeLessThanOrEqual(1)
        if (!isPlaceholderName(slipped)) expect(nearest).toBe(name)
      }),
      { numRuns: 500 },
    )
  })

  test('is measured by a distance: symmetric, zero only for equals, at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (from, to) => {
        const edits = editsBetween(from, to)
        expect(edits).toBe(editsBetween(to, from))
        expect(edits === 0).toBe(from === to)
        expect(edits).toBeLessThanOrEqual(Math.max(from.length, to.length))
      }),
    )
  })
})
