/** Reading messages: lists with filters, those of calls, and everything that happened to one. */
import type { State } from '../core/delivery.ts'
import type { Instant } from '../core/instant.ts'
import type { Doubt, Reason } from '../core/reasons.ts'
import type { TemplateCategory } from '../core/rule-set.ts'
import type { Database, Parameter } from './database.ts'
import { fragmentsOf, type Ids, idsBetween, isWholeNumber } from './list-filter.ts'
import type { SettledBy } from './messages.ts'
import { statement } from './statement.ts'

const columns = {
  id: 'uuid',
  call_id: 'uuid',
  recipient: 'text',
  number: 'text?',
  name: 'text?',
  state: 'text',
  reason: 'text?',
  doubt: 'text?',
  detail: 'text?',
  settled_by: 'text?',
  rule: 'text?',
  template_version: 'integer',
  header: 'text',
  body: 'text?',
  encoding: 'text?',
  parts: 'smallint',
  price: 'bigint',
  due_at: 'timestamptz?',
  valid_until: 'timestamptz?',
  attempt: 'integer',
  permitted_at: 'timestamptz?',
  answered_at: 'timestamptz?',
  final_at: 'timestamptz?',
  answer: 'text?',
  created_at: 'timestamptz',
  template_key: 'text?',
  template_name: 'text?',
  template_category: 'text?',
  dlt_template_id: 'text?',
  has_entity: 'boolean',
  gateway_id: 'uuid?',
  gateway_key: 'text?',
  gateway_title: 'text?',
  gateway_is_shared: 'boolean',
  call_ended_at: 'timestamptz',
} as const

type Row = {
  id: string
  call_id: string
  recipient: string
  number: string | null
  name: string | null
  state: string
  reason: string | null
  doubt: string | null
  detail: string | null
  settled_by: string | null
  rule: string | null
  template_version: number
  header: string
  body: string | null
  encoding: string | null
  parts: number
  price: number
  due_at: Instant | null
  valid_until: Instant | null
  attempt: number
  permitted_at: Instant | null
  answered_at: Instant | null
  final_at: Instant | null
  answer: string | null
  created_at: Instant
  template_key: string | null
  template_name: string | null
  template_category: string | null
  dlt_template_id: string | null
  has_entity: boolean
  gateway_id: string | null
  gateway_key: string | null
  gateway_title: string | null
  gateway_is_shared: boolean
  call_ended_at: Instant
}

export type MessageRow = {
  id: string
  callId: string
  callEndedAt: Instant
  recipient: string
  number: string | null
  name: string | null
  state: State
  reason: Reason | null
  doubt: Doubt | null
  detail: string | null
  settledBy: SettledBy | null
  rule: string | null
  template: { key: string; name: string; version: number; category: TemplateCategory | null } | null
  header: string
  /** Of its template version; whether its header has an entity id now. */
  dltTemplateId: string | null
  hasEntity: boolean
  text: string | null
  encoding: 'gsm' | 'ucs2' | null
  parts: number
  /** In 1/10,000 of the account's currency unit. */
  price: number
  /** `isShared`: the installation's, not the account's own. */
  gateway: { id: string; key: string; title: string; isShared: boolean } | null
  attempt: number
  dueAt: Instant | null
  validUntil: Instant | null
  permittedAt: Instant | null
  answeredAt: Instant | null
  finalAt: Instant | null
  answer: string | null
  createdAt: Instant
}

function messageOf(row: Row): MessageRow {
  const { template_key: key, template_name: name, template_version: version, gateway_id: id } = row
  const category = row.template_category as TemplateCategory | null
  return {
    id: row.id,
    callId: row.call_id,
    callEndedAt: row.call_ended_at,
    recipient: row.recipient,
    number: row.number,
    name: row.name,
    state: row.state as State,
    reason: row.reason as Reason | null,
    doubt: row.doubt as Doubt | null,
    detail: row.detail,
    settledBy: row.settled_by as SettledBy | null,
    rule: row.rule,
    template: key === null || name === null ? null : { key, name, version, category },
    header: row.header,
    dltTemplateId: row.dlt_template_id,
    hasEntity: row.has_entity,
    text: row.body,
    encoding: row.encoding as 'gsm' | 'ucs2' | null,
    parts: row.parts,
    price: row.price,
    gateway:
      id === null || row.gateway_key === null
        ? null
        : {
            id,
            key: row.gateway_key,
            title: row.gateway_title ?? row.gateway_key,
            isShared: row.gateway_is_shared,
          },
    attempt: row.attempt,
    dueAt: row.due_at,
    validUntil: row.valid_until,
    permittedAt: row.permitted_at,
    answeredAt: row.answered_at,
    finalAt: row.final_at,
    answer: row.answer,
    createdAt: row.created_at,
  }
}

const list = `m.id, m.call_id, m.recipient, m.number, m.name, m.state, m.reason, m.doubt, m.detail, m.settled_by, m.rule, m.template_version, m.header, m.body,
  m.encoding, m.parts, m.price, m.due_at, m.valid_until, m.attempt, m.permitted_at, m.answered_at, m.final_at, m.answer, m.created_at,
  t.key as template_key, t.name as template_name, v.category as template_category, v.dlt_template_id, h.entity_id is not null as has_entity, m.gateway_id, g.key as gateway_key, g.title as gateway_title,
  g.owner_account_id is null as gateway_is_shared, coalesce(c.ended_at, m.created_at) as call_ended_at`
