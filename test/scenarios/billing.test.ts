import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Cycle, cycleAt } from '../../src/core/billing-cycle.ts'
import { parsePublicId } from '../../src/core/public-id.ts'
import { idAt } from '../../src/store/uuid.ts'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { quietPool } from '../support/message-rows.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'
import { Smsc } from '../support/smsc.ts'

let database: TestDatabase
let sql: Pool
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

const zone = 'Asia/Kolkata'
const rupees = (amount: string) => ({ amount, currency: 'INR' })
const idOf = ({ id }: TestAccount) => parsePublicId('acct', id)!
const cycleBefore = ({ startsAt }: Cycle, day = 1) => cycleAt(startsAt - 1, { zone, day })
const billOf = async (account: TestAccount, start = 'current') =>
  (await account.get(`/v1/billing/cycles/${start}`)).body

/** As if all that the account did so far had been done earlier, and what was done now at `then`. */
async function setBack(account: TestAccount, then: number): Promise<void> {
  const by = Date.now() - then
  for (const [table, column] of [
    ['line_mode', 'at'],
    ['price_plan', 'at'],
    ['account', 'created_at'],
  ])
    await sql.query(
      `update ${table} set ${column} = ${column} - make_interval(secs => $2 / 1000.0) where account_id = $1`,
      [idOf(account), by],
    )
}

const bothSides = rule('toll-free', { conditions: { dids: ['toll-free'] }, recipients: [toCaller(), toUser()] })

/** Two numbers with so many lines each, texted on one side. */
async function renting(tollFree: number, landline: number, rules = [rule('missed')]): Promise<TestAccount> {
  const prices = { lineRentalOneWay: '200', lineRentalTwoWay: '400' }
  const document = accountDocument(rules, { account: { name: 'Test Traders', zone, ...prices } })
  const [first, second] = document.dids!
  document.dids = [
    { ...first!, lines: tollFree },
    { ...second!, lines: landline },
  ]
  return await program.account(document)
}

describe('scenario 32', () => {
  it('bills two lines that were two-way for a minute as two-way for the cycle, as was said before, and as one-way in the next', async () => {
    const account = await renting(2, 3)
    const now = cycleAt(Date.now(), { zone, day: 1 })
    // Everything was set up long ago.
    await setBack(account, cycleBefore(cycleBefore(now)).startsAt + 86_400_000)
    expect((await billOf(account)).rental.amount).toEqual(rupees('1000.0000'))

    const rules = [bothSides, rule('missed')]
    const asked = (await account.send('POST', '/v1/billing/what-if', { rules })).body
    expect(asked).toMatchObject({
      thisCycle: { rental: rupees('1400.0000'), more: rupees('400.0000') },
      nextCycle: { more: rupees('400.0000') },
    })
    await account.putRules(rules, '*')
    await account.putRules([rule('missed')], '*')

    const bill = await billOf(account)
    expect(bill.rental).toMatchObject({
      amount: rupees('1400.0000'),
      items: [
        { did: { key: 'landline' }, mode: 'one_way', lines: 3, amount: rupees('600.0000') },
        {
          ...{ did: { key: 'toll-free' }, mode: 'two_way', lines: 2, amount: rupees('800.0000') },
          since: { what: 'rules saved', ruleSet: 3 },
        },
      ],
    })
    expect(bill.lines[1].days[bill.day - 1]).toMatchObject({ mode: 'two_way' })
    expect((await account.send('POST', '/v1/billing/what-if', {})).body.nextCycle.before).toEqual(rupees('1000.0000'))

    // A cycle later.
    const past = cycleBefore(now)
    await setBack(account, past.startsAt + 3 * 86_400_000)
    expect((await billOf(account)).rental.amount).toEqual(rupees('1000.0000'))
    expect((await billOf(account, past.start)).rental).toMatchObject({ amount: rupees('1400.0000') })
  })
})

describe('scenario 33', () => {
  it('bills a line that was added and one that was removed in full, one that was never on at nothing, and one without a call in full', async () => {
    // No rule can meet calls of the landline.
    const account = await renting(2, 3, [rule('missed', { conditions: { dids: ['toll-free'] } })])
    await setBack(account, cycleBefore(cycleAt(Date.now(), { zone, day: 1 })).startsAt + 86_400_000)
    const before = await billOf(account)
    expect(before.rental.items).toMatchObject([
      { did: { key: 'landline' }, mode: 'off', lines: 3, amount: rupees('0.0000') },
      { did: { key: 'toll-free' }, mode: 'one_way', lines: 2, amount: rupees('400.0000') },
    ])
    expect(before.texts.texts).toBe(0)

    await account.send('PATCH', '/v1/dids/toll-free', { lines: 3 })
    expect((await billOf(account)).rental.amount).toEqual(rupees('600.0000'))
    await account.send('PATCH', '/v1/dids/toll-free', { lines: 1 })
    const { rental } = await billOf(account)
    expect(rental.amount).toEqual(rupees('600.0000'))
    expect(rental.items.slice(1)).toMatchObject([
      { lines: 1, amount: rupees('200.0000') },
      { lines: 1, until: { what: 'DID changed' }, amount: rupees('200.0000') },
      { lines: 1, since: { what: 'DID changed' }, until: { what: 'DID changed' }, amount: rupees('200.0000') },
    ])
    expect((await account.send('POST', '/v1/billing/what-if', {})).body.nextCycle.before).toEqual(rupees('200.0000'))
  })
})

