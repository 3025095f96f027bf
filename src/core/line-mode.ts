/**
 * The mode of a DID's lines: what they are rented as. It follows from the setting, and not from what was sent: a rule that could text both sides of a call
 * makes its lines two-way, whether a call came or not.
 */
import type { Rule, Selector } from './rule.ts'

/** From the cheapest to the dearest. */
export const lineModes = ['off', 'one_way', 'two_way'] as const
export type LineMode = (typeof lineModes)[number]

/** The one of two modes that costs more. */
export function higherMode(one: LineMode, other: LineMode): LineMode {
  return lineModes.indexOf(one) < lineModes.indexOf(other) ? other : one
}

const sideOf = {
  caller: 'caller',
  user: 'user',
  rung: 'user',
  members: 'user',
  users: 'user',
  owners: 'user',
  numbers: 'user',
} as const satisfies Record<Selector['to'], 'caller' | 'user'>

/** The setting that modes follow from. */
export type LineSetting = { smsOn: boolean; rules: readonly Rule[] }

/**
 * The modes of an account's DIDs, by key: `two_way` where any one enabled rule that can meet calls of the DID (it names the DID, or none) has recipients on both
 * sides, `one_way` where such a rule has any recipient, else `off`.
 */
export function modesOf({ smsOn, rules }: LineSetting): (did: string) => LineMode {
  let ofAll: LineMode = 'off'
  const ofSome = new Map<string, LineMode>()
  for (const rule of smsOn ? rules : []) {
    if (!rule.enabled) continue
    const mode = modeBy(rule)
    const { dids } = rule.conditions
    if (dids === undefined) ofAll = higherMode(ofAll, mode)
    for (const did of dids ?? []) ofSome.set(did, higherMode(ofSome.get(did) ?? 'off', mode))
  }
  return (did) => higherMode(ofAll, ofSome.get(did) ?? 'off')
}

function modeBy({ recipients }: Rule): LineMode {
  const sides = new Set(recipients.map(({ selector }) => sideOf[selector.to]))
  return lineModes[sides.size] ?? 'off'
}
