/** The last line of a gateway's examination: whether the account's texts leave by it. */
import type { Check } from '../core/adapter.ts'

type Examined = { title: string; isPaused: boolean; isFirstRoute: boolean }

export function wayOut({ title, isPaused, isFirstRoute }: Examined, checks: readonly Check[]): Check {
  const name = 'Way out'
  if (checks.some((one) => one.result === 'fail'))
    return { name, result: 'fail', words: `Mend this first: until then texts may not leave by ${title}.` }
  if (isPaused) return { name, result: 'warn', words: `${title} is paused: its texts wait.`, mend: 'Resume it.' }
  if (!isFirstRoute)
    return {
      name,
      result: 'warn',
      words: `No text of this account leaves by ${title}: it is not its way out.`,
      mend: 'Choose it as the way out under Gateways and sources.',
    }
  return { name, result: 'ok', words: `Texts leave by ${title}.` }
}
