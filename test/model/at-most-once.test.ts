/**
 * The protocol as a model: one message, two processes, up to three attempts, every order of everything that can happen. It holds with all of its rules, and
 * each rule broken on purpose gives a counter-example, so none is there for nothing. The moves are those of core/delivery.ts and core/late-truth.ts.
 */
import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryEvent, events } from '../../src/core/delivery.ts'
import { declaredStatements } from '../../src/store/statement.ts'
import { type Explored, explore } from './explore.ts'
import { type Rules, rules, type Setting } from './rules.ts'
import { beginning, type Permit, type World } from './world.ts'

const usual: Setting = {
  attempts: 2,
  fates: ['taken', 'refused', 'some', 'lost'],
  resends: 1,
  rollbacks: 0,
  takesIdsOnce: false,
  canBeAsked: false,
  ends: false,
  answersOfCommitsAreLost: false,
}
const threeAttempts = { ...usual, attempts: 3 }
const goingBack = { ...usual, rollbacks: 1, fates: ['taken'] } as const satisfies Setting
const asked = { ...usual, canBeAsked: true }

const settings: Record<string, Setting> = {
  'three attempts': threeAttempts,
  'ends of every kind, and COMMITs that are done twice': { ...usual, ends: true, answersOfCommitsAreLost: true },
  'resends that are stopped and asked for again': { ...usual, ends: true, resends: 2 },
  'a database that goes back': goingBack,
  'a gateway that can be asked': asked,
  'a gateway that takes an id once': { ...usual, takesIdsOnce: true },
}

describe('no text is sent twice that nobody chose to send twice', () => {
  const explored: Explored[] = []

  it.each(Object.entries(settings))('with %s', (_, setting) => {
    const all = explore(setting)
    expect(all.trace?.join('\n')).toBeUndefined()
    // A model that goes nowhere holds as well.
    expect(all.worlds).toBeGreaterThan(10_000)
    explored.push(all)
  })

  it('and the model goes every way that the table of states allows, but for those that it leaves out', () => {
    const gone = new Set(explored.flatMap((one) => [...one.arrows]))
    const arrows = Object.entries(events).flatMap(([event, { from }]) => from.map((state) => `${state} ${event}`))
    const leftOut = (arrow: string) => notModelled.some((event) => arrow.endsWith(` ${event}`))
    expect(arrows.filter((arrow) => !gone.has(arrow) && !leftOut(arrow))).toEqual([])
  })

  it('and every statement that a step stands for is one of the store’s', async () => {
    const folder = new URL('../../src/store/', import.meta.url)
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    await Promise.all(files.map((file) => import(new URL(file, folder).href)))
    const declared = new Set(declaredStatements().map((one) => one.name))
    const named = new Set(explored.flatMap((one) => [...one.statements]))
    expect([...named].filter((name) => !declared.has(name))).toEqual([])
    expect(named.size).toBeGreaterThan(10)
  })
})

/** They end a message by a person's word about what became of it. */
const notModelled: readonly DeliveryEvent[] = ['settled_sent', 'settled_rejected']

const permit: Permit = {
  attempt: 1,
  node: 0,
  how: 'claim',
  hand: 'nothing',
  wire: 'lost',
  id: 0,
  left: null,
  hadReceipt: false,
  isDoubted: false,
  news: { accepted: false, receiptState: null },
}
const queued = { row: { state: 'queued', attempt: 0, permit: null, isHeld: false, isDoubted: false } } as const
const inDoubt = { row: { state: 'unconfirmed', attempt: 1, permit: 0, isHeld: false, isDoubted: true } } as const
const unsure = { ...asked, fates: ['taken', 'lost'], rollbacks: 1 } as const satisfies Setting

/** What must be so around the protocol for a rule to matter, and where its counter-example is far from the beginning, a world on the way. */
const shownBy: Partial<Record<keyof Rules, { setting: Setting; from?: World; as?: string }>> = {
  permitsAreKnownByReference: { setting: threeAttempts },
  answersNameTheirAttempt: { setting: threeAttempts },
  wordsWhereADoubtStands: {
    setting: { ...threeAttempts, fates: ['taken', 'refused'], ends: true },
    from: {
      ...beginning,
      row: { state: 'sending', attempt: 2, permit: 1, isHeld: false, isDoubted: false },
      permits: [
        { ...permit, wire: 'taken', left: 'chosen', isDoubted: true },
        { ...permit, attempt: 2, hand: 'written', wire: 'refused' },
      ],
    },
  },
  stoppedResendIsDoubt: { setting: { ...usual, ends: true }, as: 'FORGOTTEN' },
  sameIdEachTime: { setting: { ...usual, takesIdsOnce: true } },
  absentOnlyAfterDeath: { setting: asked },
  absentOnlyAfterSettling: { setting: asked },
  absentOnlyWhereSure: { setting: asked },
  absentNeverAfterRestore: {
    setting: { ...unsure, attempts: 3 },
    from: { ...beginning, ...inDoubt, permits: [permit], backup: inDoubt },
  },
  restoreHoldsWhatWaits: { setting: goingBack },
  restoreBesideNobody: {
    setting: { ...goingBack, attempts: 3 },
    from: {
      ...beginning,
      row: { state: 'sending', attempt: 1, permit: 0, isHeld: false, isDoubted: false },
      permits: [{ ...permit, hand: 'written', wire: 'refused' }],
      backup: queued,
    },
  },
  claimsCountBeats: { setting: goingBack },
  handOverCountsBeats: { setting: goingBack },
  quarantineBeforeStart: { setting: goingBack },
}

describe('a counter-example is found', () => {
  let traces: Map<string, string[] | undefined>
  beforeAll(() => {
    traces = new Map(
      (Object.keys(rules) as (keyof Rules)[]).map((rule) => {
        const { setting, from } = shownBy[rule] ?? { setting: usual }
        return [rule, explore(setting, { [rule]: false }, from).trace]
      }),
    )
  })

  it.each(Object.keys(rules) as (keyof Rules)[])('where it does not hold that %s', (rule) => {
    expect(traces.get(rule)?.at(-1)).toContain(shownBy[rule]?.as ?? 'DOUBLED')
  })

  it('in words that can be read', () => {
    expect(traces.get('leaseOverIsDoubt')).toEqual([
      ' 1. A accepts the call and hands it over                                       | sending 1',
      ' 2. A: attempt 1 is written; the network takes it                              | sending 1, taken 1',
      ' 3. sweep: the lease is over                                                   | queued 1, taken 1',
      ' 4. A picks it                                                                 | queued 1, taken 1',
      ' 5. A claims it                                                                | sending 2, taken 1',
      ' 6. A: attempt 2 is written; the network takes it                              | sending 2, taken 2',
      '    DOUBLED: the network took 2, and nobody had chosen that',
    ])
  })
})
