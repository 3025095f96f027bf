/**
 * The one text that confirms an opt-out. It is planned in the very transaction that opts out, by a call that was made up for it, and goes the way of
 * every text from there; that it answers this opt-out is a row of its own, which the claim asks for before an opt-out stops anything.
 */
import { mayCallTo } from '../core/called-to.ts'
import type { Instant } from '../core/instant.ts'
import { textIn } from '../core/language.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import { type AcceptWith, acceptIn, type LeftDue } from './accept.ts'
import { readCallerLanguage } from './caller-languages.ts'
import type { Runner } from './database.ts'
import { readHeaders } from './headers.ts'
import { type MessageKey, messageKey } from './messages.ts'
import { policyOf } from './policy.ts'
import { columnsOf } from './rows.ts'
import { snapshotTemplates } from './rule-sets.ts'
import { apiSource } from './sources.ts'
import { statement } from './statement.ts'
import { readTemplates } from './templates.ts'
import { newId } from './uuid.ts'

const readWanted = statement(
  'read_confirmation_wanted',
  { opt_out_id: 'uuid', policy: 'text?', language: 'text', source_id: 'uuid', now: 'timestamptz' },
  `select o.id as opt_out_id, a.policy, a.language, s.id as source_id, clock_timestamp() as now from opt_out o
   join account a on a.account_id = o.account_id
   join source s on s.account_id = o.account_id and s.key = $3
   where o.account_id = $1 and o.number_hash = $2 and o.until is null
     and (o.confirmed_at is null or o.confirmed_at < clock_timestamp() - make_interval(hours => $4))`,
)

// Also where its number is then not found: whoever opts in and out in turn must not have it looked for each time.
const noteAsked = statement(
  'note_confirmation_asked',
  {},
  'update opt_out set confirmed_at = clock_timestamp() where account_id = $1 and number_hash = $2',
)

/** A number gets one confirmation in so many hours, however often it opts in and out: each is a text that is paid for. */
const hoursBetween = 24

// Whatever has been planned; one that was skipped stays so.
const note = statement(
  'insert_opt_out_confirmation',
  { message_id: 'uuid' },
  `insert into opt_out_confirmation (account_id, opt_out_id, message_id)
   select m.account_id, $2, m.id from message m where m.account_id = $1 and m.call_id = $3
   returning message_id`,
)

/** A number that has just opted out, in this transaction. */
export type JustOut = { accountId: string; hash: string; by: 'reply' | 'link' }

/** What confirming needs of accepting: the rest of it concerns calls that somebody made. */
export type ConfirmWith = Pick<AcceptWith, 'owner' | 'states' | 'plan' | 'gatewayLimits' | 'hashNumber'>

/** Plans the confirmation where the account wants one and the number had none lately; `numberOf` is asked only then. Answers what is left due now. */
export async function confirmOptOut(
  tx: Runner,
  { accountId, hash, by }: JustOut,
  using: ConfirmWith,
  numberOf: () => Promise<PhoneNumber | undefined>,
): Promise<LeftDue[]> {
  const [wanted] = await tx.run(readWanted, [accountId, hash, apiSource.key, hoursBetween])
  const { optOutConfirmation: setting, whitelist } = policyOf(wanted?.policy ?? null)
  if (!wanted || !setting || (by === 'link' && !setting.byPage)) return []
  await tx.run(noteAsked, [accountId, hash])
  const number = await numberOf()
  const wording = { key: setting.template, usual: wanted.language }
  const template = number && (await snapshotOf(tx, { accountId, number }, wording))
  if (!template) return []
  const id = newId()
  const leftDue: LeftDue[] = []
  await acceptIn(
    tx,
    [
      {
        id,
        accountId,
        sourceId: wanted.source_id,
        call: callOf(wanted.opt_out_id, number, wanted.now),
        test: { number, template, confirmsOptOut: true, ...(mayCallTo(template.registered) && { whitelist }) },
      },
    ],
    // Claimed from the table, as tests are; and a call that is made up now ended before no restore.
    { ...using, reserve: () => null, restoredAt: null },
    { handedOver: [], leftDue },
  )
  await tx.run(note, [accountId, wanted.opt_out_id, id])
  return leftDue
}

/** The wanted template, or its text in what the number's caller reads, where that may be sent. */
async function snapshotOf(
  tx: Runner,
  { accountId, number }: { accountId: string; number: PhoneNumber },
  { key, usual }: { key: string; usual: string },
) {
  const templates = await readTemplates(tx, accountId)
  const whole = templates.find((one) => one.key === key)
  if (!whole) return undefined
  const texts = templates.filter(
    (one) => one.variantOf === key && one.status === 'approved' && one.category === whole.category,
  )
  const read = texts.length === 0 ? undefined : await readCallerLanguage(tx, accountId, number)
  const template = (read && textIn(read.language, [whole, ...texts], (one) => one.language ?? usual)) ?? whole
  return snapshotTemplates([template], await readHeaders(tx, accountId))[template.key]
}

const callOf = (optOutId: string, caller: PhoneNumber, now: Instant) => ({
  sourceCallId: `opt-out-${optOutId}`,
  direction: 'incoming' as const,
  outcome: 'missed' as const,
  caller,
  startedAt: now,
  endedAt: now,
  approximate: [],
})

const confirming = statement(
  'read_confirming',
  { account_id: 'uuid', message_id: 'uuid' },
  `select c.account_id, c.message_id from (select * from unnest($1::uuid[], $2::uuid[]) as t(a, i)) u
   join opt_out_confirmation c on c.account_id = u.a and c.message_id = u.i
   join opt_out o on o.account_id = c.account_id and o.id = c.opt_out_id and o.until is null`,
)

/** Which of these texts confirm an opt-out that stands. Without a question there is no statement. */
export async function readConfirming(tx: Runner, asked: readonly MessageKey[]): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  const rows = await tx.run(confirming, columnsOf(asked, [(one) => one.accountId, (one) => one.messageId]))
  return new Set(rows.map((row) => messageKey({ accountId: row.account_id, messageId: row.message_id })))
}

// However many texts an account has, so many are looked at.
const withLink = statement(
  'find_number_of_link',
  { number: 'text' },
  `select number from (select number, body from message where account_id = $1 order by id desc limit 10000) x
   where number is not null and strpos(body, $2) > 0 limit 1`,
)

/** The number that was texted this link; undefined where the text is no recent one. A link itself says only a hash. */
export async function numberOfLink(tx: Runner, accountId: string, token: string): Promise<PhoneNumber | undefined> {
  return (await tx.run(withLink, [accountId, `/${token}`]))[0]?.number as PhoneNumber | undefined
}
