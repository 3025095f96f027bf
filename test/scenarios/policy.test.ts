import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfigurationInput } from '../../src/core/configuration.ts'
import { parsePublicId } from '../../src/core/public-id.ts'
import { localTime } from '../../src/core/schedule.ts'
import { idAt } from '../../src/store/uuid.ts'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let database: TestDatabase
let sql: pg.Pool
let program: TestProgram
beforeAll(async () => {
  database = await testDatabase()
  sql = quietPool(database.url)
  program = await startTestProgram({ database, sandboxSpeed: 20 })
})
afterAll(async () => {
  await program.stop()
  await sql.end()
  await database.drop()
})

/** Lets time pass for one text: its row is made older by hand. */
const change = (message: { id: string }, set: string, ...values: unknown[]) =>
  sql.query(`update message set ${set} where id = $1`, [parsePublicId('msg', message.id), ...values])

type AccountInput = NonNullable<ConfigurationInput['account']>
const withAccount = (over: Partial<AccountInput>, rules = [rule('any')]) => {
  const document = accountDocument(rules)
  return { ...document, account: { ...(document.account as AccountInput), ...over } }
}
const zone = 'Asia/Kolkata'
/** The clock on the wall so many minutes from now. */
const clock = (minutes: number) => clockAt(Date.now() + minutes * 60_000)
const clockAt = (at: number) => {
  const { minute } = localTime(zone, at)
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

describe('scenario 14', () => {
  it('sends nothing for a call that is reported 3 h after its end under a validity of 30 min', async () => {
    const account = await program.account(accountDocument([rule('any', { validityMinutes: 30 })]))
    const endedAt = new Date(Date.now() - 3 * 3_600_000).toISOString()
    const { messages } = await account.call(await account.accepted(missedCall({ endedAt })))
    expect(messages).toMatchObject([{ state: 'skipped', reason: 'too_late' }])
  })
  it('takes a call of a clock that is 10 min ahead, clamped and flagged', async () => {
    const account = await program.account(accountDocument([rule('any')]))
    const endedAt = new Date(Date.now() + 600_000).toISOString()
    const { call } = await account.call(await account.accepted(missedCall({ endedAt })))
    expect(Date.parse(call.endedAt)).toBeLessThanOrEqual(Date.now())
    expect(call.approximate).toContain('endedAt')
    expect(call.approximateWords.endedAt).toContain('clock may run ahead')
  })
})

describe('scenario 25', () => {
  it('holds a text in quiet hours until they end, and then sends it once', async () => {
    const quietHours = { from: clock(-60), to: clock(120), action: 'hold' as const }
    const account = await program.account(accountDocument([rule('any', { quietHours, validityMinutes: 600 })]))
    const id = await account.accepted(missedCall({ caller: someCaller('842') }))
    const [held] = (await account.call(id)).messages
    expect(held.state).toBe('queued')
    expect(clockAt(Date.parse(held.dueAt))).toBe(quietHours.to)
    // Found too early, it is sent back to its hour.
    await change(held, `due_at = clock_timestamp()`)
    const now = async () => (await account.call(id)).messages[0]
    await expect.poll(now, { timeout: 15_000 }).toMatchObject({ state: 'queued', dueAt: held.dueAt })
    // Two hours later.
    await change(held, `quiet = replace(quiet, $2, $3), due_at = clock_timestamp()`, quietHours.to, clock(0))
    const { messages } = await account.settled(id)
    expect(messages).toMatchObject([{ id: held.id, state: 'delivered', attempt: 1, text: held.text }])
    expect((await account.get('/v1/messages')).body.items).toHaveLength(1)
  })
  it.each(['hold', 'skip'] as const)(
    'skips one that would not be valid that long, or is not to be held (%s)',
    async (action) => {
      const quietHours = { from: clock(-60), to: clock(120), action }
      const account = await program.account(
        accountDocument([rule('any', { quietHours, validityMinutes: action === 'hold' ? 60 : 600 })]),
      )
      const { messages } = await account.call(await account.accepted(missedCall()))
      expect(messages).toMatchObject([{ state: 'skipped', reason: 'quiet_hours' }])
    },
  )
})

describe('quiet hours with a text of their own', () => {
  it('send it at once, and nothing that waits', async () => {
    const quietHours = { from: clock(-60), to: clock(120), action: 'hold' as const }
    const document = accountDocument([rule('any', { quietHours })])
    const [template] = document.templates!
    document.templates!.push({ ...template!, key: 'night', name: 'By night', body: 'We are closed. - Test Traders' })
    document.rules![0]!.recipients[0]!.quietTemplate = 'night'
    const account = await program.account(document)
    const { messages } = await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(messages).toMatchObject([{ state: 'delivered', text: 'We are closed. - Test Traders' }])
  })
  it('cannot be named by a rule that keeps none', async () => {
    const document = accountDocument([rule('any')])
    document.rules![0]!.recipients[0]!.quietTemplate = document.templates![0]!.key!
    const account = await program.account(accountDocument([rule('any')]))
    const answer = await account.send('PUT', '/v1/configuration', document)
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code: 'needs_quiet_hours' }] } })
  })
})

