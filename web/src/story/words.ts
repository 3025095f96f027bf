/** Words for what became of texts: states, recipients and reasons, short enough for a table. */
import type { Message, MessageState } from '../api/types.ts'
import type { Tone } from '../ui/parts.tsx'

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
const chips: Record<string, string> = {
  no_rule_matched: 'No rule matched',
  account_off: 'Switched off',
  too_late: 'Reported too late',
  caller_unknown: 'No number to text',
  not_a_mobile: 'Not a mobile',
  own_number: 'Own number',
  user_unknown: 'User unknown',
  user_has_no_number: 'No mobile number',
  user_turned_off: 'Texts switched off',
  no_owner: 'No owner',
  department_unknown: 'Department unknown',
  department_has_no_members: 'No members',
  duplicate_recipient: 'Same number',
  template_not_approved: 'Not approved',
  template_paused: 'Template paused',
  header_inactive: 'Header inactive',
  header_not_for_country: 'Header not for country',
  value_missing: 'Value missing',
  variable_too_long: 'Value too long',
  not_whitelisted: 'Not whitelisted',
  text_too_long: 'Text too long',
  reached_meanwhile: 'Reached meanwhile',
  frequency_cap: 'Cap reached',
  no_gateway: 'No gateway',
  gateway_removed: 'Gateway removed',
  validity_over: 'Validity over',
  opted_in_again: 'Texts wanted again',
  cancelled_by_hand: 'Cancelled',
  settled_by_hand: 'Settled by hand',
  dlt_refused: 'Refused by DLT',
  dlt_text_mismatch: 'Not as registered',
  dnd_learnt: 'Refused for DND',
  number_unreachable: 'Unreachable',
  number_invalid: 'Unknown number',
  number_blocked: 'Blocked',
  not_routable: 'No way to the number',
}

export const reasonChip = (code: string): string => chips[code] ?? sentenceCase(code.replaceAll('_', ' '))

/** Why a text did not even begin: `skipped: opted out`. */
export const skippedWords = ({ reason }: { reason: string | null }): string =>
  reason === null ? 'skipped' : `skipped: ${reasonChip(reason)}`

export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Which kind of person a recipient is. */
export function recipientWord(recipient: string): string {
  if (recipient === 'caller') return 'Caller'
  if (recipient.startsWith('number:')) return 'Number'
  return { members: 'Members', rung: 'Users who rang', owners: 'Owners' }[recipient] ?? 'User'
}

export const isCaller = (message: { recipient: string }): boolean => message.recipient === 'caller'

/** How long a text took from the call's end until its fate was known. */
export function took(message: Pick<Message, 'state' | 'finalAt' | 'answeredAt'>, endedAt: string): number | undefined {
  const until = message.state === 'sent' ? message.answeredAt : message.finalAt
  return until === null ? undefined : Math.max(0, Date.parse(until) - Date.parse(endedAt))
}
