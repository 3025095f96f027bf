/** Several hosts in DATABASE_URL, a server that takes no writes, and a host that goes away: calls are refused in words, and taken again by themselves. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findWritable, hostsOf } from '../src/store/database-hosts.ts'
import { migrate } from '../src/store/migrate.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { type DurableServer, freePort, startDurablePostgres } from './support/durable-postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'
import { startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts'

let server: DurableServer
let admin: pg.Client
let nobody: number
beforeAll(async () => {
  server = await startDurablePostgres({ tcp: true, name: 'hosts' })
  await migrate(server.url())
  admin = new pg.Client({ connectionString: server.url('postgres') })
  await admin.connect()
  nobody = await freePort()
})
afterAll(async () => {
  await admin?.end()
  await server?.stop()
})

let program: TestProgram | undefined
const proxies: TcpProxy[] = []
afterEach(async () => {
  await program?.stop()
  program = undefined
  for (const proxy of proxies.splice(0)) await proxy.close()
})

/** The server's address with these ports in place of its own. */
const through = (ports: readonly number[], database?: string) =>
  `${server.url(database).replace(/127\.0\.0\.1:\d+/, ports.map((port) => `127.0.0.1:${port}`).join(','))}?target_session_attrs=read-write`

async function proxy(): Promise<TcpProxy> {
  const made = await startTcpProxy({ host: '127.0.0.1', port: server.port })
  proxies.push(made)
  return made
}

async function takesWrites(does: boolean): Promise<void> {
  await admin.query(`alter system set default_transaction_read_only = ${does ? 'off' : 'on'}`)
  await admin.query('select pg_reload_conf()')
}

let databases = 0

/** The program on a database of its own, by these ports. */
async function start(ports: readonly number[]): Promise<{ account: TestAccount; sql: pg.Client }> {
  databases += 1
  const name = `hosts_${databases}`
  await admin.query(`create database ${name} template template0`)
  program = await startTestProgram({
    database: { url: through(ports, name), drop: async () => undefined },
    sandboxSpeed: 20,
  })
  const sql = new pg.Client({ connectionString: server.url(name) })
  await sql.connect()
  return { account: await program.account(accountDocument([rule('missed')])), sql }
}