const joins = `left join call c on c.account_id = m.account_id and c.id = m.call_id
  left join template t on t.account_id = m.account_id and t.id = m.template_id
  left join template_version v on v.account_id = m.account_id and v.template_id = m.template_id and v.version = m.template_version
  left join header h on h.account_id = v.account_id and h.id = v.header_id
  left join gateway g on g.gateway_id = m.gateway_id`

const ofCalls = statement(
  'messages_of_calls',
  columns,
  `select ${list} from message m ${joins} where m.account_id = $1 and m.call_id = any($2::uuid[]) order by m.id`,
)

const byIds = statement(
  'read_messages',
  columns,
  `select ${list} from message m ${joins} where m.account_id = $1 and m.id = any($2::uuid[]) order by m.id`,
)

/** The messages of these calls, in the order in which they were planned. */
export async function messagesOfCalls(
  db: Database,
  accountId: string,
  callIds: readonly string[],
): Promise<MessageRow[]> {
  return callIds.length === 0 ? [] : (await db.console.run(ofCalls, [accountId, callIds])).map(messageOf)
}

export async function readMessages(db: Database, accountId: string, ids: readonly string[]): Promise<MessageRow[]> {
  return (await db.console.run(byIds, [accountId, ids])).map(messageOf)
}

const inRange = statement(
  'find_messages_by_beginning',
  { id: 'uuid' },
  'select id from message where account_id = $1 and id between $2 and $3 order by id limit 2',
)

/** At most two ids in the range: one when the beginning names a message, two when it is ambiguous. */
export async function findMessagesBetween(
  db: Database,
  accountId: string,
  range: { from: string; to: string },
): Promise<string[]> {
  return (await db.console.run(inRange, [accountId, range.from, range.to])).map((row) => row.id)
}

export type MessageFilter = {
  state?: State | undefined
  reason?: Reason | undefined
  call?: string | undefined
  /** Keys. `template`: texts in any of its languages. */
  rule?: string | undefined
  template?: string | undefined
  /** The account's own gateway by that key; where it has none, the installation's. */
  gateway?: string | undefined
  /** The installation's, also where the account has one of its own by that key. */
  sharedGateway?: string | undefined
  /** E.164, or the last digits of a number. */
  number?: string | undefined
  /** When it was planned: from then on, and before then. */
  from?: Instant | undefined
  before?: Instant | undefined
}

/** A page looks at no more messages than this, however few of them the filter finds. */
const lookedAt = 50_000
// Fixed fragments; each value is a parameter, whose number takes the place of the question mark.
const conditions = {
  state: 'm.state = ?',
  reason: 'm.reason = ?',
  number: 'm.number = ?',
  numberEnds: `m.number like '%' || ?`,
  rule: 'm.rule = ?',
  template:
    'm.template_id in (select t.id from template t where t.account_id = $1 and (t.key = ? or t.variant_of = ?))',
  // One that was removed is found by its key for as long as its texts are kept.
  gateway: `m.gateway_id in (select g.gateway_id from gateway g where g.key = ? and (g.owner_account_id = $1 or
    (g.owner_account_id is null and not exists (select 1 from gateway o
      where o.key = ? and o.owner_account_id = $1 and o.retired_at is null))))`,
  sharedGateway: 'm.gateway_id in (select g.gateway_id from gateway g where g.key = ? and g.owner_account_id is null)',
} as const

/** Newest first, older than `before`; `next` says where to look on when the page is not the last. */
export async function listMessages(
  db: Database,
  accountId: string,
  filter: MessageFilter,
  page: { limit: number; before?: string | undefined },
): Promise<{ messages: MessageRow[]; next: string | null }> {
  const { call, number, from, before, ...others } = filter
  const looks = idsBetween({ from, before }, page.before)
  const parameters: Parameter[] = [accountId, looks.before, looks.from]
  const ofCall = fragmentsOf({ call: 'call_id = ?' }, { call }, parameters)
  const where = fragmentsOf(
    conditions,
    { ...others, [isWholeNumber(number) ? 'number' : 'numberEnds']: number },
    parameters,
  )
  const most = where.length === 0 ? page.limit + 1 : lookedAt
  const ids = ['account_id = $1', 'id < $2', 'id >= $3', ...ofCall].join(' and ')
  // The texts of a call are few, and found by the call: nothing may tempt PostgreSQL to walk all texts for them in their order.
  const looked = `select * from message where ${ids} ${call === undefined ? `order by id desc limit ${most}` : 'offset 0'}`
  const found = `select m.* from (${looked}) m where ${['true', ...where].join(' and ')} order by m.id desc limit ${page.limit + 1}`
  const rows = await db.query<Row>(
    'console',
    `select ${list} from (${found}) m ${joins} order by m.id desc`,
    parameters,
  )
  const messages = rows.slice(0, page.limit).map(messageOf)
  if (rows.length > page.limit) return { messages, next: messages.at(-1)?.id ?? null }
  const isAll = where.length === 0 || call !== undefined
  return { messages, next: isAll ? null : await lookOn(db, accountId, looks) }
}

const endOfLook = statement(
  'end_of_look_at_messages',
  { id: 'uuid' },
  'select id from message where account_id = $1 and id < $2 and id >= $3 order by id desc offset $4 limit 1',
)

async function lookOn(db: Database, accountId: string, { before, from }: Ids): Promise<string | null> {
  return (await db.console.run(endOfLook, [accountId, before, from, lookedAt - 1]))[0]?.id ?? null
}
