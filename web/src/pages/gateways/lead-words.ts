/** How this account’s texts leave and where its calls come from, as the page of gateways and sources begins. */
import type { Gateway } from '../../api/types.ts'
import { healthWord } from '../../shell/side-foot.tsx'

export function wayOutWords(used: Pick<Gateway, 'title' | 'paused' | 'health'> | undefined): string {
  if (used === undefined) return 'Texts have no way out yet.'
  return `Texts leave by ${used.title}, which is ${used.paused ? 'paused' : healthWord[used.health?.state ?? 'stopped']}.`
}

/** So many names say from where; of more it is enough how many. */
const mostNames = 4

export function cameFromWords(names: readonly string[]): string {
  if (names.length === 0) return 'No phone system tells of calls yet.'
  const shown =
    names.length <= mostNames ? names : [...names.slice(0, mostNames - 1), `${names.length - mostNames + 1} more`]
  const last = shown.at(-1)
  return `Calls come from ${shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`}.`
}
