import type { Format } from '../../format.ts'

/** So far back it is tried. */
export const days = 30

/** What a change does to past calls: how many it decides otherwise, and what it adds. */
export type Effect = { calls: number; changed: number; texts: number; cost: number }

export function effectWords({ calls, changed, texts, cost }: Effect, format: Pick<Format, 'count' | 'money'>): string {
  const within = `In the last ${days} days`
  if (calls === 0) return `${within} no call came in.`
  if (changed === 0) return `${within} it would have changed nothing.`
  const moreOrLess = (amount: number, more: string, less: string) => (amount > 0 ? more : less)
  const size = Math.abs(texts)
  const textWords =
    texts === 0
      ? 'as many texts'
      : `${format.count(size)} ${moreOrLess(texts, 'more', 'fewer')} ${size === 1 ? 'text' : 'texts'}`
  const costWords =
    cost === 0 ? 'at the same price' : `${format.money(Math.abs(cost))} ${moreOrLess(cost, 'more', 'less')}`
  const of = `${format.count(changed)} of ${format.count(calls)} ${calls === 1 ? 'call' : 'calls'}`
  return `${within}: ${of} decided otherwise, ${textWords}, ${costWords}.`
}