describe('scenario 34', () => {
  it('puts a text of the last tenth of a second into its cycle and no other, and adds up what it lists to the paisa', async () => {
    const account = await renting(2, 3)
    const taxes = [
      { name: 'CGST', percent: '9' },
      { name: 'SGST', percent: '9' },
    ]
    const changed = await account.send('PATCH', '/v1/account', { billingDay: 31, taxes, pricePerPart: '0.1255' })
    expect(changed.status).toBe(200)
    const current = cycleAt(Date.now(), { zone, day: 31 })
    const past = cycleBefore(current, 31)
    await setBack(account, past.startsAt + 1)
    const at = [past.endsAt - 100, past.endsAt]
    for (const [n, time] of at.entries()) {
      const { messages } = await account.settled(await account.accepted(missedCall({ caller: someCaller() })))
      await sql.query('update message set id = $2 where id = $1', [
        parsePublicId('msg', messages[0].id),
        `${idAt(time).slice(0, 19)}${randomUUID().slice(19)}`,
      ])
      expect([n, messages[0].parts]).toEqual([n, 1])
    }
    for (const [start, day] of [
      [past.start, past.end],
      ['current', current.start],
    ] as const) {
      const bill = await billOf(account, start)
      expect(bill.texts).toMatchObject({
        texts: 1,
        amount: rupees('0.1300'),
        byDay: [{ day, amount: rupees('0.1255') }],
      })
      const listed = [...bill.rental.items, bill.texts, ...bill.taxes].map(({ amount }) => paise(amount.amount))
      expect(listed.every(Number.isInteger)).toBe(true)
      expect(listed.reduce((sum, one) => sum + one, 0)).toBe(paise(bill.total.amount))
    }
  })

  /** In whole paise, or something that is no integer. */
  const paise = (amount: string) => Number(amount.replace('.', '')) / 100
})

/** Of 161 characters of the GSM alphabet: two parts. */
const text = `So ${'Long. '.repeat(24)}- Test Traders`

describe('scenario 35', () => {
  let smsc: Smsc
  beforeEach(async () => {
    smsc = await Smsc.open()
  })
  afterEach(() => smsc.close())

  const accountBySmsc = (other: string) => {
    const both = {
      recipients: [toCaller(), { selector: { to: 'numbers' as const, numbers: [other] }, template: 'sorry' }],
    }
    const settings = { host: '127.0.0.1', port: smsc.port, systemId: 'test', dlt: true }
    const document = accountDocument([rule('both', both)], {
      gateways: [{ key: 'smsc', title: 'SMSC', kind: 'smpp', settings, secrets: { password: 'secret' } }],
      routes: [{ gateway: 'smsc' }],
    })
    document.templates![0]!.body = text
    return program.account(document)
  }

  it.each([
    { told: 'by the answer', status: 0xc0, err: '000', state: 'rejected', reason: 'dlt_refused' },
    { told: 'by a receipt', status: 0, err: '633', state: 'undelivered', reason: 'dlt_refused' },
    { told: 'by a receipt', status: 0, err: '620', state: 'undelivered', reason: 'header_refused' },
    { told: 'by a receipt', status: 0, err: '642', state: 'undelivered', reason: 'content_refused' },
  ])('charges two parts to one of two numbers where the other is $reason $told', async (refusal) => {
    const other = someCaller()
    const isRefused = ({ dest }: { dest: string }) => other.endsWith(dest)
    smsc.answer = (submit) => (isRefused(submit) ? { status: refusal.status } : {})
    smsc.receipt = (submit) =>
      isRefused(submit) ? { afterMs: 20, stat: 'UNDELIV', err: refusal.err } : { afterMs: 20, stat: 'DELIVRD' }
    const account = await accountBySmsc(other)
    expect(text).toHaveLength(161)

    const { call, messages } = await account.settled(await account.accepted(missedCall()))
    const cost = (amount: string) => ({ amount, currency: 'INR' })
    expect(messages).toMatchObject([
      { recipient: 'caller', state: 'delivered', parts: 2, charged: cost('0.6000') },
      {
        recipient: `number:${other}`,
        state: refusal.state,
        reason: refusal.reason,
        reasonWords: expect.stringMatching(/\w/),
        parts: 2,
        price: cost('0.6000'),
        charged: cost('0.0000'),
      },
    ])
    expect(call.messages).toMatchObject([{ charged: cost('0.6000') }, { charged: cost('0.0000') }])
    const { texts } = (await account.get('/v1/rule-set/counts')).body
    expect(texts).toEqual({ both: { count: 1, price: cost('0.6000') } })

    const bill = await billOf(account)
    const charged = { texts: 1, parts: 2, amount: cost('0.6000') }
    expect(bill.texts).toMatchObject({
      ...charged,
      byRule: [{ rule: 'both', name: 'both', ...charged }],
      byTemplate: [{ template: 'sorry', name: 'Sorry we missed you', ...charged }],
      byGateway: [{ gateway: 'smsc', name: 'SMSC', ...charged }],
    })
    expect(bill.notCharged).toEqual({
      texts: 1,
      reasons: [{ reason: refusal.reason, words: expect.stringMatching(/\w/), texts: 1 }],
    })
    expect(bill.total).toEqual(cost('0.6000'))
  })
})
