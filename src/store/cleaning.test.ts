/** What is over goes, however much there is of it, and what is not over stays. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRig, type Rig } from '../../test/support/message-rows.ts'
import { clearCallSessions, clearDndOver, clearNamesUnsaid } from './cleaning.ts'
import type { Database } from './database.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
beforeEach(() => rig.sql.query('truncate call_session, call_part, dnd_learnt'))
afterAll(() => rig?.close())

/** Sessions of two parts each, `name` at the beginning of what each is called. */
async function sessions(name: string, count: number, { dueAt, keepUntil }: { dueAt: string; keepUntil: string }) {
  await rig.sql.query(
    `with made as (
       insert into call_session (account_id, source_id, session, due_at, keep_until)
       select gen_random_uuid(), gen_random_uuid(), $1 || n, ${dueAt}, ${keepUntil} from generate_series(1, $2::int) n
       returning account_id, source_id, session
     )
     insert into call_part (account_id, source_id, session, part_id, at, closes, data)
     select account_id, source_id, session, part, now(), false, '{}' from made, unnest('{a,b}'::text[]) part`,
    [name, count],
  )
}
const over = { dueAt: 'null', keepUntil: `now() - interval '1 hour'` }

async function left(table: 'call_session' | 'call_part' | 'dnd_learnt'): Promise<number> {
  return (await rig.sql.query(`select count(*)::int as n from ${table}`)).rows[0].n
}

/** A stop that comes while the first round runs. */
function stopsInFirstRound(): { db: Database; isStopping(): boolean } {
  let hasRun = false
  const transaction: Database['transaction'] = async (purpose, work) => {
    hasRun = true
    return await rig.db.transaction(purpose, work)
  }
  return { db: { ...rig.db, transaction }, isStopping: () => hasRun }
}

describe('calls told in parts', () => {
  it('go with their parts, more than a round of them at once', async () => {
    await sessions('over', 2_500, over)
    await sessions('kept', 3, { dueAt: 'null', keepUntil: `now() + interval '1 hour'` })
    await sessions('due', 4, { ...over, dueAt: 'now()' })
    expect(await clearCallSessions(rig.db)).toBe(2_500)
    expect([await left('call_session'), await left('call_part')]).toEqual([7, 14])
    const { rows } = await rig.sql.query(`select from call_session where session like 'over%'`)
    expect(rows).toEqual([])
  })

  it('go by two nodes at once', async () => {
    await sessions('over', 3_000, over)
    const both = await Promise.all([clearCallSessions(rig.db), clearCallSessions(rig.db)])
    expect(both[0] + both[1]).toBe(3_000)
    expect([await left('call_session'), await left('call_part')]).toEqual([0, 0])
  })

  it('wait for the next time when the program stops', async () => {
    await sessions('over', 2_500, over)
    const { db, isStopping } = stopsInFirstRound()
    expect(await clearCallSessions(db, isStopping)).toBe(1_000)
    expect([await left('call_session'), await left('call_part')]).toEqual([1_500, 3_000])
  })
})

describe('what refusals taught', () => {
  const learnt = (name: string, count: number, expiresAt: string) =>
    rig.sql.query(
      `insert into dnd_learnt (account_id, number_hash, expires_at)
       select gen_random_uuid(), $1 || n, ${expiresAt} from generate_series(1, $2::int) n`,
      [name, count],
    )

  it('goes once it is believed no more, more than a round of it at once', async () => {
    await learnt('over', 2_500, `now() - interval '1 hour'`)
    await learnt('kept', 3, `now() + interval '1 hour'`)
    expect(await clearDndOver(rig.db)).toBe(2_500)
    expect(await left('dnd_learnt')).toBe(3)
  })

  it('waits for the next time when the program stops', async () => {
    await learnt('over', 2_500, `now() - interval '1 hour'`)
    const { db, isStopping } = stopsInFirstRound()
    expect(await clearDndOver(db, isStopping)).toBe(1_000)
    expect(await left('dnd_learnt')).toBe(1_500)
  })
})

it('names that nobody knows leave the list once no call has said them for a quarter, and no mapped one', async () => {
  await rig.sql.query(
    `insert into mapping (account_id, source_id, kind, external, shown, target_id, last_seen_at)
     select gen_random_uuid(), gen_random_uuid(), 'user', n::text, n::text, case when n = 1 then gen_random_uuid() end,
       now() - make_interval(days => case when n = 2 then 80 else 100 end) from generate_series(1, 4) n`,
  )
  expect(await clearNamesUnsaid(rig.db)).toBe(2)
  expect((await rig.sql.query('select external from mapping order by external')).rows).toEqual([
    { external: '1' },
    { external: '2' },
  ])
})