describe('scenario 27', () => {
  const calls = async (account: TestAccount, count: number) => {
    const caller = someCaller('842')
    const details = []
    // One after the other, as a machine that calls back on every text.
    for (let n = 0; n < count; n++) details.push(await account.call(await account.accepted(missedCall({ caller }))))
    return details.map(({ messages }) => messages[0])
  }
  it('stops texting a caller that calls back on every text', async () => {
    const account = await program.account(withAccount({ loopGuard: { texts: 3, minutes: 60 } }))
    const texts = await calls(account, 5)
    expect(texts.slice(0, 3).every((one) => one.state !== 'skipped')).toBe(true)
    expect(texts.slice(3)).toMatchObject([
      { state: 'skipped', reason: 'loop_suspected' },
      { state: 'skipped', reason: 'loop_suspected' },
    ])
    const { body } = await account.get('/v1/notices')
    expect(body.items).toMatchObject([{ kind: 'loop_suspected', words: expect.stringContaining('3 texts'), times: 2 }])
  })
  it('does so in an account that says nothing, also of calls that come at once', async () => {
    const account = await program.account(accountDocument([rule('any')]))
    const caller = someCaller('842')
    const ids = await Promise.all(Array.from({ length: 8 }, () => account.accepted(missedCall({ caller }))))
    const details = await Promise.all(ids.map((id) => account.call(id)))
    const skipped = details.filter(({ messages }) => messages[0].reason === 'loop_suspected')
    expect(skipped).toHaveLength(3)
  })
  it('is not drawn into a talk with one that texts back on every text, not even by what would opt out', async () => {
    const document = withAccount({ loopGuard: { texts: 3, minutes: 60 }, optOutConfirmation: { template: 'bye' } })
    document.templates!.push({ ...document.templates![0]!, key: 'bye', name: 'Bye', body: 'No more. - Test Traders' })
    const account = await program.account(document)
    /** How many texts went once the machine has answered each of them, and each that its answers drew. */
    const textsDrawnBy = async (words: string) => {
      const caller = someCaller('842')
      const textsToIt = async () =>
        (await account.get('/v1/messages')).body.items.filter((one: { number: string }) => one.number === caller)
      await account.accepted(missedCall({ caller }))
      for (let answered = 0; answered < 5; answered += 1) {
        const { status } = await account.send('POST', '/v1/sandbox/replies', { from: caller, text: words })
        expect(status).toBe(200)
      }
      return (await textsToIt()).length
    }
    expect(await textsDrawnBy('I am driving and will call you back.')).toBe(1)
    expect(await textsDrawnBy('STOP')).toBe(2)
  })
  it.each([
    ['a fixed number', { to: 'numbers' as const, numbers: ['+919812300001'] }],
    ['a user’s phone', { to: 'users' as const, users: ['asha'] }],
  ])('stops texting %s that calls back on every text, and counts its texts for a cap', async (_, selector) => {
    const reasons = async (account: TestAccount) => {
      const details = []
      for (let n = 0; n < 3; n++) {
        await account.accepted(missedCall({ caller: someCaller('842') }))
        details.push(await account.call(await account.accepted(missedCall({ caller: '+919812300001' }))))
      }
      return details.map(({ messages }) => messages[0].reason)
    }
    const toIt = { recipients: [{ selector, template: 'note' }] }
    const guarded = await program.account(withAccount({ loopGuard: { texts: 2, minutes: 60 } }, [rule('any', toIt)]))
    expect(await reasons(guarded)).toEqual([null, null, 'loop_suspected'])
    expect((await guarded.get('/v1/notices')).body.items).toMatchObject([{ kind: 'loop_suspected', times: 1 }])
    const capped = await program.account(accountDocument([rule('any', { ...toIt, cap: { texts: 1, hours: 1 } })]))
    expect(await reasons(capped)).toEqual([null, 'frequency_cap', 'frequency_cap'])
    // What others’ calls bring to the same phone is no answer to a text of ours.
    for (const account of [guarded, capped]) {
      const { messages } = await account.call(await account.accepted(missedCall({ caller: someCaller('842') })))
      expect(messages[0].reason).toBeNull()
    }
  })
  it.each([
    ['frequency_cap', {}, { cap: { texts: 2, hours: 1 } }],
    ['quota_exhausted', { quota: 2 }, {}],
  ])('tells of it also where %s is the reason at the same text', async (reason, over, limits) => {
    const account = await program.account(
      withAccount({ loopGuard: { texts: 2, minutes: 60 }, ...over }, [rule('any', limits)]),
    )
    const texts = await calls(account, 4)
    expect(texts.map((one) => one.reason)).toEqual([null, null, reason, reason])
    const { items } = (await account.get('/v1/notices')).body
    const told = items.find((one: { kind: string }) => one.kind === 'loop_suspected')
    expect(told).toMatchObject({ words: expect.stringContaining('2 texts'), times: 2 })
  })
  it('tells of nobody whom a cap alone stops', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 1 } })]))
    expect((await calls(account, 3)).map((one) => one.reason)).toEqual([null, 'frequency_cap', 'frequency_cap'])
    expect((await account.get('/v1/notices')).body.items).toEqual([])
  })
  it('lets an account go without it', async () => {
    const account = await program.account(withAccount({ loopGuard: null }))
    expect((await calls(account, 7)).every((one) => one.state !== 'skipped')).toBe(true)
  })
})

