import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { areRegistered, calledTo, mayCallTo, refusalOf } from './called-to.ts'
import { compileRegistered, fillAll, renderRegistered } from './dlt-render.ts'
import type { SlotTag } from './dlt-slots.ts'

const whitelist = { links: ['kaveri.example/r', 'track.example'], numbers: ['+918041234500', '1800572019'] }
const shortener = 'is of a public shortener, which operators refuse'
const unknown = 'is not on the account’s whitelist'

test.each([
  ['url', 'https://kaveri.example/r/1042', undefined],
  ['url', 'kaveri.example/r/1042', undefined],
  ['urlott', 'https://www.kaveri.example/r', undefined],
  ['url', 'https://kaveri.example/other', unknown],
  ['url', 'https://kaveri.example.evil.example/r/1', unknown],
  ['url', 'kaveri.clinic', unknown],
  ['url', 'http://10.0.0.7/r', unknown],
  ['url', 'https://kaveri.example:443@evil.example/r/1', unknown],
  ['url', 'kaveri.example:x@evil.example/r', unknown],
  ['var', 'https://track.example:443@evil.example/9', unknown],
  ['var', 'https://track.example@evil.example/9', unknown],
  ['var', 'track.example:443@evil.example/9', unknown],
  ['var', 'https://evil.example@track.example:443/9', undefined],
  ['var', 'mail:care@other.example', undefined],
  ['url', 'https://bit.ly/abc', shortener],
  ['var', 'http://bit.ly/x', shortener],
  ['var', 'see https://track.example/9 now', undefined],
  ['var', 'see https://other.example/9 now', unknown],
  ['var', 'Sales.', undefined],
  ['var', 'ravi.kumar', undefined],
  ['var', 'sales.support (2nd floor)', undefined],
  ['var', 'www.other.clinic', unknown],
  ['var', 'other.in', unknown],
  ['url', 'https://kaveri.example/refund', unknown],
  ['var', '+91 98123 45678', undefined],
  ['cbn', '+918041234500', undefined],
  ['cbn', '08041234500', undefined],
  ['cbn', '9812345678', unknown],
  ['cbn', '56767', unknown],
  ['numeric', '9812345678', undefined],
  ['alphanumeric', 'bit ly abc', undefined],
  ['email', 'care@other.example', undefined],
] as const)('in {#%s#} “%s” is refused: %s', (tag, value, why) => {
  const refusals = calledTo(value, tag).map((one) => refusalOf(one, whitelist))
  expect(refusals.find((one) => one !== undefined)).toBe(why)
})

test('a shortener is refused though it is listed', () => {
  expect(refusalOf({ is: 'link', text: 'https://bit.ly/kaveri' }, { links: ['bit.ly/kaveri'], numbers: [] })).toBe(
    shortener,
  )
})

test.each([
  ['Hi {#alphanumeric#}, no. {#numeric#}.', false],
  ['Hi all.', false],
  ['Hi {#var#}.', true],
  ['See {#url#}.', true],
  ['Call {#cbn#}.', true],
])('values of “%s” may lead somewhere: %s', (text, may) => {
  expect(mayCallTo({ text, tooLong: 'skip' })).toBe(may)
})

test('values of a text that is not registered are not asked', () => {
  expect(mayCallTo(undefined)).toBe(false)
})

describe('a registered text', () => {
  const compiled = (body: string, text: string, list: typeof whitelist | undefined = whitelist) =>
    compileRegistered(body, { text, tooLong: 'skip' }, list)

  it('is rendered with what its values lead to, byte for byte', () => {
    const template = compiled('See {{var.link}} or call {{var.call}}.', 'See {#url#} or call {#cbn#}.')
    const values = { 'var.link': 'https://kaveri.example/r/7', 'var.call': '08041234500' }
    expect(renderRegistered(template, values)).toEqual({
      text: 'See https://kaveri.example/r/7 or call 08041234500.',
      calledTo: [
        { is: 'link', text: 'https://kaveri.example/r/7' },
        { is: 'number', text: '08041234500' },
      ],
    })
  })

  it.each([
    ['{#url#}', 'https://bit.ly/abc', `var.link is “https://bit.ly/abc”, which ${shortener}`],
    ['{#var#}', 'http://bit.ly/x', `var.link is “http://bit.ly/x”, which ${shortener}`],
    ['{#cbn#}', '98123 45678', `var.link is “9812345678”, which ${unknown}`],
  ])('with %s is not rendered for %s', (slot, link, barred) => {
    const template = compiled('See {{var.link}}.', `See ${slot}.`)
    expect(renderRegistered(template, { 'var.link': link })).toEqual({ barred })
  })

  it('takes the template’s own word in place of a value that leads where it must not', () => {
    const template = compiled('See {{var.link|track.example}}.', 'See {#url#}.')
    expect(renderRegistered(template, { 'var.link': 'https://bit.ly/abc' })).toMatchObject({
      text: 'See track.example.',
    })
    if (template.is !== 'aligned') throw new Error('is aligned')
    expect(fillAll(compileAligned(), { 'var.link': 'https://bit.ly/abc' })).toEqual([
      {
        placeholder: 'var.link',
        tag: 'url',
        raw: 'https://bit.ly/abc',
        fitted: { is: 'not_whitelisted', value: 'https://bit.ly/abc', why: shortener },
      },
    ])
    function compileAligned() {
      const other = compiled('See {{var.link}}.', 'See {#url#}.')
      if (other.is !== 'aligned') throw new Error('is aligned')
      return other
    }
  })

  it('of a rule set from before the whitelist was asked goes as it went', () => {
    const template = compileRegistered('See {{var.link}}.', { text: 'See {#url#}.', tooLong: 'skip' })
    expect(renderRegistered(template, { 'var.link': 'https://bit.ly/abc' })).toEqual({
      text: 'See https://bit.ly/abc.',
    })
  })

  it('never leads off the whitelist, whatever the value', () => {
    let led = 0
    let stopped = 0
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'kaveri.example/r',
      'bit.ly',
      '/x',
      'track.example',
      'evil.example',
      ' ',
      'Sales',
      '+91',
      '8041234500',
      '98123',
      '.',
      '?',
    )
    const listed = fc.constantFrom('https://kaveri.example/r/7', 'track.example/9?x=1', '08041234500', '+918041234500')
    const value = fc.oneof(
      listed,

      fc.webUrl(),
      fc.string(),
      fc.array(piece, { maxLength: 4 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(value, fc.constantFrom<SlotTag>('var', 'url', 'urlott', 'cbn'), (given, tag) => {
        const rendered = renderRegistered(compiled('See {{var.x}}.', `See {#${tag}#}.`), { 'var.x': given })
        if ('barred' in rendered) stopped += 1
        if (!('text' in rendered)) return
        const sent = rendered.text.slice(4, -1)
        expect(areRegistered(calledTo(sent, tag), whitelist)).toBe(true)
        if (rendered.calledTo) led += 1
      }),
      { numRuns: 3_000 },
    )
    expect([led > 50, stopped > 50]).toEqual([true, true])
  })
})
