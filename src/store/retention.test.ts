/** What is kept no longer goes, oldest first and a piece at a time; what is open, who opted out and what a caller's row knows stay. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { silentLog } from '../../test/support/silent-log.ts'
import type { State } from '../core/delivery.ts'
import type { Database } from './database.ts'
import { freezeDays } from './freeze-days.ts'
import { createRetention } from './retention.ts'

const keep = { keepTextsDays: 90, keepCallsDays: 395 }
const day = 86_400_000
const gatewayId = randomUUID()

let rig: Rig
let accountId: string
beforeEach(async () => {
  rig ??= await openRig()
  await rig.sql.query(
    'truncate call, message, receipt, submission, attempt, call_note, audit, cleared_texts, reply, account, opt_out, opt_out_confirmation, charge_day, charged_up_to',
  )
  accountId = (await rig.account()).accountId
})
afterAll(() => rig?.close())

/** An id as it was made so many days ago. */
const idOf = (daysAgo: number) => {
  const time = (Date.now() - daysAgo * day).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** A call of that age with one message in that state, its receipt, an earlier attempt and a note. */
async function call(
  daysAgo: number,
  state: State = 'delivered',
  of = accountId,
): Promise<{ callId: string; messageId: string }> {
  const [callId, messageId] = [idOf(daysAgo), idOf(daysAgo)]
  const at = new Date(Date.now() - daysAgo * day)
  await rig.sql.query(
    `insert into call (account_id, id, source_id, source_call_id, started_at, ended_at, received_at, direction, outcome, rule_set_number, report, facts, plan)
     values ($1, $2, $3, $4, $5, $5, $5, 'incoming', 'missed', 1, '{}', '{}', '[]')`,
    [of, callId, randomUUID(), callId, at],
  )
  await rig.insert({ state, gateway_id: gatewayId, body: 'Sorry', call_id: callId, created_at: at } as never, {
    accountId: of,
    messageId,
  })
  await rig.sql.query(
    `insert into attempt (account_id, message_id, attempt, gateway_id, outcome) values ($1, $2, 1, $3, 'refused')`,
    [of, messageId, gatewayId],
  )
  await rig.sql.query(
    `insert into submission (gateway_id, receipt_key, account_id, message_id, attempt) values ($1, $2::uuid::text, $3, $2::uuid, 1)`,
    [gatewayId, messageId, of],
  )
  await rig.sql.query(
    `insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, text_begins, raw, matched_at) values ($1, $2, 'DELIVRD', $3, $3, 'delivered', true, 'Sor', '{}', $3)`,
    [gatewayId, messageId, at],
  )
  await rig.sql.query(`insert into call_note (account_id, call_id, id, at, note) values ($1, $2, $3, now(), '{}')`, [
    of,
    callId,
    idOf(daysAgo),
  ])
  return { callId, messageId }
}

const count = async (table: string) => (await rig.sql.query(`select count(*)::int as n from ${table}`)).rows[0].n
const bodyOf = async (id: string) => (await rig.sql.query('select body from message where id = $1', [id])).rows[0]?.body
const retain = () => createRetention(rig.db, keep, silentLog).run(() => false)
/** As the program does it: what a bill counts is written down before it may go. */
const run = async () => {
  await freezeDays(rig.db, Date.now())
  return await retain()
}

describe('the wording of a text', () => {
  it('goes after its days, with the beginning that a receipt quotes, and the rest of it stays', async () => {
    const [old, young] = [await call(91), await call(89)]
    await rig.sql.query(`update message set called_to = '[]'`)
    expect(await run()).toMatchObject({ texts: 1, calls: 0 })
    expect([await bodyOf(old.messageId), await bodyOf(young.messageId)]).toEqual([null, 'Sorry'])
    expect(
      (await rig.sql.query('select from message where called_to is null and id = $1', [old.messageId])).rowCount,
    ).toBe(1)
    const { rows } = await rig.sql.query('select receipt_key = $1 as old, text_begins from receipt order by old', [
      old.messageId,
    ])
    expect(rows).toEqual([
      { old: false, text_begins: 'Sor' },
      { old: true, text_begins: null },
    ])
    expect([await count('call'), await count('message')]).toEqual([2, 2])
  })

  it('stays while the text is open, however old it is', async () => {
    const open = await Promise.all((['queued', 'sending', 'unconfirmed'] as const).map((state) => call(500, state)))
    await run()
    expect(await Promise.all(open.map((one) => bodyOf(one.messageId)))).toEqual(['Sorry', 'Sorry', 'Sorry'])
  })

  it('is not looked for again where it was taken already', async () => {
    await call(100)
    expect(await run()).toMatchObject({ texts: 1 })
    expect(await run()).toMatchObject({ texts: 0 })
    await call(95)
    expect(await run()).toMatchObject({ texts: 1 })
  })
})

describe('a reply', () => {
  it('goes after the days of wordings', async () => {
    for (const age of [91, 89])
      await rig.sql.query(
        `insert into reply (account_id, id, gateway_id, number, body, meaning, came_at) values ($1, $2, $3, '+919812345678', 'ok', 'other', now())`,
        [accountId, idOf(age), gatewayId],
      )
    expect(await run()).toMatchObject({ replies: 1 })
    expect(await count('reply')).toBe(1)
  })
})

describe('a receipt of no text of ours', () => {
  const receipt = (key: string, daysAgo: number, more: { matched?: boolean; waits?: boolean } = {}) =>
    rig.sql.query(
      `insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, number, text_begins, raw, matched_at, look_at)
       values ($1, $2, 'DELIVRD', $3, $3, 'delivered', true, '+919812345678', 'Your code is', '{}', $4, $5)`,
      [
        gatewayId,
        key,
        new Date(Date.now() - daysAgo * day),
        more.matched ? new Date() : null,
        more.waits ? new Date() : null,
      ],
    )

  it('goes after the installation’s days for wordings, once nobody looks for its text any more', async () => {
    await receipt('old', 91)
    await receipt('young', 89)
    await receipt('matched', 91, { matched: true })
    await receipt('waits', 91, { waits: true })
    expect(await run()).toMatchObject({ receipts: 1 })
    const { rows } = await rig.sql.query('select receipt_key as key from receipt order by 1')
    expect(rows.map((one) => one.key)).toEqual(['matched', 'waits', 'young'])
  })

  it('goes with many others in bounded pieces, and by two nodes at once', async () => {
    await rig.sql.query(
      `insert into receipt (gateway_id, receipt_key, status, done_at, received_at, state, final, raw)
       select $1, 'other ' || n, 'DELIVRD', now(), now() - make_interval(days => 100, secs => n), 'delivered', true, '{}' from generate_series(1, 5000) n`,
      [gatewayId],
    )
    const both = await Promise.all([run(), run()])
    expect(await count('receipt')).toBe(0)
    expect(both.reduce((sum, one) => sum + one.receipts, 0)).toBe(5_000)
  })
})

describe('a call', () => {
  it('goes after its days with all that belongs to it, and nothing else does', async () => {
    await call(396)
    const young = await call(394)
    expect(await run()).toMatchObject({ calls: 1 })
    for (const table of ['call', 'message', 'attempt', 'submission', 'receipt', 'call_note'])
      expect([table, await count(table)]).toEqual([table, 1])
    expect((await rig.sql.query('select id from call')).rows).toEqual([{ id: young.callId }])
  })

  it('stays while the day of its text is not charged for good, and does not stand in the way of others', async () => {
    const old = await call(500)
    await rig.sql.query('update message set price = 3000')
    const other = (await rig.account()).accountId
    await call(500, 'delivered', other)
    await rig.sql.query('insert into charged_up_to (account_id, before_id) values ($1, $2)', [other, idOf(499)])
    expect(await retain()).toMatchObject({ calls: 1 })
    expect((await rig.sql.query('select id from call')).rows).toEqual([{ id: old.callId }])
    expect(await run()).toMatchObject({ calls: 1 })
    expect(await count('call')).toBe(0)
    const { rows } = await rig.sql.query('select texts::int, amount::int from charge_day where account_id = $1', [
      accountId,
    ])
    expect(rows).toEqual([{ texts: 1, amount: 3000 }])
  })

  it('takes with it that its text confirmed an opt-out, and the opt-out itself stays', async () => {
    for (const { messageId } of [await call(396), await call(394)])
      await rig.sql.query('insert into opt_out_confirmation (account_id, opt_out_id, message_id) values ($1, $2, $3)', [
        accountId,
        randomUUID(),
        messageId,
      ])
    await rig.sql.query(
      `insert into opt_out (account_id, number_hash, id, source, since) values ($1, 'h', $2, 'reply', now() - interval '396 days')`,
      [accountId, idOf(396)],
    )
    expect(await run()).toMatchObject({ calls: 1 })
    const { rows } = await rig.sql.query(
      'select m.id is not null as has_text from opt_out_confirmation c left join message m on m.id = c.message_id',
    )
    expect(rows).toEqual([{ has_text: true }])
    expect(await count('opt_out')).toBe(1)
  })

  it.each(['queued', 'sending', 'unconfirmed', 'sent'] as const)(
    'with a text that is %s stays, and does not stand in the way of others',
    async (state) => {
      const open = await call(800, state)
      for (let n = 0; n < 5; n++) await call(500)
      expect(await run()).toMatchObject({ calls: 5 })
      expect((await rig.sql.query('select id from call')).rows).toEqual([{ id: open.callId }])
    },
  )

  it('goes when its own account says so, and not when another does', async () => {
    const other = (await rig.account()).accountId
    await rig.sql.query('update account set keep_calls_days = 45, keep_texts_days = 7 where account_id = $1', [
      accountId,
    ])
    await call(50)
    const kept = await call(50, 'delivered', other)
    expect(await run()).toMatchObject({ calls: 1, texts: 1 })
    expect((await rig.sql.query('select id from call')).rows).toEqual([{ id: kept.callId }])
    expect(await bodyOf(kept.messageId)).toBe('Sorry')
  })

  it('takes with it no caller, no opt-out, and none of what people did within 400 days', async () => {
    await rig.sql.query(`insert into caller (account_id, number, calls) values ($1, '+919812345678', 3)`, [accountId])
    await rig.sql.query(
      `insert into opt_out (account_id, number_hash, id, source, since) values ($1, 'h', $2, 'reply', now() - interval '9 years')`,
      [accountId, idOf(3_000)],
    )
    await rig.sql.query('update account set keep_calls_days = 45 where account_id = $1', [accountId])
    for (const age of [100, 401])
      await rig.sql.query(`insert into audit (account_id, id, who, what, subject) values ($1, $2, 'w', 'x', 's')`, [
        accountId,
        idOf(age),
      ])
    await call(46)
    expect(await run()).toEqual({ texts: 0, replies: 0, calls: 1, audit: 1, receipts: 0 })
    expect([await count('caller'), await count('opt_out'), await count('audit')]).toEqual([1, 1, 1])
  })
})

it('a backlog is worked off in bounded pieces, over many accounts, and by two nodes at once', async () => {
  await rig.sql.query(
    `insert into account (account_id, key, name, zone) select gen_random_uuid(), 'k' || n, 'N', 'UTC' from generate_series(1, 250) n`,
  )
  await rig.sql.query(
    `insert into call (account_id, id, source_id, source_call_id, started_at, ended_at, received_at, direction, outcome, rule_set_number, report, facts, plan)
     select account_id, (lpad(to_hex((extract(epoch from now() - interval '500 days') * 1000)::bigint + n), 12, '0') || lpad(to_hex(n), 20, '7'))::uuid,
       gen_random_uuid(), n::text, now(), now(), now(), 'incoming', 'missed', 1, '{}', '{}', '[]' from account, generate_series(1, 30) n`,
  )
  const total = await count('call')
  const both = await Promise.all([run(), run()])
  expect(await count('call')).toBe(0)
  expect(both.reduce((sum, one) => sum + one.calls, 0)).toBe(total)
}, 60_000)

it('an account that cannot be asked keeps none of the others longer', async () => {
  const other = (await rig.account()).accountId
  await call(500)
  await call(500, 'delivered', other)
  await freezeDays(rig.db, Date.now())
  // A moment that no date holds.
  await rig.sql.query('update account set keep_calls_days = 2000000000 where account_id = $1', [accountId])
  expect(await retain()).toMatchObject({ calls: 1 })
  const { rows } = await rig.sql.query('select account_id from call')
  expect(rows).toEqual([{ account_id: accountId }])
})

it('a stop ends a run after the statement that runs, and the next run takes the rest', async () => {
  await call(100)
  await call(500)
  await freezeDays(rig.db, Date.now())
  let isStopping = false
  const db: Database = {
    ...rig.db,
    transaction: async (purpose, work) => {
      const result = await rig.db.transaction(purpose, work)
      isStopping = true
      return result
    },
  }
  expect(await createRetention(db, keep, silentLog).run(() => isStopping)).toMatchObject({ texts: 2, calls: 0 })
  expect(await count('call')).toBe(2)
  expect(await run()).toMatchObject({ texts: 0, calls: 1 })
})

it('one large account among many small ones is caught up, its calls as well as its texts, and keeps nobody waiting', async () => {
  await rig.sql.query(
    `insert into account (account_id, key, name, zone) select gen_random_uuid(), 'k' || n, 'N', 'UTC' from generate_series(1, 250) n`,
  )
  const [large, last] = (
    await rig.sql.query<{ account_id: string }>(
      `(select account_id from account order by account_id limit 1) union all (select account_id from account order by account_id desc limit 1)`,
    )
  ).rows.map((row) => row.account_id) as [string, string]
  const fill = async (of: string, calls: number) => {
    await rig.sql.query(
      `insert into call (account_id, id, source_id, source_call_id, started_at, ended_at, received_at, direction, outcome, rule_set_number, report, facts, plan)
       select $1, (lpad(to_hex((extract(epoch from now() - interval '500 days') * 1000)::bigint + n), 12, '0') || lpad(to_hex(n), 20, '7'))::uuid,
         gen_random_uuid(), n::text, now(), now(), now(), 'incoming', 'missed', 1, '{}', '{}', '[]' from generate_series(1, $2::int) n`,
      [of, calls],
    )
    await rig.sql.query(
      `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, created_at)
       select account_id, id, id, 'caller', '+919812345678', 'delivered', id, 1, 'SHOP', 'Sorry', now() from call where account_id = $1`,
      [of],
    )
  }
  // More than a whole run of statements takes at an equal share of a page.
  await fill(large, 10_000)
  await fill(last, 10)
  const sum = await run()
  expect(sum).toMatchObject({ texts: 10_010, calls: 10_010 })
  expect([await count('call'), await count('message')]).toEqual([0, 0])
}, 60_000)
