/**
 * What can be said of a rule set without any call: rules that can never fire, rules that share calls with one above, and whether every call is
 * caught. Decided exactly, by cutting the calls of a rule into boxes that the rules above take (analysis-boxes.ts).
 */
import type { FieldProblem } from './adapter.ts'
import { type Box, boxOf, costOfComparing, everyCall, intersection, remainder, weightOf } from './analysis-boxes.ts'
import { lengthInMinutes } from './quiet-hours.ts'
import type { Rule } from './rule.ts'

export type Analysis = {
  /** Enabled rules (by key) that can never fire, each with the fewest enabled rules above it that take all its calls, in their order. */
  shadowed: { rule: string; by: string[] }[]
  /**
   * Enabled rules that lose some of their calls, but not all, to these above: the topmost 20 of them. A rule without conditions is left out, since
   * it shares calls with every other.
   */
  overlaps: { rule: string; with: string[] }[]
  /** Some call matches no enabled rule. */
  missingCatchAll: boolean
  /**
   * Rules whose conditions exclude each other, whose text would always come too late, or is not valid until the quiet hours end that are to hold it.
   * Paths are `rules[index].conditions` and the like, as a whole configuration has them.
   */
  problems: FieldProblem[]
}

/**
 * Analyses a rule set. `alwaysOpen` says that neither the account nor a department has opening hours. The work is bounded: for a rule set so tangled
 * that the bound is reached, what was not proven is not said. 1,000 rules take a quarter of a second; hopelessly tangled ones, or with long lists, one or two.
 */
export function analyse(rules: readonly Rule[], { alwaysOpen = false }: { alwaysOpen?: boolean } = {}): Analysis {
  const universe = everyCall(alwaysOpen)
  const budget: Budget = { left: 60_000 }
  // Of its own, so that long lists leave a rule to catch all to be found. What is not compared any more shares no calls, as far as is said.
  const comparing: Budget = { left: 100_000 }
  const analysis: Analysis = { shadowed: [], overlaps: [], missingCatchAll: true, problems: [] }
  const above: Boxed[] = []
  rules.forEach((rule, index) => {
    const box = intersection(universe, boxOf(rule.conditions))
    if (!box) analysis.problems.push(neverFires(rule, index))
    const lateness = isTooLate(rule) ? comesTooLate(index) : endsInQuiet(rule, index)
    if (lateness) analysis.problems.push(lateness)
    if (!box || !rule.enabled) return
    const sharing = above.filter(
      (one) => isAffordable(comparing, costOfComparing(box, one.box) / keysInAStep) && intersection(box, one.box),
    )
    const by = takenBy(box, sharing, budget)
    if (by) analysis.shadowed.push({ rule: rule.key, by })
    else if (sharing.length > 0 && Object.keys(rule.conditions).length > 0)
      analysis.overlaps.push({ rule: rule.key, with: sharing.slice(0, mostOverlaps).map(({ key }) => key) })
    // A rule that never fires takes nothing from those below it that is not taken already.
    if (!by) above.push({ key: rule.key, box })
  })
  analysis.missingCatchAll = takenBy(universe, above, budget) === undefined
  return analysis
}

const mostOverlaps = 20

type Boxed = { key: string; box: Box }
type Budget = { left: number }

/** Takes what a step costs: it copies the lists of both boxes, and those of some hundred users cost more than all else in it. */
function isAffordable(budget: Budget, cost: number): boolean {
  budget.left -= cost
  return budget.left >= 0
}

const keysInAStep = 60

/** The fewest rules, as far as is cheaply found, that take every call of the box; undefined where some call is left or the budget is spent. */
function takenBy(box: Box, above: readonly Boxed[], budget: Budget): string[] | undefined {
  const alone = above.find((one) => remainder(box, one.box).length === 0)
  if (alone) return [alone.key]
  let proof = proofThatTaken(box, above, budget)
  if (!proof) return undefined
  // Each rule that the rest can do without is let go, the lowest first.
  for (const one of [...proof].reverse()) {
    const rest: Boxed[] = [...proof].filter((other) => other !== one)
    proof = proofThatTaken(box, rest, budget) ?? proof
  }
  return above.filter((one) => proof?.has(one)).map(({ key }) => key)
}

/**
 * The rules that together take every call of the box; undefined where a call is left. The box is cut along the first rule that takes some of it,
 * and what that rule leaves is looked at with the next. It ends at the first piece that nobody takes, so a "no" is quick.
 */
function proofThatTaken(box: Box, rules: readonly Boxed[], budget: Budget): Set<Boxed> | undefined {
  const proof = new Set<Boxed>()
  const isTaken = (piece: Box, from: number): boolean => {
    for (let index = from; index < rules.length; index += 1) {
      const rule = rules[index]
      if (!rule || !isAffordable(budget, 1 + (weightOf(piece) + weightOf(rule.box)) / keysInAStep)) return false
      if (!intersection(piece, rule.box)) continue
      proof.add(rule)
      return remainder(piece, rule.box).every((left) => isTaken(left, index + 1))
    }
    return false
  }
  return isTaken(box, 0) ? proof : undefined
}

/** A rule that no call can match, with what excludes what. */
function neverFires({ conditions }: Rule, index: number): FieldProblem {
  const { directions, outcomes, miss, talkSeconds, hours } = conditions
  const is = (field: string, why: string): FieldProblem => ({
    path: `rules[${index}].conditions${field}`,
    code: 'never_matches',
    message: `This rule can never fire: ${why}`,
  })
  if (miss && directions && !directions.includes('incoming'))
    return is('.miss', 'only an incoming call can be a miss. Add incoming calls.')
  if (miss && outcomes && !outcomes.some((outcome) => outcome !== 'connected'))
    return is('.miss', 'a connected call is no miss. Add missed or voicemail.')
  if ((talkSeconds?.min ?? 0) > 0 && (miss || (outcomes && !outcomes.includes('connected'))))
    return is(
      '.talkSeconds',
      'only a connected call has talk time. Take out the talk time, or ask for connected calls.',
    )
  if (hours === 'closed')
    return is('.hours', 'there are no opening hours, so it is always open. Set opening hours first.')
  return is('', 'no call is all that its conditions ask for at once.')
}

function isTooLate({ delay, validityMinutes }: Rule): boolean {
  return delay !== undefined && delay.seconds >= validityMinutes * 60
}

function comesTooLate(index: number): FieldProblem {
  const message = 'The text would always lapse unsent: raise the validity above the delay.'
  return { path: `rules[${index}].delay`, code: 'delay_beyond_validity', message }
}

/** What is due when the quiet hours begin waits longest. A recipient with a text of its own for them waits for nothing. */
function endsInQuiet(
  { quietHours, delay, validityMinutes, recipients }: Rule,
  index: number,
): FieldProblem | undefined {
  if (quietHours?.action !== 'hold' || recipients.every((one) => one.quietTemplate !== undefined)) return undefined
  const needed = lengthInMinutes(quietHours) + Math.floor((delay?.seconds ?? 0) / 60) + 1
  if (validityMinutes >= needed) return undefined
  const message =
    `A text that is due when the quiet hours begin is valid for ${validityMinutes} minutes, not until they end, and is skipped: ` +
    `raise the validity to ${needed} minutes.`
  return { path: `rules[${index}].quietHours`, code: 'quiet_beyond_validity', message }
}
