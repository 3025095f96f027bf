import { expect, test } from 'vitest'
import { callReport } from '../core/call.ts'
import { hostsOf } from '../store/database-hosts.ts'
import { differenceLines } from './difference.ts'
import { checkLines } from './doctor.ts'
import { databaseChecks, placeOf } from './doctor-here.ts'
import { madeUpCall } from './made-up-call.ts'
import { columns, paintFor, width } from './print.ts'
import { progressLine } from './progress.ts'
import { replayedLines } from './replay.ts'
import { secretsFromEnvironment } from './secrets.ts'
import { welcomeLines } from './welcome.ts'

const paint = paintFor(1)

const welcome = {
  version: '1.0.0',
  readyMs: 1_900,
  url: 'http://localhost:8480',
  publicUrl: 'http://localhost:8480',
  storage: 'its own PostgreSQL 18 in ./data',
  gateway: 'sandbox: nothing leaves this computer',
  invoked: 'npm run -s aftercall --',
}

test('the welcome reads like this', () => {
  expect(welcomeLines(welcome, paint).join('\n')).toBe(
    `
  Aftercall 1.0.0                                                ready in 1.90 s

  Console   http://localhost:8480
            npm run -s aftercall -- link gives a link that signs you in
  API       http://localhost:8480/docs      OpenAPI 3.1 at /openapi.json
  Storage   its own PostgreSQL 18 in ./data
  Gateway   sandbox: nothing leaves this computer

  Try       npm run -s aftercall -- call --outcome missed --department Sales
  Check     npm run -s aftercall -- doctor
  Stop      ctrl-C, nothing is lost`.slice(1),
  )
})

test('a first start shows the key and a call to copy, and says which port it took', () => {
  const url = 'http://localhost:8481'
  const text = welcomeLines({ ...welcome, url, publicUrl: url, portTaken: 8480, firstKey: 'ac_secret' }, paint).join(
    '\n',
  )
  expect(text).toContain('Port 8480 is taken, so this listens on 8481.')
  expect(text).toContain('API key   ac_secret')
  expect(text).toContain('curl http://localhost:8481/v1/calls')
})

test('what the program says to open is the address that others call, where PUBLIC_URL names one', () => {
  const publicUrl = 'https://texts.example'
  const text = welcomeLines({ ...welcome, url: 'http://192.0.2.7:8480', publicUrl, firstKey: 'ac_secret' }, paint).join(
    '\n',
  )
  expect(text).toContain('Console   https://texts.example')
  expect(text).toContain('https://texts.example/docs')
  expect(text).toContain('curl https://texts.example/v1/calls')
  expect(text).not.toContain('192.0.2.7')
})

test('a first start into a log names no key, and says how to have one', () => {
  const text = welcomeLines({ ...welcome, isKeyHidden: true }, paint).join('\n')
  expect(text).toContain('API key   npm run -s aftercall -- key create --account demo makes one')
  expect(text).not.toContain('curl')
})

test('the difference names sections, objects and fields', () => {
  const changes = [
    {
      section: 'rules',
      key: 'sales-missed',
      kind: 'changed' as const,
      fields: [{ path: 'delay.seconds', from: 60, to: 120 }],
    },
    { section: 'rules', key: 'third-miss', kind: 'added' as const },
    { section: 'templates', key: 'old', kind: 'removed' as const },
  ]
  expect(differenceLines(changes, false, paint).join('\n')).toBe(
    `

  rules
  ~ sales-missed
      delay.seconds  60 -> 120
  + third-miss

  templates
  - old

  3 changes. Nothing was written.`.slice(1),
  )
  expect(differenceLines([], true, paint).join('')).toContain('Nothing differs')
})

test('long values of a difference take two lines and stay on the page', () => {
  const fields = [{ path: 'body', from: 'a '.repeat(200), to: 'b '.repeat(200) }]
  const lines = differenceLines([{ section: 'templates', key: 'x', kind: 'changed', fields }], true, paint)
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns)
})

test('doctor lists what it saw and how to mend it', () => {
  const lines = checkLines(
    [
      { name: 'Configuration', result: 'ok', words: '8 settings understood' },
      {
        name: 'Gateway B',
        result: 'fail',
        words: 'bind refused, 0x0E: the password is not accepted',
        mend: 'Set its password under Gateways and sources.',
      },
    ],
    paint,
  )
  expect(lines.join('\n')).toBe(
    `
  ok    Configuration  8 settings understood
  fail  Gateway B      bind refused, 0x0E: the password is not accepted
                       Set its password under Gateways and sources.

  1 to mend.`.slice(1),
  )
})

const database = {
  version: '18.4',
  milliseconds: 3,
  missing: [],
  clockAheadMs: 1,
  fsync: true,
  fullPageWrites: true,
  synchronousCommit: 'on',
  waitsForStandby: false,
  isReadOnly: false,
  heldBack: { transactionSeconds: 0, prepared: 0, preparedSeconds: 0, idleSlots: 0, slotBytes: 0 },
}

test('a database is said by its hosts, one or several, and never by user or password', () => {
  const place = (url: string) => placeOf(hostsOf(url))
  expect(place('postgres://user:secret@db:5432/aftercall?sslmode=require')).toBe('db:5432/aftercall')
  const several = 'postgres://user:secret@one:5432,two:5433/aftercall?target_session_attrs=read-write'
  expect(place(several)).toBe('one:5432, two:5433/aftercall')
  expect(place('postgres:///aftercall?host=/run/postgresql')).toBe('a socket/aftercall')
})

