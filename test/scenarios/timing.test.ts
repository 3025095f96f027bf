import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { connectedCall, missedCall, someCaller } from '../support/call.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram()
})
afterAll(() => program.stop())

describe('scenario 23', () => {
  it('sends one text for three misses in 90 s under a cap of one, and links the others to it', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 24 } })]))
    const caller = someCaller('842')
    const ids: string[] = []
    for (const secondsAgo of [90, 45, 0]) {
      ids.push(
        await account.accepted(
          missedCall({ caller, endedAt: new Date(Date.now() - secondsAgo * 1000 - 100).toISOString() }),
        ),
      )
    }
    const [first, second, third] = await Promise.all(ids.map((id) => account.settled(id)))
    expect(first.messages).toMatchObject([{ state: 'delivered' }])
    for (const later of [second, third])
      expect(later.messages).toMatchObject([
        { state: 'skipped', reason: 'frequency_cap', linkedMessageId: first.messages[0].id },
      ])
  })
  it('lets a text that was rejected use none of the cap', async () => {
    const account = await program.account(accountDocument([rule('any', { cap: { texts: 1, hours: 24 } })]))
    const caller = someCaller('903')
    const first = await account.settled(await account.accepted(missedCall({ caller })))
    expect(first.messages).toMatchObject([{ state: 'rejected' }])
    const second = await account.settled(await account.accepted(missedCall({ caller })))
    expect(second.messages).toMatchObject([{ state: 'rejected', reason: 'dlt_refused' }])
  })
})

describe('scenario 24', () => {
  const delayed = [rule('any', { delay: { seconds: 2, unlessReached: true } })]

  it('cancels a delayed text when the caller was reached meanwhile', async () => {
    const account = await program.account(accountDocument(delayed))
    const caller = someCaller('842')
    const missed = await account.accepted(missedCall({ caller, endedAt: new Date().toISOString() }))
    await account.accepted(
      connectedCall({ caller, direction: 'outgoing', endedAt: new Date(Date.now() + 500).toISOString() }),
    )
    const detail = await account.settled(missed)
    expect(detail.messages).toMatchObject([{ state: 'cancelled', reason: 'reached_meanwhile' }])
  })
  it('sends it when nobody was reached, once', async () => {
    const account = await program.account(accountDocument(delayed))
    const detail = await account.settled(await account.accepted(missedCall({ caller: someCaller('842') })))
    expect(detail.messages).toMatchObject([{ state: 'delivered', attempt: 1 }])
  })
  it('neither loses nor doubles it when the program is killed in between', async () => {
    const account = await program.account(accountDocument(delayed))
    const id = await account.accepted(missedCall({ caller: someCaller('842'), endedAt: new Date().toISOString() }))
    await program.restart()
    const detail = await account.settled(id)
    expect(detail.messages).toMatchObject([{ state: 'delivered', attempt: 1 }])
  })
})
