import type { TFunction } from 'i18next'
import type { Format } from '../../format.ts'

/** So far back it is tried. */
export const days = 30

/** What a change does to past calls: how many it decides otherwise, and what it adds. */
export type Effect = { calls: number; onlyNewest: boolean; changed: number; texts: number; cost: number }

export function effectWords(
  t: TFunction,
  { calls, onlyNewest, changed, texts, cost }: Effect,
  format: Pick<Format, 'count' | 'money'>,
): string {
  if (calls === 0) return t('conflict.effect.none', { days })
  const of = { days, count: calls, shown: format.count(calls) }
  if (changed === 0) return t(onlyNewest ? 'conflict.effect.nothingOfNewest' : 'conflict.effect.nothing', of)
  return t(onlyNewest ? 'conflict.effect.someOfNewest' : 'conflict.effect.some', {
    ...of,
    changed: format.count(changed),
    texts: textWords(t, texts, format),
    cost: costWords(t, cost, format),
  })
}

function textWords(t: TFunction, texts: number, format: Pick<Format, 'count'>): string {
  const count = Math.abs(texts)
  if (count === 0) return t('conflict.effect.asMany')
  return t(texts > 0 ? 'conflict.effect.more' : 'conflict.effect.fewer', { count, shown: format.count(count) })
}

function costWords(t: TFunction, cost: number, format: Pick<Format, 'money'>): string {
  if (cost === 0) return t('conflict.effect.samePrice')
  const amount = format.money(Math.abs(cost))
  return t(cost > 0 ? 'conflict.effect.dearer' : 'conflict.effect.cheaper', { amount })
}
