/** The last line of a gateway's examination: whether the account's texts leave by it. */
import type { Check } from '../core/adapter.ts'

/** `leavesOut`: what mends that DLT ids do not travel by it, where the account’s texts need them. */
type Examined = { title: string; isPaused: boolean; isFirstRoute: boolean; leavesOut: string | undefined }

export function wayOut({ title, isPaused, isFirstRoute, leavesOut }: Examined, checks: readonly Check[]): Check {
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
  if (leavesOut !== undefined)
    return {
      name,
      result: 'warn',
      words: `Texts leave by ${title} without DLT ids, and mobile operators in India drop them.`,
      mend: leavesOut,
    }
  return { name, result: 'ok', words: `Texts leave by ${title}.` }
}
