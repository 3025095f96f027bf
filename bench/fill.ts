/**
 * Fills a database as years of use would: accounts with their rules, calls with their texts, receipt keys and receipts, and the callers' rows. Made by the
 * server itself, some tens of thousands a statement, in the real tables with all their indexes; a tenth of it belongs to the account that is measured.
 */
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'

export type Fill = { calls: number; accounts: number; accountId: string; say(line: string): void }

const callsAStatement = 25_000
const atOnce = 2
/** With all indexes, and what the write-ahead log holds meanwhile. */
const bytesACall = 2_400
const mostBytes = 30e9

/** Refuses what would not fit, or would be more than anyone should lose to a bench. */
export function demandSpace(calls: number): void {
  const needed = calls * bytesACall + 4e9
  const { bavail, bsize } = statfsSync(tmpdir())
  const gb = (bytes: number) => (bytes / 1e9).toFixed(0)
  if (needed > mostBytes) throw new Error(`${calls} calls need about ${gb(needed)} GB; more than 30 are not taken`)
  if (needed > bavail * bsize)
    throw new Error(`${calls} calls need about ${gb(needed)} GB in ${tmpdir()}; ${gb(bavail * bsize)} are free`)
}

export async function fill(url: string, { calls, accounts, accountId, say }: Fill): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: atOnce })
  try {
    await pool.query('alter system set synchronous_commit = off')
    await pool.query('select pg_reload_conf()')
    await pool.query(makeAccounts, [accounts - 1])
    const { rows } = await pool.query(
      `select account_id as id, (select id from template t where t.account_id = a.account_id limit 1) as template, (select gateway_id from route r where r.account_id = a.account_id limit 1) as gateway,
         (select id from source s where s.account_id = a.account_id limit 1) as source from account a where account_id = $1`,
      [accountId],
    )
    const [own] = rows
    const [ofOwn, ofEach] = [Math.round(calls / 10), Math.ceil((calls * 0.9) / Math.max(1, accounts - 1))]
    const pieces = [
      ...range(ofOwn, callsAStatement).map(([from, to]) => ({ accounts: [0, 0], calls: [from, to], own: true })),
      ...range(accounts - 1, Math.max(1, Math.floor(callsAStatement / ofEach))).map(([from, to]) => ({
        accounts: [from + 1, to],
        calls: [0, ofEach],
        own: false,
      })),
    ]
    const count = pieces.length
    let done = 0
    const work = async () => {
      for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
        const whose = piece.own ? [own.id, own.template, own.source] : [null, null, null]
        await pool.query(makeCalls, [
          ...piece.accounts,
          piece.calls[0],
          (piece.calls[1] ?? 1) - 1,
          own.gateway,
          ...whose,
        ])
        done += 1
        if (done % Math.ceil(count / 10) === 0) say(`  filled ${Math.round((done / count) * 100)} %`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    await pool.query('alter system reset synchronous_commit')
    await pool.query('select pg_reload_conf()')
    say('  vacuum, analyse, checkpoint')
    await pool.query('vacuum (freeze, analyze)')
    await pool.query('checkpoint')
  } finally {
    await pool.end()
  }
}

/** What the database holds now. */
export async function sizeOf(url: string): Promise<{ calls: number; accounts: number; gigabytes: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      'select (select count(*)::int from call) as calls, (select count(*)::int from account) as accounts, pg_database_size(current_database())::float8 / 1e9 as gigabytes',
    )
    return rows[0]
  } finally {
    await client.end()
  }
}

const range = (count: number, each: number): [from: number, to: number][] =>
  Array.from({ length: Math.ceil(count / each) }, (_, n) => [n * each, Math.min(count, (n + 1) * each)])

// The n-th account has an id that can be computed, so that no table of ids has to be kept beside.
const idOf = (what: string, n: string) => `md5('${what}' || ${n})::uuid`

