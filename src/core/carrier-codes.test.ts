import { describe, expect, test } from 'vitest'
import { type CodeList, codeListChoices, codeListTitles, codeTable, knownCode, meaningOf } from './carrier-codes.ts'
import type { Meaning } from './carrier-meanings.ts'
import { meanings } from './carrier-meanings.ts'

/** The codes of one row of what is known of them: the common list, Vi's, the 400 list, Infobip's, Exotel's, Airtel's. */
type Known = Partial<Record<Exclude<CodeList, 'older'>, readonly number[]>> & { vi?: readonly number[] }
const rows: readonly [what: string, meaning: Meaning, codes: Known][] = [
  [
    'entity not found, not registered',
    'entity',
    { common: [600, 601], vi: [7003], four_hundred: [412, 413], infobip: [4112, 4113], exotel: [23081, 23281] },
  ],
  [
    'entity inactive, blacklisted, malformed, missing',
    'entity',
    {
      common: [602, 603, 604],
      vi: [7001, 7002, 7004, 7005],
      four_hundred: [414, 415, 416, 442, 9026],
      infobip: [4114, 4115, 4116, 4142, 9026],
      exotel: [23081, 30002],
      airtel: [801, 802],
    },
  ],
  ['blocked by DLT: sender', 'header', { four_hundred: [408], infobip: [4106, 4108], exotel: [23080, 30003] }],
  ['blocked by DLT: entity', 'entity', { four_hundred: [410], infobip: [4110], exotel: [23081] }],
  ['blocked by DLT: template', 'template', { four_hundred: [411], infobip: [4111], exotel: [23082] }],
  [
    'entity not allowed for the telemarketer',
    'telemarketer',
    { common: [605], vi: [5210], four_hundred: [417], infobip: [4117] },
  ],
  [
    'telemarketer unknown, inactive, blacklisted, not allowed',
    'telemarketer',
    {
      common: [610, 611, 612, 613, 677, 678, 680],
      four_hundred: [418, 419, 9024],
      infobip: [4109, 4118, 4119, 4120, 9024],
    },
  ],
  [
    'chain absent, unregistered, inactive, blacklisted, suspended',
    'chain',
    {
      common: [614, 615, 616, 617, 618],
      vi: [5601, 5602, 5603, 5604, 5605, 5606],
      four_hundred: [458, 459, 460, 461, 462],
      infobip: [4154, 4155, 4156, 4157, 4158],
      airtel: [811, 812, 813],
    },
  ],
  [
    'header not found, inactive, blacklisted, of another entity',
    'header',
    {
      common: [620, 621, 622, 623],
      vi: [5201, 5202, 5203, 5204, 5205, 5208],
      four_hundred: [421, 422, 423, 424, 425],
      infobip: [4121, 4122, 4123, 4124, 4125],
      exotel: [23080],
      airtel: [803, 804],
    },
  ],
  [
    'header suspended',
    'header',
    { common: [624, 625], vi: [5213, 5214, 5215], four_hundred: [446, 447, 448], infobip: [4146, 4147, 4148] },
  ],
  [
    'template not found, inactive, blacklisted',
    'template',
    {
      common: [630, 631, 632],
      vi: [5302, 5304, 5306, 5311],
      four_hundred: [426, 427, 428],
      infobip: [4126, 4127, 4128],
      exotel: [23182, 23183, 23184],
      airtel: [805],
    },
  ],
  ['template suspended', 'template', { vi: [5313, 5314, 5315], infobip: [4149, 4150, 4151] }],
  [
    'text does not match',
    'text',
    { common: [633, 666], vi: [5301, 5307], four_hundred: [429], infobip: [4129], exotel: [23185, 30001] },
  ],
  [
    'header not linked to template or entity',
    'link',
    { common: [634], vi: [5303, 5403], four_hundred: [430, 434], infobip: [4130, 4134] },
  ],
  [
    'variable too long or wrong',
    'variable',
    { common: [635], vi: [5312], four_hundred: [431], infobip: [4131], exotel: [23186] },
  ],
  [
    'template id missing or malformed',
    'template',
    {
      common: [636, 637],
      vi: [5308],
      four_hundred: [432, 433, 443, 9025],
      infobip: [4132, 4133, 4143, 9025],
      exotel: [23181],
    },
  ],
  [
    'category does not fit',
    'category',
    {
      common: [683, 687],
      vi: [5206, 5207, 5305, 5404, 5405, 5406],
      four_hundred: [435, 436, 457],
      infobip: [4135, 4136],
    },
  ],
  [
    'link or call-back number not whitelisted',
    'callToAction',
    { common: [642, 700, 701], vi: [5901, 5902, 5903], four_hundred: [497, 498, 499], infobip: [4153] },
  ],
  [
    'preference',
    'preference',
    {
      common: [650],
      vi: [5101, 5102, 5103, 5104, 5105, 5106, 5110],
      four_hundred: [437],
      infobip: [4137],
      exotel: [23005, 30004],
    },
  ],
  ['outside hours', 'hours', { common: [651], vi: [5107, 5108], four_hundred: [438], infobip: [4138] }],
  ['service explicit without consent', 'consent', { common: [652], four_hundred: [439], infobip: [4139] }],
  [
    'consent missing or failed',
    'consent',
    {
      common: [660],
      vi: [5501, 5502, 5503, 5504, 5505, 5506, 5507, 5508],
      four_hundred: [440],
      infobip: [4140],
      exotel: [23084],
    },
  ],
  ['parts incomplete', 'parts', { vi: [5310], four_hundred: [444, 456], infobip: [4144] }],
  ['scrubbing failed', 'scrubbing', { common: [670], four_hundred: [407, 441], infobip: [4107, 4141] }],
  ['either of two, as Exotel documents it twice', 'scrubbingOrConsent', { exotel: [23083] }],
  ['parameter missing at the gateway', 'template', { common: [195] }],
]

