import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller, toUser } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from '../support/program.ts'
import { Smsc } from '../support/smsc.ts'

let program: TestProgram
const smscs: Smsc[] = []
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(async () => {
  await program.stop()
  for (const one of smscs) await one.close()
})

const rang = [{ name: 'Asha Nair', extension: '201', result: 'no_answer' as const }]
const both = rule('any', { recipients: [toCaller(), toUser()] })

/** An account whose texts go to an SMSC of its own. */
async function overSmpp(): Promise<{ account: TestAccount; smsc: Smsc }> {
  const smsc = await Smsc.open({ receipt: () => ({ afterMs: 20, stat: 'DELIVRD' }) })
  smscs.push(smsc)
  const account = await program.account(
    accountDocument([both], {
      gateways: [
        {
          key: 'smsc',
          title: 'SMSC',
          kind: 'smpp',
          settings: { host: '127.0.0.1', port: smsc.port, systemId: 'kaveri' },
          secrets: { password: 'secret' },
        },
      ],
      routes: [{ gateway: 'smsc' }],
    }),
  )
  return { account, smsc }
}

/** What became of the caller's text and of the agent's copy. */
async function outcome(account: TestAccount, caller: string): Promise<Record<string, string>> {
  const { messages } = await account.settled(await account.accepted(missedCall({ caller, rung: rang })))
  return Object.fromEntries(
    messages.map((one: { recipient: string; state: string; reason: string | null }) => [
      one.recipient.split(':')[0],
      one.reason ?? one.state,
    ]),
  )
}

const standing = async (account: TestAccount, number: string) =>
  (await account.send('POST', '/v1/opt-outs/check', { number })).body

describe('scenario 31', () => {
  it.each(['Stop. Thank you', 'बंद करो', 'STOP TESTER'])(
    'opts out whoever replies “%s”, over SMPP, until START',
    async (words) => {
      const { account, smsc } = await overSmpp()
      const caller = someCaller()
      expect(await outcome(account, caller)).toEqual({ caller: 'delivered', user: 'delivered' })

      const reply = (text: string) => smsc.deliver(replyOf(caller, text))
      expect(await reply(words)).toBe(0)
      // Answered means kept.
      expect(await standing(account, caller)).toMatchObject({
        optedOut: true,
        source: 'reply',
        history: [{ what: 'out', source: 'reply', words }],
      })
      const before = smsc.journal.length
      expect(await outcome(account, caller)).toEqual({ caller: 'opted_out', user: 'delivered' })
      expect(smsc.journal.slice(before).map((one) => one.dest)).toEqual(['919812300001'])

      expect(await reply('START')).toBe(0)
      expect(await outcome(account, caller)).toEqual({ caller: 'delivered', user: 'delivered' })
    },
  )

  it('leaves the number to other accounts, and “don’t stop” to everybody', async () => {
    const [mine, other] = [
      await program.account(accountDocument([both])),
      await program.account(accountDocument([both])),
    ]
    const caller = someCaller('842')
    await outcome(mine, caller)
    await outcome(other, caller)
    const say = async (text: string) => (await mine.send('POST', '/v1/sandbox/replies', { from: caller, text })).body
    expect(await say('Please don’t stop')).toEqual({ meaning: 'other', repeated: false })
    expect(await outcome(mine, caller)).toMatchObject({ caller: 'delivered' })
    expect(await say('stop sending me these')).toEqual({ meaning: 'stop', repeated: false })
    expect(await outcome(mine, caller)).toMatchObject({ caller: 'opted_out' })
    expect(await say('Please don’t stop')).toEqual({ meaning: 'other', repeated: false })
    expect(await say('Please don’t stop')).toEqual({ meaning: 'other', repeated: true })
    expect(await outcome(other, caller)).toMatchObject({ caller: 'delivered' })
  })

  it('stops a text that waited when its number opted out', async () => {
    const account = await program.account(
      accountDocument([rule('any', { delay: { seconds: 2, unlessReached: false } })]),
    )
    const caller = someCaller('842')
    const waiting = await account.accepted(missedCall({ caller }))
    await account.send('POST', '/v1/opt-outs', { number: caller })
    expect((await account.settled(waiting)).messages).toMatchObject([{ state: 'skipped', reason: 'opted_out' }])
  })

  it('asks a person about a reply that may mean it', async () => {
    const account = await program.account(accountDocument([both]))
    const caller = someCaller('842')
    await outcome(account, caller)
    await account.send('POST', '/v1/sandbox/replies', { from: caller, text: 'not interested' })
    expect(await outcome(account, caller)).toMatchObject({ caller: 'delivered' })
    expect((await account.get('/v1/notices')).body.items).toMatchObject([
      { kind: 'reply_perhaps_stop', words: 'A reply may ask for no more texts: “not interested”' },
    ])
    const { items } = (await account.get('/v1/replies?open=true')).body
    expect(items).toMatchObject([{ number: caller, text: 'not interested', meaning: 'perhaps_stop' }])
    expect((await account.send('POST', `/v1/replies/${items[0].id}/settle`, { optOut: true })).status).toBe(204)
    expect(await outcome(account, caller)).toMatchObject({ caller: 'opted_out' })
    expect((await account.get('/v1/replies?open=true')).body.items).toEqual([])
  })
})

function replyOf(from: string, text: string) {
  const isPlain = /^[ -~]*$/.test(text)
  return {
    from: from.slice(1),
    to: 'TESTER',
    esmClass: 0,
    coding: isPlain ? 0 : 8,
    octets: isPlain ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16(),
  }
}
