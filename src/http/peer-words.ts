/** What a gateway itself says, word for word, is for whoever runs it: of a shared one the operator alone. An account is told what it means. */
import type { RawAnswer } from '../core/adapter.ts'
import type { MessageRow } from '../store/message-list.ts'
import type { History } from './timeline.ts'
import type { Viewer } from './views.ts'

/** Whether this viewer may read what the gateway of a text said. */
export const seesPeerWords = ({ gateway }: Pick<MessageRow, 'gateway'>, { isOperator }: Viewer): boolean =>
  isOperator || gateway?.isShared === false

/** A message and its history as this viewer may read them. Of what is the operator's only a network's code stays, since the account can mend what it says. */
export function readableBy(
  viewer: Viewer,
  message: MessageRow,
  history: History,
): { message: MessageRow; history: History } {
  if (seesPeerWords(message, viewer)) return { message, history }
  const { attempts, receipts, deeds } = history
  return {
    message: { ...message, answer: codeOf(message.answer) },
    history: {
      attempts: attempts.map((one) => ({ ...one, answer: codeOf(one.answer) })),
      receipts: receipts.map((one) => ({ ...one, raw: codeOf(one.raw) ?? '{}' })),
      deeds,
    },
  }
}

function codeOf(raw: string | null): string | null {
  const { carrier } = JSON.parse(raw ?? '{}') as RawAnswer
  return carrier === undefined ? null : JSON.stringify({ carrier } satisfies RawAnswer)
}