describe('scenario 26', () => {
  /** A quota counts by when texts went, and looks for them by their ids, which begin with the time. */
  const aDayLater = (message: { id: string }) => {
    const uuid = parsePublicId('msg', message.id) ?? ''
    const time = idAt(Date.now() - 86_400_000).slice(0, 13)
    const wentThen = `permitted_at = permitted_at - interval '24 hours'`
    return change(message, `id = $2, ${wentThen}`, time + uuid.slice(time.length))
  }

  it('skips what is over the quota, and warns at 80 % and at 100 %', async () => {
    const account = await program.account(withAccount({ quota: 5 }))
    const answers = await Promise.all(
      Array.from({ length: 7 }, () => account.accepted(missedCall({ caller: someCaller('842') }))),
    )
    const details = await Promise.all(answers.map((id) => account.call(id)))
    const skipped = details.filter(({ messages }) => messages[0].reason === 'quota_exhausted')
    expect(skipped).toHaveLength(2)
    const { body } = await account.get('/v1/notices')
    expect(body.items.map((one: { kind: string }) => one.kind).sort()).toEqual(['quota_100', 'quota_80'])
    expect((await account.send('POST', '/v1/notices/dismiss', { kind: 'quota_80' })).status).toBe(204)
    expect((await account.get('/v1/notices')).body.items).toHaveLength(1)
  })
  it('sends again text by text, as the 24 hours move on', async () => {
    const account = await program.account(withAccount({ quota: 2 }))
    const call = () => account.accepted(missedCall({ caller: someCaller('842') }))
    const reasons = async (count: number) => {
      const found = []
      for (let n = 0; n < count; n++) found.push((await account.call(await call())).messages[0].reason)
      return found
    }
    const went = await Promise.all([call(), call()].map(async (id) => (await account.settled(await id)).messages[0]))
    expect(await reasons(1)).toEqual(['quota_exhausted'])
    for (const one of went) {
      await aDayLater(one)
      expect(await reasons(2)).toEqual([null, 'quota_exhausted'])
    }
  })
  it('counts only what went: a text that was rejected gives its place back', async () => {
    const account = await program.account(withAccount({ quota: 1 }))
    await account.settled(await account.accepted(missedCall({ caller: someCaller('903') })))
    const { messages } = await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(messages).toMatchObject([{ state: 'delivered' }])
  })
  it('stops at what texts may cost', async () => {
    const account = await program.account(withAccount({ spendStop: '0.5000' }))
    await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    const { messages } = await account.call(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(messages).toMatchObject([{ state: 'skipped', reason: 'spend_stop' }])
  })
})

describe('ticket numbers', () => {
  const withTickets = () => {
    const document = withAccount({ tickets: { prefix: 'TT-', width: 4 } })
    document.templates![0]!.body = 'We missed your call. Your ticket is {{ticket_number}}. - Test Traders'
    return document
  }
  const textOf = (detail: { messages: { text: string }[] }) => detail.messages[0]?.text
  it('are counted in the commit that takes the call, each once, and kept for a duplicate report', async () => {
    const account = await program.account(withTickets())
    const calls = Array.from({ length: 8 }, () => missedCall())
    const answers = await Promise.all([...calls, ...calls].map((one) => account.post(one)))
    const ids = [...new Set(answers.map((one) => one.body.id))]
    const texts = await Promise.all(ids.map(async (id) => textOf(await account.call(id))))
    const wanted = Array.from(
      { length: 8 },
      (_, n) => `We missed your call. Your ticket is TT-000${n + 1}. - Test Traders`,
    )
    expect(texts.sort()).toEqual(wanted)
  })
  it('leave the source’s own number alone', async () => {
    const account = await program.account(withTickets())
    const own = await account.accepted(missedCall({ variables: { ticket_number: 'CRM 77' } }))
    expect(textOf(await account.call(own))).toContain('ticket is CRM 77.')
    const detail = await account.call(await account.accepted(missedCall()))
    expect(detail.facts.ticket).toBe('TT-0001')
    // An empty one is none.
    const empty = await account.accepted(missedCall({ variables: { ticket_number: '' } }))
    expect(textOf(await account.call(empty))).toContain('ticket is TT-0002.')
  })
})

describe('scenario 39', () => {
  it('texts only listed numbers in trial mode, and shows the others’ text', async () => {
    const listed = someCaller('842')
    const account = await program.account(withAccount({ trialNumbers: [listed] }))
    const other = await account.call(await account.accepted(missedCall()))
    expect(other.messages).toMatchObject([
      { state: 'skipped', reason: 'trial_mode', text: expect.stringContaining('Sorry we missed your call') },
    ])
    const check = { check: 'trial', place: 19, of: 20, words: expect.stringContaining('the 18 before it passed') }
    expect(other).toMatchObject({ messages: [{ check }], plan: { messages: [{ check }] } })
    const { messages } = await account.settled(await account.accepted(missedCall({ caller: listed })))
    expect(messages).toMatchObject([{ state: 'delivered', check: null }])
  })
  it('stops at the gate what was planned before trial mode began, and what was excluded since', async () => {
    const delayed = [rule('any', { delay: { seconds: 2, unlessReached: false } })]
    const excluded = someCaller('842')
    const account = await program.account(withAccount({}, delayed))
    const one = await account.accepted(missedCall({ caller: excluded }))
    const other = await account.accepted(missedCall())
    const patched = await account.send('PATCH', '/v1/account', { exclusions: [excluded], trialNumbers: [excluded] })
    expect(patched.status).toBe(200)
    await setTimeout(2000)
    expect((await account.settled(one)).messages).toMatchObject([
      { state: 'skipped', reason: 'number_excluded', check: { place: 4 } },
    ])
    expect((await account.settled(other)).messages).toMatchObject([{ state: 'skipped', reason: 'trial_mode' }])
  })
})