const until = async (what: () => Promise<boolean>, ms = 20_000) => {
  for (const end = performance.now() + ms; !(await what()); ) {
    if (performance.now() > end) throw new Error(`it did not come within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const someCall = () => missedCall({ caller: someCaller('842') })

describe('DATABASE_URL', () => {
  it.each([
    [
      'postgres://u:p@h1:5432,h2:5433/a?target_session_attrs=read-write',
      ['postgres://u:p@h1:5432/a', 'postgres://u:p@h2:5433/a'],
    ],
    [
      'postgresql://h1,[::1]:5433/a?x=1&target_session_attrs=primary',
      ['postgresql://h1/a?x=1', 'postgresql://[::1]:5433/a?x=1'],
    ],
    ['postgres://u:p%40s@h/a?target_session_attrs=read-write&x=1', ['postgres://u:p%40s@h/a?x=1']],
    ['postgres://u@localhost/a?host=%2Frun&port=5432', ['postgres://u@localhost/a?host=%2Frun&port=5432']],
  ])('%s names these hosts', (url, hosts) => {
    expect(hostsOf(url)).toEqual(hosts)
  })

  it('whose first host is down leads to the next that takes writes; where none does, the words say so', async () => {
    const url = through([nobody, server.port])
    expect(await findWritable(url)).toBe(server.url())
    await expect(findWritable(through([nobody, nobody]))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await takesWrites(false)
    try {
      await until(() =>
        findWritable(url).then(
          () => false,
          () => true,
        ),
      )
      await expect(findWritable(url)).rejects.toMatchObject({
        name: 'NoWritableDatabase',
        message: expect.stringContaining('Of the 2 hosts in DATABASE_URL 1 answered, and none takes writes'),
      })
    } finally {
      await takesWrites(true)
    }
  })
})

describe('a program', () => {
  it('passes over a standby that stands first, at its start and when it looks for the primary again', async () => {
    const other = await startDurablePostgres({ tcp: true, name: 'promoted' })
    const second = new pg.Client({ connectionString: other.url('postgres') })
    try {
      await second.connect()
      // The same user and password lead to both, as they would to a standby.
      const { username, password } = new URL(server.url())
      await second.query(`alter role ${username} password '${decodeURIComponent(password)}'`)
      await second.query('alter system set default_transaction_read_only = on')
      await second.query('select pg_reload_conf()')
      const { account, sql } = await start([other.port, server.port])
      await account.accepted(someCall())
      await sql.end()
      await takesWrites(false)
      await until(async () => (await account.get('/readyz')).status === 503)
      await takesWrites(true)
      await until(async () => (await account.get('/readyz')).status === 200)
      const id = await account.accepted(someCall())
      expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
    } finally {
      await takesWrites(true)
      await second.end()
      await other.stop()
    }
  }, 90_000)

  it('starts on the second host where the first is down, and takes calls', async () => {
    const { account, sql } = await start([nobody, server.port])
    const id = await account.accepted(someCall())
    expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
    await sql.end()
  })

  it('whose host goes away goes on by the other; what was answered is there once, and what was not can be told again', async () => {
    const [first, second] = [await proxy(), await proxy()]
    const { account, sql } = await start([first.port, second.port])
    const calls = Array.from({ length: 40 }, someCall)
    const telling = calls.map(async (call, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 10))
      return (await account.post(call)).status
    })
    await new Promise((resolve) => setTimeout(resolve, 150))
    first.refuse(true)
    first.cut('reset')
    const answers = await Promise.all(telling)
    await until(async () => (await account.post(someCall())).status === 202)
    for (const [n, call] of calls.entries())
      expect((await account.post(call)).status).toBe(answers[n] === 202 ? 200 : 202)
    const { rows } = await sql.query(
      'select count(*)::int as calls, count(distinct source_call_id)::int as different from call',
    )
    expect(rows).toEqual([{ calls: 41, different: 41 }])
    expect(second.cut()).toBeGreaterThan(0)
    await sql.end()
  }, 60_000)

  it('whose host hangs goes on by the other; calls in hand wait for it and are accepted, their texts go once', async () => {
    const [first, second] = [await proxy(), await proxy()]
    const { account, sql } = await start([first.port, second.port])
    await account.settled(await account.accepted(someCall()))
    // Neither a FIN nor a RST: the cable is out.
    first.hold()
    const began = performance.now()
    const calls = Array.from({ length: 5 }, someCall)
    const ids = await Promise.all(calls.map((call) => account.accepted(call)))
    expect(performance.now() - began).toBeLessThan(9_000)
    for (const id of ids) expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
    expect((await account.get('/readyz')).status).toBe(200)
    for (const call of calls) expect((await account.post(call)).status).toBe(200)
    const { rows } = await sql.query(
      'select (select count(*)::int from call) as calls, count(*)::int as texts, max(attempt) as attempts from message',
    )
    expect(rows).toEqual([{ calls: 6, texts: 6, attempts: 1 }])
    // What was held comes late, to nobody.
    first.release()
    expect((await account.post(someCall())).status).toBe(202)
    await sql.end()
  }, 60_000)

  it('whose server takes no writes answers 503 in words, and goes on by itself when it does', async () => {
    const { account, sql } = await start([server.port])
    await account.settled(await account.accepted(someCall()))
    await takesWrites(false)
    try {
      // Each session reads the setting by itself, a moment later.
      let accepted = 1
      await until(async () => {
        const { status } = await account.post(someCall())
        if (status === 202) accepted += 1
        return status === 503
      })
      const call = someCall()
      const asked = performance.now()
      expect(await account.post(call)).toMatchObject({
        status: 503,
        body: { detail: expect.stringContaining('takes no writes') },
      })
      expect(performance.now() - asked).toBeLessThan(1_000)
      expect((await account.get('/readyz')).status).toBe(503)
      // Reading goes on.
      expect((await account.get('/v1/calls')).status).toBe(200)
      await takesWrites(true)
      await until(async () => (await account.get('/readyz')).status === 200)
      const id = await account.accepted(call)
      expect((await account.settled(id)).messages).toMatchObject([{ state: 'delivered' }])
      expect((await sql.query('select count(*)::int as calls from call')).rows).toEqual([{ calls: accepted + 1 }])
    } finally {
      await takesWrites(true)
      await sql.end()
    }
  }, 60_000)
})