describe.each(rows)('%s', (_, meaning, known) => {
  test.each(Object.entries(known).flatMap(([family, codes]) => codes.map((code) => [family, code] as const)))(
    'is what %s says by %i',
    (family, code) => {
      const list = family === 'vi' ? 'common' : (family as CodeList)
      expect(meaningOf({ list, code })).toEqual(meanings[meaning])
    },
  )
})

test.each([
  ['dlt_refused', [633, 602, 614, 630, 634, 635, 683]],
  ['header_refused', [620, 624]],
  ['content_refused', [642]],
  ['number_blocked', [650, 652, 660]],
  ['promotional_hours', [651, 5107]],
  ['network_failed', [670, 5310]],
])('%s is the reason for %j', (reason, codes) => {
  expect(codes.map((code) => meaningOf({ list: 'common', code })?.reason)).toEqual(codes.map(() => reason))
})

describe('the same number in another list', () => {
  test.each([
    ['common', 614, 'chain'],
    ['older', 614, 'header'],
    ['older', 615, 'templateOrHeader'],
    ['older', 616, 'category'],
    ['airtel', 801, 'entity'],
    ['older', 801, 'blacklistedNumber'],
    ['common', 801, undefined],
    ['common', 429, undefined],
    ['common', 4129, undefined],
    ['four_hundred', 4129, undefined],
    ['none', 633, undefined],
  ] as const)('%s has %i for %s', (list, code, meaning) => {
    expect(meaningOf({ list, code })).toEqual(meaning && meanings[meaning])
  })

  test.each(codeListChoices.filter((one) => one !== 'none'))('%s falls back on the common one', (list) => {
    expect([633, 5307, 7003].map((code) => meaningOf({ list, code }))).toEqual([
      meanings.text,
      meanings.text,
      meanings.entity,
    ])
  })
})

test('the first code that the list has is kept with the list', () => {
  expect(knownCode('common', [undefined, Number.NaN, 0, 633, 650])).toEqual({ list: 'common', code: 633 })
  expect(knownCode('four_hundred', [1, 2])).toBeUndefined()
  expect(knownCode('none', [633])).toBeUndefined()
})

test.each([0, 1, 599, 702, 5000, 5109, Number.NaN])('%d is on no list', (code) => {
  for (const list of codeListChoices) expect(meaningOf({ list, code })).toBeUndefined()
})

test('every list has a title, and every meaning says what to do in a sentence', () => {
  expect(Object.keys(codeListTitles)).toEqual(codeListChoices)
  for (const { means, next } of Object.values(meanings)) expect(`${means} ${next}`).toMatch(/^[A-Z].*\. [A-Z].*\.$/)
})

test('no family has a code twice, and each stands under its meaning on the page of reasons', () => {
  for (const { family, rows } of codeTable()) {
    const codes = rows
      .flatMap((row) => row.codes.split(', '))
      .flatMap((one) => {
        const [from = 0, to = from] = one.split(' to ').map(Number)
        return Array.from({ length: to - from + 1 }, (_, i) => from + i)
      })
    expect(new Set(codes).size, family).toBe(codes.length)
  }
})
