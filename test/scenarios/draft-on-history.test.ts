import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { connectedCall, missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram()
})
afterAll(() => program.stop())

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString()
const tryOut = (account: TestAccount, rules: unknown, days = 30) =>
  account.send('POST', '/v1/rule-set/try', { rules, days })
const priced = (rules: ReturnType<typeof rule>[]) => {
  const { account, ...document } = accountDocument(rules)
  return { ...document, account: { ...account, pricePerPart: '0.3000' } } as ReturnType<typeof accountDocument>
}
const messagesOf = async (account: TestAccount) => (await account.get('/v1/messages?limit=200')).body.items.length

/** Calls of several kinds: three misses of one caller, one of another, a talk, one of nobody, one to support. */
async function history(account: TestAccount) {
  const caller = someCaller('842')
  const ids: string[] = []
  for (const seconds of [90, 60, 30]) ids.push(await account.accepted(missedCall({ caller, endedAt: ago(seconds) })))
  ids.push(await account.accepted(missedCall({ department: { name: 'Support' } })))
  ids.push(await account.accepted(connectedCall({ user: { name: 'Asha Nair' } })))
  ids.push(await account.accepted(missedCall({ caller: null })))
  return ids
}

describe('scenario 37', () => {
  it('finds of the rules in force what they decided, of a draft what it would have, with the money between; nothing is sent', async () => {
    const account = await program.account(priced([rule('any')]))
    const ids = await history(account)
    const before = await messagesOf(account)

    const same = await tryOut(account, [rule('any')])
    expect(same.status).toBe(200)
    const counts = (await account.get('/v1/rule-set/counts')).body
    expect(same.body).toMatchObject({ calls: 6, changed: 0, examples: [], difference: { amount: '0.0000' } })
    expect(same.body.draft).toEqual(same.body.inForce)
    expect(same.body.inForce.rules).toMatchObject({ any: { calls: counts.counts.any, texts: counts.texts.any.count } })
    expect(same.body.inForce).toMatchObject({
      none: counts.none,
      texts: 4,
      price: { amount: '1.2000' },
      skipped: { caller_unknown: 1 },
    })

    // One text a caller and day, and support is nobody's any more.
    const capped = rule('capped', {
      conditions: { outcomes: ['missed'], departments: ['sales'] },
      cap: { texts: 1, hours: 24 },
    })
    const rest = rule('rest', {
      cap: { texts: 1, hours: 24 },
      recipients: [toCaller(), { selector: { to: 'owners' }, template: 'note' }],
    })
    const tried = await tryOut(account, [capped, rest])
    expect(tried.body).toMatchObject({
      calls: 6,
      changed: 5,
      inForce: { texts: 4 },
      draft: {
        none: 1,
        texts: 2,
        rules: { rest: { calls: 5, texts: 2, price: { amount: '0.6000' } } },
        // The one owner has no phone.
        skipped: { frequency_cap: 2, caller_unknown: 1, user_has_no_number: 5 },
      },
      difference: { amount: '-0.6000' },
    })
    expect(tried.body.examples.map((one: { id: string }) => one.id)).toEqual(
      ids.filter((_, index) => index !== 4).toReversed(),
    )
    expect(tried.body.examples[1]).toMatchObject({
      inForce: { rule: 'any', texts: 1, price: { amount: '0.3000' } },
      draft: { rule: 'rest', texts: 1 },
    })
    expect(await messagesOf(account)).toBe(before)
    expect((await account.get('/v1/rule-set')).body.rules).toHaveLength(1)
  })

  it('counts the misses and the caps of the draft, not of what was sent', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 24 } })]))
    await history(account)
    const third = rule('third', { conditions: { outcomes: ['missed'], miss: { from: 3, withinHours: 24 } } })
    const { draft } = (await tryOut(account, [third, rule('others', { cap: { texts: 1, hours: 24 } })])).body
    expect(draft.rules).toMatchObject({ third: { calls: 1, texts: 1 }, others: { calls: 4, texts: 2 } })
    expect(draft.skipped).toMatchObject({ frequency_cap: 1 })
  })

  it('counts no text that only the rules in force sent, whether or not the draft had sent that caller any', async () => {
    const cap = { texts: 1, hours: 24 }
    const account = await program.account(accountDocument([rule('any', { cap })]))
    const caller = someCaller('842')
    for (const seconds of [90, 60]) await account.accepted(missedCall({ caller, endedAt: ago(seconds) }))
    const second = rule('any', { cap, conditions: { outcomes: ['missed'], miss: { from: 2, withinHours: 24 } } })
    expect((await tryOut(account, [second])).body).toMatchObject({
      inForce: { texts: 1, skipped: { frequency_cap: 1 } },
      draft: { texts: 1, none: 1, skipped: {} },
    })
  })

  it('takes back a text that waits when a later call reaches the caller before it is due', async () => {
    const account = await program.account(priced([rule('any')]))
    const caller = someCaller('842')
    await account.accepted(missedCall({ caller, endedAt: ago(120) }))
    await account.accepted(connectedCall({ caller, direction: 'outgoing', endedAt: ago(60) }))
    await account.accepted(missedCall({ endedAt: ago(30) }))
    const { draft } = (await tryOut(account, [rule('waits', { delay: { seconds: 300, unlessReached: true } })])).body
    expect(draft).toMatchObject({ texts: 1, price: { amount: '0.3000' }, skipped: { reached_meanwhile: 1 } })
    const early = (await tryOut(account, [rule('waits', { delay: { seconds: 30, unlessReached: true } })])).body
    expect(early.draft).toMatchObject({ texts: 2, skipped: {} })
  })

  it('takes back a text that waits where the next call knows that the caller was reached without one', async () => {
    const account = await program.account(priced([rule('any')]))
    const caller = someCaller('842')
    await account.accepted(missedCall({ caller, endedAt: ago(120) }))
    const told = await account.send('POST', '/v1/call-signals', { type: 'answered', caller, at: ago(60) })
    expect(told.status).toBeLessThan(300)
    await account.accepted(missedCall({ caller, endedAt: ago(30) }))
    const waits = (seconds: number) => [rule('waits', { delay: { seconds, unlessReached: true } })]
    expect((await tryOut(account, waits(300))).body.draft).toMatchObject({
      texts: 1,
      skipped: { reached_meanwhile: 1 },
    })
    expect((await tryOut(account, waits(30))).body.draft).toMatchObject({ texts: 2, skipped: {} })
  })

  it('asks for nothing that only the rules of then had looked up: people, opt-outs', async () => {
    const account = await program.account(accountDocument([rule('any')]))
    const caller = someCaller('842')
    await account.accepted(missedCall({ caller, rung: [{ name: 'Asha Nair' }] }))
    const named = rule('named', {
      recipients: [{ selector: { to: 'users', users: ['ravi'] }, template: 'note' }, toUser(), toCaller()],
    })
    expect((await tryOut(account, [named])).body.draft).toMatchObject({ texts: 3 })
    expect((await account.send('POST', '/v1/opt-outs', { number: caller })).status).toBeLessThan(300)
    expect((await tryOut(account, [named])).body.draft).toMatchObject({ texts: 2, skipped: { opted_out: 1 } })
  })

  it('looks at the days that are asked for and at no other account, and refuses a draft as saving it would', async () => {
    const [account, other] = [
      await program.account(accountDocument([rule('any')])),
      await program.account(accountDocument([rule('any')])),
    ]
    await history(account)
    expect((await tryOut(other, [rule('any')])).body).toMatchObject({ calls: 0, from: null, to: null, changed: 0 })
    const unknown = await tryOut(account, [rule('any', { recipients: [toCaller('nothing')] })])
    expect(unknown).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(unknown.body.errors[0].path).toMatch(/^rules\[0\]/)
    expect(await tryOut(account, [rule('any')], 91)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'days' }] },
    })
  })
})
