/** Words for what became of texts: states, recipients and reasons, short enough for a table. */
import type { TFunction } from 'i18next'
import type { Message, MessageState } from '../api/types.ts'
import { en } from '../i18n/en/index.ts'
import type { Tone } from '../ui/parts.tsx'

type Reason = NonNullable<Message['reason']>

export const stateTone: Record<MessageState, Tone> = {
  unconfirmed: 'bad',
  queued: 'plain',
  sending: 'accent',
  sent: 'accent',
  delivered: 'ok',
  undelivered: 'bad',
  rejected: 'bad',
  skipped: 'warn',
  lapsed: 'warn',
  cancelled: 'plain',
  unknown: 'warn',
}

/** Every state in the order in which they are read: what waits for a person first. */
export const messageStates = Object.keys(stateTone) as MessageState[]

/** States after which nothing more is expected by itself. */
export const isSettled = (state: MessageState): boolean => !['queued', 'sending', 'sent', 'unconfirmed'].includes(state)

/** In a table only the chip: two or three words for a reason. */
export const reasonChip = (t: TFunction, code: string): string =>
  isReason(code) ? t(`story.reason.${code}`) : sentenceCase(code.replaceAll('_', ' '))

const isReason = (code: string): code is Reason => code in en.story.reason

/** Why it went no further; what has no reason says how it stands. */
export const whyNot = (t: TFunction, { reason, state }: Pick<Message, 'reason' | 'state'>): string =>
  reason === null ? t(`state.${state}`) : reasonChip(t, reason)

/** Why a text did not even begin: `skipped: opted out`. */
export const skippedWords = (t: TFunction, { reason }: { reason: string | null }): string =>
  reason === null ? t('story.skipped') : t('story.skippedFor', { why: reasonChip(t, reason) })

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const recipientKeys = { members: 'story.members', rung: 'story.rung', owners: 'story.owners' } as const

/** Which kind of person a recipient is. */
export function recipientWord(t: TFunction, recipient: string): string {
  if (recipient === 'caller') return t('word.caller')
  if (recipient.startsWith('number:')) return t('story.number')
  return t(recipientKeys[recipient as keyof typeof recipientKeys] ?? 'word.user')
}

export const isCaller = (message: { recipient: string }): boolean => message.recipient === 'caller'

/** How long a text took from the call's end until its fate was known. */
export function took(message: Pick<Message, 'state' | 'finalAt' | 'answeredAt'>, endedAt: string): number | undefined {
  const until = message.state === 'sent' ? message.answeredAt : message.finalAt
  return until === null ? undefined : Math.max(0, Date.parse(until) - Date.parse(endedAt))
}
