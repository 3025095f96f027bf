/** How this account’s texts leave and where its calls come from, as the page of gateways and sources begins. */
import type { TFunction } from 'i18next'
import type { Gateway } from '../../api/types.ts'

export function wayOutWords(used: Pick<Gateway, 'title' | 'paused' | 'health'> | undefined, t: TFunction): string {
  if (used === undefined) return t('gateways.noWayOut')
  const state = t(`health.${used.paused ? 'paused' : (used.health?.state ?? 'stopped')}`)
  return t('gateways.wayOut', { gateway: used.title, state })
}

/** So many names say from where; of more it is enough how many. */
const mostNames = 4

export function cameFromWords(names: readonly string[], t: TFunction): string {
  const [first, last] = [names[0], names.at(-1)]
  if (first === undefined || last === undefined) return t('gateways.noSource')
  if (names.length === 1) return t('gateways.cameFrom', { name: first })
  if (names.length <= mostNames) return t('gateways.cameFromThese', { names: names.slice(0, -1).join(', '), last })
  const shown = names.slice(0, mostNames - 1)
  return t('gateways.cameFromMore', { names: shown.join(', '), count: names.length - shown.length })
}
