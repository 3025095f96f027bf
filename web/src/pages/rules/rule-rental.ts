import type { WhatIf } from '../../api/types.ts'

export type RuleRental = {
  /** What a month costs more for it. */
  amount: number
  currency: string
  lines: number
  /** What it makes of those lines; null: not the same of all. */
  mode: WhatIf['dids'][number]['after'] | null
}

/** What one rule adds to the rental of a month: the rules `without` it beside those `withIt`, both asked over the same rules in force. */
export function rentalOfRule(without: WhatIf, withIt: WhatIf): RuleRental | null {
  const { rental } = without.nextCycle
  const amount = Number(withIt.nextCycle.rental.amount) - Number(rental.amount)
  if (amount <= 0) return null
  const changed = [...new Set([...without.dids, ...withIt.dids].map(({ did }) => did.key))].flatMap((key) => {
    const [off, on] = [without, withIt].map((one) => one.dids.find(({ did }) => did.key === key))
    // Neither changes what is not listed there: it is as it stands.
    const mode = { off: off?.after ?? on?.before, on: on?.after ?? off?.before }
    return mode.on === undefined || mode.on === mode.off ? [] : [{ mode: mode.on, lines: (off ?? on)?.lines ?? 0 }]
  })
  const modes = new Set(changed.map((one) => one.mode))
  return {
    amount,
    currency: rental.currency,
    lines: changed.reduce((sum, one) => sum + one.lines, 0),
    mode: modes.size === 1 ? (changed[0]?.mode ?? null) : null,
  }
}
