import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { connectedCall, missedCall } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram()
})
afterAll(() => program.stop())

const salesThenAll = [
  rule('sales-missed', {
    conditions: { outcomes: ['missed'], departments: ['sales'] },
    recipients: [toCaller('sorry')],
  }),
  rule('any-missed', { recipients: [toCaller('note')] }),
]
const verdictOf = (detail: { plan: { verdicts: { rule: string; is: string }[] } }, key: string) =>
  detail.plan.verdicts.find((one) => one.rule === key)

describe('scenario 1', () => {
  it('fires only the topmost matching rule, and shows the lower one as also matching', async () => {
    const account = await program.account(accountDocument(salesThenAll))
    const id = await account.accepted(missedCall({ department: { name: 'Sales' } }))
    const detail = await account.call(id)
    expect(detail.plan.rule).toBe('sales-missed')
    expect(verdictOf(detail, 'sales-missed')).toMatchObject({ is: 'fired' })
    expect(verdictOf(detail, 'any-missed')).toMatchObject({ is: 'also_matches' })
    expect(detail.messages).toHaveLength(1)
    expect(detail.messages[0].text).toContain('Sorry we missed your call to Sales')
  })
})

describe('scenario 3', () => {
  it('says that a rule moved below a wider one can never fire, and keeps old explanations', async () => {
    const account = await program.account(accountDocument(salesThenAll))
    const before = await account.accepted(missedCall({ department: { name: 'Sales' } }))
    const current = await account.get('/v1/rule-set')
    const saved = await account.putRules([current.body.rules[1], current.body.rules[0]], current.etag)
    expect(saved.status).toBe(200)
    expect(saved.body.analysis.shadowed).toMatchObject([{ rule: 'sales-missed' }])

    expect((await account.call(before)).plan.rule).toBe('sales-missed')
    const late = missedCall({ department: { name: 'Sales' }, endedAt: new Date(Date.now() - 60_000).toISOString() })
    const after = await account.call(await account.accepted(late))
    expect(after.plan.rule).toBe('any-missed')
    expect(after.plan.ruleSet).toBe(saved.body.number)
  })
})

describe('scenario 4', () => {
  it('gives the second of two reorderings a conflict that names the first, and loses nothing', async () => {
    const account = await program.account(accountDocument(salesThenAll))
    const person = async (name: string) =>
      account.browser((await account.send('POST', '/v1/keys', { name })).body.key as string)
    const [asha, ravi] = [await person('Asha'), await person('Ravi')]
    const read = await account.get('/v1/rule-set')
    const reversed = [...read.body.rules].reverse()
    const first = await account.putRules(reversed, read.etag, asha)
    expect(first.status).toBe(200)
    const second = await account.putRules([read.body.rules[0]], read.etag, ravi)
    expect(second.status).toBe(412)
    expect(second.body.code).toBe('rule_set_changed')
    expect(second.body.current).toMatchObject({ number: first.body.number, madeBy: 'Owner “Asha”' })
    expect(second.body.detail).toContain(`Owner “Asha” saved version ${first.body.number}`)
    const now = await account.get('/v1/rule-set')
    expect(now.body.rules.map((one: { key: string }) => one.key)).toEqual(['any-missed', 'sales-missed'])
  })
})

describe('scenario 5', () => {
  it('passes over a disabled top rule and lists it as disabled', async () => {
    const account = await program.account(
      accountDocument([{ ...(salesThenAll[0] as (typeof salesThenAll)[number]), enabled: false }, rule('any-missed')]),
    )
    const detail = await account.call(await account.accepted(missedCall({ department: { name: 'Sales' } })))
    expect(verdictOf(detail, 'sales-missed')).toMatchObject({ is: 'disabled' })
    expect(detail.plan.rule).toBe('any-missed')
  })
})

describe('scenario 6', () => {
  it('says no_rule_matched and, per rule, the first condition that failed', async () => {
    const account = await program.account(
      accountDocument([
        rule('sales', { conditions: { outcomes: ['missed'], departments: ['sales'] } }),
        rule('long-talk', {
          conditions: { outcomes: ['connected'], talkSeconds: { min: 120 } },
          recipients: [toUser()],
        }),
      ]),
    )
    const detail = await account.call(
      await account.accepted(connectedCall({ department: { name: 'Support' }, talkSeconds: 40 })),
    )
    expect(detail.plan).toMatchObject({ rule: null, reason: 'no_rule_matched' })
    expect(verdictOf(detail, 'sales')).toMatchObject({
      is: 'no',
      condition: 'outcomes',
      wants: 'missed',
      was: 'was connected',
    })
    expect(verdictOf(detail, 'long-talk')).toMatchObject({ is: 'no', condition: 'talkSeconds', was: 'talked 40 s' })
    expect(detail.messages).toEqual([])
  })
})

describe('an account', () => {
  it('is never judged by the rules of another', async () => {
    const [one, other]: TestAccount[] = [
      await program.account(accountDocument(salesThenAll)),
      await program.account(accountDocument([])),
    ]
    const id = await other!.accepted(missedCall())
    expect((await other!.call(id)).plan.reason).toBe('no_rule_matched')
    expect((await one!.get(`/v1/calls/${id}`)).status).toBe(404)
  })
})
