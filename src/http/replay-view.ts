/** Whether a plan that was made again is what was decided then, as it leaves the program. */
import type { Difference } from '../core/decided.ts'
import type { CallStoryView } from './shapes/calls.ts'
import { recipientView, type Viewer } from './views.ts'

export function replayView(differences: readonly Difference[], viewer: Viewer): CallStoryView['replay'] {
  return {
    agrees: differences.length === 0,
    differences: differences.map((one) => {
      const recipient = one.of === 'rule' ? null : recipientView(one.recipient, viewer)
      const about = recipient === null ? 'The rule' : `The text to ${recipient}`
      const words = `${about}: ${saidOf(one, one.before)} then, ${saidOf(one, one.now)} now.`
      return { recipient, before: one.before, now: one.now, words }
    }),
  }
}

function saidOf({ of }: Difference, said: string | null): string {
  if (said === null) return 'none'
  if (of === 'rule') return said === 'no_rule_matched' ? 'none' : `"${said}"`
  return said === 'send' ? 'to be sent' : `skipped as ${said}`
}
