/**
 * The bare path: the least program that does every step for real, and nothing else. Calls come in over node:http, one fixed rule picks one text, a
 * self-clocked group commit (two in flight) stores caller, call and message in the program's own tables at their own widths, the committed texts are
 * handed over to SMPP, and results and receipts are stored in batches. It is what the program's speed is measured against.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { groupCommit } from '../src/pipeline/group-commit.ts'
import { columnsOf } from '../src/store/rows.ts'
import { newId } from '../src/store/uuid.ts'
import { type BareReceipt, BareSmpp } from './bare-smpp.ts'

const window = 100
const accountId = '01900000-0000-7000-8000-000000000001'
const sourceId = '01900000-0000-7000-8000-000000000002'
const gatewayId = '01900000-0000-7000-8000-000000000003'
const templateId = '01900000-0000-7000-8000-000000000004'
const owner = newId()

type Report = {
  sourceCallId: string
  direction: string
  outcome: string
  caller: string
  endedAt: string
  totalSeconds: number
  department: { name: string }
}
type Call = {
  id: string
  messageId: string
  report: Report
  caller: string
  startedAt: string
  text: string
  isNew: boolean
}
type Sent = { messageId: string; providerId: string }

const accept = `with c as (
  insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule, reason, rule_set_number, report, facts, plan)
  select $1::uuid, u.id, $2::uuid, u.key, u.caller, u.started_at, u.ended_at, clock_timestamp(), 'incoming', 'missed', 'missed-all', null, 1, u.report, u.facts,
    '[{"recipient":"caller","decided":"send"}]'
  from (select * from unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
    as t(id, key, caller, started_at, ended_at, report, facts)) u
  on conflict (account_id, source_id, source_call_id) do nothing returning id, caller, ended_at
), m as (
  insert into message (account_id, id, call_id, recipient, number, state, rule, template_id, template_version, header, body, encoding, parts, price, gateway_id,
    valid_until, attempt, owner, watch_at, ref, permitted_at, created_at)
  select $1::uuid, u.id, c.id, 'caller', c.caller, 'sending', 'missed-all', $10::uuid, 1, 'KAVERI', u.body, 'gsm', 1, 3000, $11::uuid,
    clock_timestamp() + interval '15 minutes', 1, $12::uuid, clock_timestamp() + interval '1 minute', replace(left(u.id::text, 30), '-', ''), clock_timestamp(), clock_timestamp()
  from (select * from unnest($13::uuid[], $14::uuid[], $15::text[]) as t(id, call_id, body)) u join c on c.id = u.call_id
  returning id, call_id
), k as (
  insert into caller (account_id, number, calls, first_call_at, last_call_at, misses, texts)
  select $1::uuid, c.caller, 1, c.ended_at, c.ended_at, array[c.ended_at], '[{"rule":"missed-all","message":"' || m.id || '","at":1764000000000}]'
  from c join m on m.call_id = c.id order by c.caller
  on conflict (account_id, number) do update set calls = caller.calls + 1, last_call_at = excluded.last_call_at,
    misses = (caller.misses || excluded.misses)[1:20], texts = excluded.texts
)
select id from c`

const store = `with u as materialized (select * from unnest($1::uuid[], $2::text[]) as t(i, k)), s as (
  insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) select $3::uuid, u.k, $4::uuid, u.i, 1 from u on conflict do nothing
)
update message m set state = 'sent', settled_by = 'answer', watch_at = m.permitted_at + interval '72 hours', answered_at = clock_timestamp(), answer = '{"status":0}'
from u where m.account_id = $4::uuid and m.id = u.i and m.attempt = 1 and m.state in ('sending', 'unconfirmed')`

const record = `with u as materialized (
  select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[]) as t(k, status, done_at, number, text_begins, raw)
), r as (
  insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, number, text_begins, submitted_at, raw, other_keys, matched_at)
  select $7::uuid, u.k, u.status, u.done_at, clock_timestamp(), 'delivered', true, u.number, u.text_begins, u.done_at, u.raw, array['i:' || to_hex(substr(u.k, 3)::bigint)], clock_timestamp()
  from u
  on conflict (gateway_id, receipt_key, part, status, done_at) do update set times = receipt.times + 1
)
update message m set state = 'delivered', settled_by = 'receipt', watch_at = null, final_at = clock_timestamp()
from u join submission s on s.gateway_id = $7::uuid and s.receipt_key = u.k
where m.account_id = s.account_id and m.id = s.message_id and m.attempt = s.attempt and m.state in ('sending', 'sent', 'unconfirmed')`

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 })
const run = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values })
/** Ids whose answer is not stored yet: their receipts wait for it. */
const unstored = new Map<string, Promise<void>>()