test('a database whose commits may be lost is to be mended', () => {
  expect(databaseChecks(database, 'in ./data').map((one) => one.result)).toEqual(['ok', 'ok', 'ok', 'ok'])
  const [, durability] = databaseChecks({ ...database, fsync: false, synchronousCommit: 'off' }, 'in ./data')
  expect(durability).toMatchObject({ result: 'fail', mend: expect.stringContaining('fsync and synchronous_commit') })
})

test('named standbys that no commit waits for, or waits for by half, are to be mended', () => {
  const judged = (found: object, hosts?: number) =>
    databaseChecks({ ...database, waitsForStandby: true, ...found }, 'at db', hosts)[1]
  expect(judged({ synchronousCommit: 'local' })).toMatchObject({
    result: 'fail',
    words: expect.stringContaining('no commit waits'),
    mend: expect.stringContaining('synchronous_commit'),
  })
  expect(judged({ synchronousCommit: 'remote_write' })).toMatchObject({ result: 'warn' })
  expect(judged({ synchronousCommit: 'on' }, 2)).toMatchObject({
    result: 'ok',
    words: expect.stringContaining('a commit waits for a standby'),
  })
  expect(judged({ synchronousCommit: 'remote_apply' })).toMatchObject({ result: 'ok' })
})

test('several hosts without a standby that commits wait for are warned of', () => {
  expect(databaseChecks(database, 'at db', 2)[1]).toMatchObject({
    result: 'warn',
    mend: expect.stringContaining('synchronous_standby_names'),
  })
  // One server may say local: there is nobody to wait for.
  expect(databaseChecks({ ...database, synchronousCommit: 'local' }, 'at db')[1]).toMatchObject({ result: 'ok' })
})

test('what keeps a database from cleaning up is named, each with what to do', () => {
  const heldBack = { transactionSeconds: 601, prepared: 2, preparedSeconds: 7_200, idleSlots: 1, slotBytes: 2e10 }
  const check = databaseChecks({ ...database, heldBack }, 'in ./data')[3]
  expect(check?.result).toBe('warn')
  for (const words of ['transaction open for', '2 prepared', '1 replication slot that', '20 GB'])
    expect(check?.words).toContain(words)
  for (const act of ['pg_terminate_backend', 'rollback prepared', 'pg_drop_replication_slot', 'max_slot_wal_keep_size'])
    expect(check?.mend).toContain(act)
})

test('a standby, and clocks that are apart, are named', () => {
  const [answers, , clock] = databaseChecks({ ...database, isReadOnly: true, clockAheadMs: 600_000 }, 'in ./data')
  expect(answers?.result).toBe('fail')
  expect(clock).toMatchObject({ result: 'warn', words: expect.stringContaining('apart here') })
})

test('a replay ends with counts, and names line and field of what is no call', () => {
  const lines = replayedLines(
    {
      calls: 3,
      new: 1,
      known: 1,
      invalid: 1,
      invalidLines: [{ line: 17, errors: [{ path: 'outcome', message: 'is one of connected, missed, voicemail' }] }],
    },
    6_400,
    { paint },
  )
  expect(lines.join('\n')).toBe(
    `
  3 calls: 1 new, 1 known, 1 invalid, in 6.4 s

  line 17  outcome  is one of connected, missed, voicemail`.slice(1),
  )
})

test('the progress bar tells how far, how many, how fast and how long still', () => {
  const line = progressLine({ done: 500, total: 1_000, calls: 2_000, milliseconds: 1_000, paint })
  expect(line).toBe(`  ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  2,000 calls  2,000 calls/s, 1 s left`)
  expect(progressLine({ done: 500, total: undefined, calls: 10, milliseconds: 1_000, paint })).toBe(
    '  10 calls  10 calls/s',
  )
})

test('secrets of gateways and sources come from the environment, and nothing else does', () => {
  const document = {
    gateways: [
      { key: 'a', settings: { env: 'PATH' }, secrets: { password: { env: 'SMPP_PASSWORD' }, other: { keep: true } } },
    ],
    sources: [{ key: 'b', secrets: { token: { env: 'NOT_SET' } } }],
    users: [{ key: 'c', secrets: { env: 'SMPP_PASSWORD' } }],
  }
  const { value, missing } = secretsFromEnvironment(document, (name) => (name === 'SMPP_PASSWORD' ? 'hush' : undefined))
  expect(missing).toEqual(['NOT_SET'])
  expect(value).toMatchObject({
    gateways: [{ settings: { env: 'PATH' }, secrets: { password: 'hush', other: { keep: true } } }],
    users: [{ secrets: { env: 'SMPP_PASSWORD' } }],
  })
})

test('what is made up is a call by the API’s own schema', () => {
  const base = { direction: 'incoming', caller: '+919000012842' } as const
  for (const outcome of ['missed', 'connected', 'voicemail'] as const) {
    const made = madeUpCall({ ...base, outcome, department: 'Sales', user: 'Asha', var: { order: '1042' } }, 0)
    expect(callReport.safeParse(made).error).toBeUndefined()
  }
  expect(madeUpCall({ ...base, outcome: 'missed', caller: 'withheld' }, 0).caller).toBeNull()
})
