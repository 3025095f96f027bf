/**
 * The calls that a rule takes, as a box: for each thing that conditions look at, the values that will do. Boxes can be intersected and
 * subtracted, and one can tell whether any call at all is in one, so "every call of this rule is taken above" is decided, not guessed.
 */
import { directions, outcomes } from './call.ts'
import { keptMisses } from './caller.ts'
import type { Conditions } from './rule.ts'

/** Which of a few words, as bits in the order of their list. */
type Words = number
/** These keys, or with `but` every key but these, and no key at all. */
type Keys = { readonly but: boolean; readonly keys: ReadonlySet<string> }
/** Whole numbers, both ends included. */
type Span = { readonly from: number; readonly to: number }
/** Who rang: somebody of each set in `some`, and nobody of any in `none`. */
type Rung = { readonly some: readonly ReadonlySet<string>[]; readonly none: readonly ReadonlySet<string>[] }
/** The place among the misses, by hours looked back; hours that are not named may have any. */
type Misses = ReadonlyMap<number, Span>

export type Box = {
  readonly directions: Words
  readonly outcomes: Words
  readonly hours: Words
  readonly caller: Words
  readonly departments: Keys
  readonly dids: Keys
  readonly answered: Keys
  readonly rung: Rung
  readonly ringSeconds: Span
  readonly talkSeconds: Span
  readonly misses: Misses
}

const incoming = 1
const connected = 1
const allWords = { directions: 2 ** directions.length - 1, outcomes: 2 ** outcomes.length - 1, hours: 3, caller: 3 }
const anyKey: Keys = { but: true, keys: new Set() }
// A length that the source did not tell is -1: it fits no range. The longest is what call.ts takes.
const anyLength: Span = { from: -1, to: 8_640_000 }
const anybodyRung: Rung = { some: [], none: [] }
const anyMisses: Misses = new Map()
// 0 is no miss; the greatest is the one after all that are remembered.
const anyPlace: Span = { from: 0, to: keptMisses + 1 }

/** All calls. Where there are no opening hours, none comes while it is closed. */
export function everyCall(alwaysOpen: boolean): Box {
  return {
    ...allWords,
    hours: alwaysOpen ? 1 : 3,
    departments: anyKey,
    dids: anyKey,
    answered: anyKey,
    rung: anybodyRung,
    ringSeconds: anyLength,
    talkSeconds: anyLength,
    misses: anyMisses,
  }
}

/** The calls for which all conditions hold, as conditions.ts judges them. */
export function boxOf(wanted: Conditions): Box {
  const { departments, dids, users, hours, caller, miss, ringSeconds, talkSeconds } = wanted
  const words = <W extends string>(all: readonly W[], some: readonly W[] | undefined): Words =>
    some === undefined ? 2 ** all.length - 1 : some.reduce((bits, word) => bits | (1 << all.indexOf(word)), 0)
  const keys = (some: readonly string[] | undefined): Keys =>
    some === undefined ? anyKey : { but: false, keys: new Set(some) }
  const length = (range: { min?: number | undefined; max?: number | undefined } | undefined): Span =>
    range === undefined ? anyLength : { from: range.min ?? 0, to: range.max ?? anyLength.to }
  return {
    directions: words(directions, wanted.directions),
    outcomes: words(outcomes, wanted.outcomes),
    hours: words(['open', 'closed'], hours && [hours]),
    caller: words(['new', 'returning'], caller && [caller]),
    departments: keys(departments),
    dids: keys(dids),
    answered: keys(users?.match === 'answered' ? users.users : undefined),
    rung: users?.match === 'rung' ? { some: [new Set(users.users)], none: [] } : anybodyRung,
    ringSeconds: length(ringSeconds),
    talkSeconds: length(talkSeconds),
    misses:
      miss === undefined
        ? anyMisses
        : new Map([[miss.withinHours, { from: miss.from, to: Math.min(miss.to ?? anyPlace.to, anyPlace.to) }]]),
  }
}

/** One side of a box: what two have in common (undefined: nothing), and what the first has that the second lacks, in pieces that do not overlap. */
type Side<V> = { and(a: V, b: V): V | undefined; minus(a: V, b: V): V[] }

const ofWords: Side<Words> = {
  and: (a, b) => a & b || undefined,
  minus: (a, b) => (a & ~b ? [a & ~b] : []),
}

const ofKeys: Side<Keys> = {
  and(a, b) {
    if (b === anyKey) return a
    if (a === anyKey) return b
    if (a.but && b.but) return { but: true, keys: union(a.keys, b.keys) }
    const [few, other] = a.but ? [b, a] : [a, b]
    const keys = new Set([...few.keys].filter((key) => other.keys.has(key) !== other.but))
    return keys.size > 0 ? { but: false, keys } : undefined
  },
  minus(a, b) {
    if (b === anyKey) return []
    const left = ofKeys.and(a, { but: !b.but, keys: b.keys })
    return left ? [left] : []
  },
}

