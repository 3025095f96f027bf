// What a program around a queue keeps of its texts, in our own tables and at our widths: the call with what was decided, its text, and, when it went, the
// answer and the key by which a receipt will name it. One statement for each batch, as a careful user would write it.
import pg from 'pg'
import { groupCommit } from '../../src/pipeline/group-commit.ts'
import { migrate } from '../../src/store/migrate.ts'
import { columnsOf } from '../../src/store/rows.ts'
import { newId } from '../../src/store/uuid.ts'
import { callBody, callerOf } from '../calls.ts'

const [account, source, gateway, template] = [newId(), newId(), newId(), newId()]
const facts = JSON.stringify({ caller: { kind: 'mobile', own: false }, unknown: 'x'.repeat(400), gateway, misses: [] })
const body =
  'Sorry we missed your call to us. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances'

const insertion = `with c as (
  insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule, reason, rule_set_number, report, facts, plan)
  select $1::uuid, u.id, $2::uuid, u.key, u.caller, now(), now(), now(), 'incoming', 'missed', 'missed', null, 1, u.report, $8, '[{"recipient":"caller","decided":"send"}]'
  from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as u(id, key, caller, report)
)
insert into message (account_id, id, call_id, recipient, number, state, rule, template_id, template_version, header, body, encoding, parts, price, gateway_id, due_at, valid_until, created_at)
select $1::uuid, u.message, u.id, 'caller', u.caller, 'queued', 'missed', $9::uuid, 1, 'KAVERI', $10, 'gsm', 1, 3000, $11::uuid, now(), now() + interval '15 minutes', now()
from unnest($3::uuid[], $5::text[], $7::uuid[]) as u(id, caller, message)`

const completion = `with s as (
  insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) select $2::uuid, 'i:' || i, $1::uuid, i, 1 from unnest($3::uuid[]) i
)
update message set state = 'sent', settled_by = 'answer', due_at = null, attempt = 1, watch_at = now() + interval '72 hours', answered_at = now(), answer = '{"status":0}'
where account_id = $1::uuid and id = any($3::uuid[])`

export async function openRecords(url) {
  await migrate(url)
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  let made = 0
  const finish = (ids) => pool.query({ name: 'finish', text: completion, values: [account, gateway, ids] })
  const finishing = groupCommit({ limit: 500, inFlight: 2, commit: finish })
  return {
    /** Keeps so many calls with their texts; answers the ids of the texts, for the jobs. */
    insert: async (count) => {
      const rows = Array.from({ length: count }, () => ({ n: made++, call: newId(), message: newId() }))
      const columns = columnsOf(rows, [
        (one) => one.call,
        (one) => `bench-${one.n}`,
        (one) => callerOf(one.n),
        (one) => callBody(one.n),
        (one) => one.message,
      ])
      const values = [account, source, ...columns, facts, template, body, gateway]
      await pool.query({ name: 'insert', text: insertion, values })
      return rows.map((one) => one.message)
    },
    /** Keeps that these went. */
    finish,
    /** Keeps that this one went, together with others that end just now. */
    finishOne: (id) => finishing.add(id),
    close: () => pool.end(),
  }
}
