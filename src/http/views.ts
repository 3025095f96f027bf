/**
 * How rows leave the program: public ids, instants as text, money as amounts, and numbers masked for whoever may not see them whole, also where
 * a text says them.
 */
import type { KeptAnswer } from '../core/adapter.ts'
import { type Money, money } from '../core/billing.ts'
import { checkOf } from '../core/checks.ts'
import { isIndian } from '../core/countries/packs.ts'
import { isCharged, type State } from '../core/delivery.ts'
import { formatInstant, type Instant } from '../core/instant.ts'
import { maskNumbersOf, maskPhoneNumber } from '../core/phone-number.ts'
import { publicId } from '../core/public-id.ts'
import { doubts, reasons } from '../core/reasons.ts'
import type { MessageRow } from '../store/message-list.ts'
import type { MessageView } from './shapes/messages.ts'

/** For whom something is shown. `isOperator`: of the installation. */
export type Viewer = { seesNumbers: boolean; isOperator: boolean; currency: string }

export const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

/** A number for whoever asks: whole or not at all, and masked for everybody to read. */
export function numberView(
  number: string | null,
  { seesNumbers }: Viewer,
): { number: string | null; numberShown: string | null } {
  return { number: seesNumbers ? number : null, numberShown: number === null ? null : maskPhoneNumber(number) }
}

/** Words of a call as somebody may read them; `sign` stands for a digit that is hidden. */
export type Shown = <T extends string | null>(words: T, sign?: string) => T

const asItIs: Shown = (words) => words

/** How words are shown that may say these numbers: those of one call's people. */
export function shownTo({ seesNumbers }: Viewer, numbers: readonly string[]): Shown {
  if (seesNumbers) return asItIs
  return (words, sign) => (words === null ? words : (maskNumbersOf(words, numbers, sign) as typeof words))
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const userRecipient = new RegExp(`^user:(${uuid})$`)
const messageId = new RegExp(`^${uuid}$`)

/** A recipient's key with public ids, its number masked where numbers are. */
export function recipientView(recipient: string, { seesNumbers }: Viewer): string {
  const user = userRecipient.exec(recipient)?.[1]
  if (user !== undefined) return `user:${publicId('user', user)}`
  return recipient.startsWith('number:') && !seesNumbers
    ? `number:${maskPhoneNumber(recipient.slice('number:'.length))}`
    : recipient
}

/** What a skip says beside its reason: the text that took its place under a cap, or a few words. */
export function detailView(
  reason: string | null,
  detail: string | null,
  viewer: Viewer,
): { detail: string | null; linkedMessageId: string | null } {
  if (reason === 'frequency_cap' && detail !== null && messageId.test(detail))
    return { detail: null, linkedMessageId: publicId('msg', detail) }
  return { detail: detail === null ? null : recipientView(detail, viewer), linkedMessageId: null }
}

/** What a text costs as it now stands: its price, or nothing where it never went. */
export function chargedView(row: Pick<MessageRow, 'state' | 'reason' | 'price'>, { currency }: Viewer): Money {
  return money(isCharged(row) ? row.price : 0, currency)
}

// The network gives some of the reasons that a check gives, too: promotional hours, for one.
const went: readonly State[] = ['sent', 'delivered', 'undelivered', 'rejected']

/** The ids as they went with it. Of one that is still to go, or whose answer says nothing, as they would by what it is registered as. */
function dltView({ answer, number, dltTemplateId, hasEntity }: MessageRow): {
  dltTemplateId: string | null
  dltSent: boolean | null
} {
  const dltSent = answer === null ? null : ((JSON.parse(answer) as KeptAnswer).dlt ?? null)
  const goes = dltSent ?? (number !== null && isIndian(number) && hasEntity)
  return { dltTemplateId: goes ? dltTemplateId : null, dltSent }
}

/** `shown`: how its words, and those of its call, may be read. */
export function messageView(row: MessageRow, viewer: Viewer, shown: Shown): MessageView {
  const [reasonWords, mend] = row.reason === null ? [null, null] : reasons[row.reason]
  const { detail, linkedMessageId } = detailView(row.reason, row.detail, viewer)
  return {
    id: publicId('msg', row.id),
    callId: publicId('call', row.callId),
    callEndedAt: formatInstant(row.callEndedAt),
    recipient: recipientView(row.recipient, viewer),
    name: shown(row.name),
    ...numberView(row.number, viewer),
    state: row.state,
    reason: row.reason,
    reasonWords,
    mend,
    check: row.reason === null || went.includes(row.state) ? null : checkOf(row.reason),
    detail: shown(detail),
    linkedMessageId,
    doubt: row.doubt,
    doubtWords: row.doubt === null ? null : doubts[row.doubt],
    settledBy: row.settledBy,
    rule: row.rule,
    template: row.template,
    header: row.header === '' ? null : row.header,
    ...dltView(row),
    text: shown(row.text),
    encoding: row.encoding,
    parts: row.parts,
    price: money(row.price, viewer.currency),
    charged: chargedView(row, viewer),
    gateway: row.gateway && { key: row.gateway.key, title: row.gateway.title, shared: row.gateway.isShared },
    attempt: row.attempt,
    createdAt: formatInstant(row.createdAt),
    dueAt: instantOrNull(row.dueAt),
    validUntil: instantOrNull(row.validUntil),
    permittedAt: instantOrNull(row.permittedAt),
    answeredAt: instantOrNull(row.answeredAt),
    finalAt: instantOrNull(row.finalAt),
  }
}