const makeAccounts = `
  with n as materialized (select n, ${idOf('account', 'n')} as a, ${idOf('template', 'n')} as t from generate_series(1, $1::int) n),
  acc as (insert into account (account_id, key, name, zone, rule_set_number) select a, 'filled-' || n, 'Filled ' || n, 'Asia/Kolkata', 1 from n),
  src as (insert into source (account_id, id, key, name, kind) select a, ${idOf('source', 'n')}, 'api', 'API', 'api' from n),
  tem as (insert into template (account_id, id, key, name, status, version, latest_version) select a, t, 'sorry', 'Sorry', 'approved', 1, 1 from n),
  ver as (insert into template_version (account_id, template_id, version, body, header_id) select a, t, 1, 'Sorry we missed your call. - Filled', ${idOf('header', 'n')} from n)
  insert into rule_set_version (account_id, number, snapshot, rules_changed, made_by)
  select a, 1, '{"zone":"Asia/Kolkata","language":"en","accountName":"Filled","country":"IN","hours":null,"departmentHours":{},"templates":{},"rules":[]}', true, 'bench' from n`

// $1-$2 accounts, $3-$4 calls of each, $5 gateway; $6-$8 account, template and source where it is the one that is measured. Ids grow with time, as ours do;
// a caller calls four times.
const makeCalls = `
  with n as materialized (
    select coalesce($6::uuid, ${idOf('account', 'x')}) as a, coalesce($7::uuid, ${idOf('template', 'x')}) as t, coalesce($8::uuid, ${idOf('source', 'x')}) as s, k, at,
      '+9160' || lpad((k / 4)::text, 8, '0') as number, idAt(at, 'call' || x || '-' || k) as c, idAt(at, 'text' || x || '-' || k) as m
    from (select x, k, timestamptz '2026-01-01' + make_interval(secs => k * 7) + make_interval(secs => x) as at
      from generate_series($1::int, $2::int) x, generate_series($3::int, $4::int) k) b
  ), calls as (
    insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule, rule_set_number, report, facts, plan)
    select a, c, s, 'filled-' || k, number, at, at + interval '20 s', at + interval '21 s', 'incoming', 'missed', 'missed', 1,
      '{"sourceCallId":"filled-' || k || '","direction":"incoming","outcome":"missed","caller":"' || number || '","ringSeconds":20,"totalSeconds":20}',
      '{"caller":{"raw":"' || number || '","own":false},"isNew":false,"misses":[]}', '[{"recipient":"caller","decided":"send"}]' from n
  ), texts as (
    insert into message (account_id, id, call_id, recipient, number, state, settled_by, rule, template_id, template_version, header, body, encoding, parts, price, gateway_id,
      valid_until, attempt, ref, permitted_at, answered_at, final_at, answer, created_at)
    select a, m, c, 'caller', number, 'delivered', 'receipt', 'missed', t, 1, 'TESTER', 'Sorry we missed your call to us. We will call you back within the hour. - Filled', 'gsm', 1, 3000, $5::uuid,
      at + interval '1 hour', 1, m::text, at, at, at, '{}', at from n
  ), keys as (
    insert into submission (gateway_id, receipt_key, account_id, message_id, attempt, receipt_state, at) select $5::uuid, 'i:' || m, a, m, 1, 'delivered', at from n
  ), receipts as (
    insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, number, raw, matched_at) select $5::uuid, 'i:' || m, 'DELIVRD', at, at, 'delivered', true, number, '{}', at from n
  )
  insert into caller (account_id, number, calls, first_call_at, last_call_at, misses, texts)
  select a, number, count(*), min(at), max(at), array_agg(at order by at), '[' || string_agg('{"rule":"missed","message":"' || m || '","at":' || (extract(epoch from at) * 1000)::bigint || '}', ',') || ']'
  from n group by a, number`.replace(
  /idAt\(at, ([^)]*?)\) as/g,
  (_, salt: string) =>
    `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 4, 15))::uuid as`,
)