const calls = groupCommit<Call & { known?: boolean }>({
  limit: 500,
  inFlight: 2,
  commit: async (batch) => {
    const { rows } = await run('accept', accept, [
      accountId,
      sourceId,
      ...columnsOf(batch, [
        (one) => one.id,
        (one) => one.report.sourceCallId,
        (one) => one.caller,
        (one) => one.startedAt,
        (one) => one.report.endedAt,
        (one) => JSON.stringify(one.report),
        factsOf,
      ]),
      templateId,
      gatewayId,
      owner,
      ...columnsOf(batch, [(one) => one.messageId, (one) => one.id, (one) => one.text]),
    ])
    const fresh = new Set(rows.map((row) => row.id))
    for (const one of batch) {
      if (!fresh.has(one.id)) one.known = true
      else
        smpp.send({
          to: one.caller,
          header: 'KAVERI',
          text: one.text,
          answered: (providerId) => {
            unstored.set(providerId, sent.add({ messageId: one.messageId, providerId }))
          },
        })
    }
  },
})

const sent = groupCommit<Sent>({
  limit: 500,
  inFlight: 2,
  commit: async (batch) => {
    await run('store', store, [
      ...columnsOf(batch, [(one) => one.messageId, (one) => `i:${one.providerId}`]),
      gatewayId,
      accountId,
    ])
    for (const one of batch) unstored.delete(one.providerId)
  },
})

const receipts = groupCommit<BareReceipt>({
  limit: 500,
  inFlight: 2,
  commit: async (batch) => {
    for (const one of batch) await unstored.get(one.id)
    await run('record', record, [
      ...columnsOf(batch, [
        (one) => `i:${one.id}`,
        (one) => one.stat,
        (one) => one.doneAt,
        (one) => `+${one.from}`,
        (one) => one.words.slice(one.words.indexOf('text:') + 5),
        (one) => JSON.stringify({ words: one.words, code: one.stat }),
      ]),
      gatewayId,
    ])
    for (const one of batch) one.answer()
  },
})

/** What the program keeps beside a call, at about its width. */
function factsOf({ caller, report }: Call): string {
  return JSON.stringify({
    caller: { raw: caller, number: caller, kind: 'mobile', own: false },
    department: { id: accountId, key: 'sales', name: report.department.name, members: ['asha', 'ravi'] },
    did: { id: sourceId, key: 'toll-free', number: '18005720199', name: '1800 572 0199' },
    answeredBy: null,
    rung: ['asha', 'ravi'],
    now: Date.now(),
    accountOn: true,
    isNew: true,
    misses: [],
    lastReachedAt: null,
    recentTexts: [],
    unknown: [],
    owners: ['meera'],
    people: {
      asha: { id: gatewayId, key: 'asha', name: 'Asha Nair', phone: '+919812300001', textsOff: false },
      ravi: { id: templateId, key: 'ravi', name: 'Ravi Deshmukh', phone: '+919812300002', textsOff: false },
    },
    gateway: { id: gatewayId, maxParts: 6 },
    pricePerPart: 3000,
  })
}

const mobile = /^\+91[6-9]\d{9}$/

/** The one rule: a missed incoming call of a mobile gets the one text. */
function judge(report: Report): Call | undefined {
  if (typeof report.sourceCallId !== 'string' || report.direction !== 'incoming' || report.outcome !== 'missed')
    return undefined
  if (!mobile.test(report.caller)) return undefined
  const text = `Sorry we missed your call to ${report.department.name}. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances`
  const startedAt = new Date(Date.parse(report.endedAt) - report.totalSeconds * 1000).toISOString()
  return { id: newId(), messageId: newId(), report, caller: report.caller, startedAt, text, isNew: true }
}

async function take(body: string): Promise<{ status: number; answer: unknown }> {
  const given = JSON.parse(body) as Report | Report[]
  const judged = (Array.isArray(given) ? given : [given]).map(judge)
  await Promise.all(judged.flatMap((one) => (one ? [calls.add(one)] : [])))
  const results = judged.map((one, index) =>
    one
      ? { index, id: one.id, outcome: (one as { known?: boolean }).known ? 'known' : 'new' }
      : { index, outcome: 'invalid' },
  )
  return Array.isArray(given)
    ? { status: 202, answer: { results } }
    : { status: results[0]?.outcome === 'new' ? 202 : 200, answer: results[0] }
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    take(Buffer.concat(chunks).toString()).then(
      ({ status, answer }) => {
        const text = JSON.stringify(answer)
        response
          .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
          .end(text)
      },
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
}

const smpp = await BareSmpp.open(Number(process.env['SMPP_PORT']), window, (came) => {
  for (const one of came) void receipts.add(one)
})
const server = createServer(serve)
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }))
})
process.on('SIGTERM', () => process.exit(0))