const ofSpans: Side<Span> = {
  and: (a, b) => spanOf(Math.max(a.from, b.from), Math.min(a.to, b.to)),
  minus: (a, b) =>
    [spanOf(a.from, Math.min(a.to, b.from - 1)), spanOf(Math.max(a.from, b.to + 1), a.to)].filter(
      (span) => span !== undefined,
    ),
}

const spanOf = (from: number, to: number): Span | undefined => (from <= to ? { from, to } : undefined)

const ofRung: Side<Rung> = {
  and: (a, b) => ({ some: [...a.some, ...b.some], none: [...a.none, ...b.none] }),
  // Only rules are subtracted, and a rule never wants that somebody has not rung.
  minus: (a, b) => b.some.map((wanted) => ({ some: a.some, none: [...a.none, wanted] })),
}

const ofMisses: Side<Misses> = {
  and(a, b) {
    const both = new Map(a)
    for (const [hours, span] of b) {
      const common = ofSpans.and(a.get(hours) ?? anyPlace, span)
      if (!common) return undefined
      both.set(hours, common)
    }
    return both
  },
  // A rule looks back over one number of hours at most.
  minus: (a, b) =>
    [...b].flatMap(([hours, span]) =>
      ofSpans.minus(a.get(hours) ?? anyPlace, span).map((left) => new Map(a).set(hours, left)),
    ),
}

const union = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  b.size === 0 ? a : new Set([...a, ...b])

function isWithin(keys: ReadonlySet<string>, sets: readonly ReadonlySet<string>[]): boolean {
  for (const key of keys) if (!sets.some((set) => set.has(key))) return false
  return true
}

// In the order in which they are cut: what most often tells two rules apart comes first.
const sides: { [S in keyof Box]: Side<Box[S]> } = {
  outcomes: ofWords,
  directions: ofWords,
  departments: ofKeys,
  dids: ofKeys,
  answered: ofKeys,
  hours: ofWords,
  caller: ofWords,
  talkSeconds: ofSpans,
  ringSeconds: ofSpans,
  misses: ofMisses,
  rung: ofRung,
}
const sideNames = Object.keys(sides) as (keyof Box)[]

function common<S extends keyof Box>(a: Box, b: Box, name: S): Box[S] | undefined {
  return a[name] === b[name] ? a[name] : sides[name].and(a[name], b[name])
}

/** How many keys are copied where a box is cut. */
export function weightOf({ departments, dids, answered, rung }: Box): number {
  return departments.keys.size + dids.keys.size + answered.keys.size + rung.none.length
}

/** How many keys are looked at to tell whether two rules share calls: those of the shorter list of each two. */
export function costOfComparing(a: Box, b: Box): number {
  const shorter = (name: 'departments' | 'dids' | 'answered') => Math.min(a[name].keys.size, b[name].keys.size)
  return shorter('departments') + shorter('dids') + shorter('answered')
}

/** The calls in both boxes, or undefined where there are none. */
export function intersection(a: Box, b: Box): Box | undefined {
  const both: Partial<Record<keyof Box, unknown>> = {}
  for (const name of sideNames) {
    both[name] = common(a, b, name)
    if (both[name] === undefined) return undefined
  }
  return isPossible(both as Box) ? (both as Box) : undefined
}

/** The calls of `box` that `rule` does not take, in boxes that do not overlap. `rule` is a box made by boxOf. */
export function remainder(box: Box, rule: Box): Box[] {
  const pieces: Box[] = []
  let inside = box
  for (const name of sideNames) {
    if (inside[name] === rule[name]) continue
    pieces.push(...without(inside, rule, name))
    const within = common(inside, rule, name)
    if (within === undefined) break
    inside = { ...inside, [name]: within }
  }
  return pieces.filter(isPossible)
}

function without<S extends keyof Box>(box: Box, rule: Box, name: S): Box[] {
  return sides[name].minus(box[name], rule[name]).map((left) => ({ ...box, [name]: left }))
}

/** Whether some call can be in the box: what a call is in one thing binds it in others. */
function isPossible(box: Box): boolean {
  return isPossibleCall(box) && arePossibleUsers(box)
}

function isPossibleCall({ directions, outcomes, talkSeconds, misses }: Box): boolean {
  // Only a connected call has talk time; any other has 0.
  const unanswered = talkSeconds.from <= 0 && talkSeconds.to >= 0 ? outcomes & ~connected : 0
  const answered = outcomes & connected
  const isMiss = (directions & incoming) !== 0 && unanswered !== 0
  const isNoMiss = answered !== 0 || ((directions & ~incoming) !== 0 && unanswered !== 0)
  const places = [...misses].sort(([a], [b]) => a - b).map(([, span]) => span)
  return (isNoMiss && places.every((span) => span.from === 0)) || (isMiss && canGrow(places))
}

/** The further one looks back, the more misses there are. */
function canGrow(places: readonly Span[]): boolean {
  let place = 1
  for (const { from, to } of places) {
    place = Math.max(place, from)
    if (place > to) return false
  }
  return true
}

/** Who answered counts as having rung. */
function arePossibleUsers({ answered, rung }: Box): boolean {
  return (
    rung.some.every((wanted) => !isWithin(wanted, rung.none)) && (answered.but || !isWithin(answered.keys, rung.none))
  )
}
