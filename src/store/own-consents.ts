/** Consent that people give by themselves. */
import type { Asking } from '../core/consent.ts'
import { giveConsents } from './consents.ts'
import type { Runner } from './database.ts'
import { endOptOut } from './opt-outs.ts'

/** Who agrees, by which way, and what shows it: the words of the reply, or those of the page. */
export type Agreeing = {
  accountId: string
  source: 'reply' | 'link'
  hash: string
  ending: string | null
  evidence: string
}

/**
 * Records it. Whoever had opted out has come back by it; and nobody made them, so that it counts at once: the days without a new consent are those in
 * which an account does not ask.
 */
export async function agree(tx: Runner, { hash, ending, evidence, ...way }: Agreeing, asking: Asking): Promise<void> {
  const by = { ...way, who: way.source }
  await endOptOut(tx, by, { hash, words: evidence })
  const { purpose, wording } = asking
  await giveConsents(tx, by, [{ hash, ending, purpose, wording, givenAt: null, expiresAt: null, evidence }], 0)
}
