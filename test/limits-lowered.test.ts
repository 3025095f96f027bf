/** What an administrator lowers or adds while texts wait holds for them, through the whole program. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

const delayed = (texts: number) =>
  rule('any', { delay: { seconds: 8, unlessReached: false }, cap: { texts, hours: 1 } })
const toNumber = (number: string, texts: number) => ({
  ...delayed(texts),
  recipients: [{ selector: { to: 'numbers' as const, numbers: [number] }, template: 'note' }],
})
const reasons = async (account: TestAccount, ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => account.settled(id)))).map(({ messages }) => messages[0].reason)
const wait = async (account: TestAccount, numbers: readonly string[]) => {
  const ids: string[] = []
  for (const caller of numbers) ids.push(await account.accepted(missedCall({ caller })))
  return ids
}

it.concurrent('a lower cap, quota and loop guard, and a number that became their own, stop texts that wait', async () => {
  const capped = await program.account(accountDocument([delayed(2)]))
  const limited = await program.account(accountDocument([delayed(2)]))
  const looping = await program.account(accountDocument([delayed(9)]))
  const dialling = await program.account(accountDocument([delayed(2)]))
  const desk = someCaller('842')
  const fixed = await program.account(accountDocument([toNumber(desk, 2)]))
  const caller = someCaller('842')
  const waiting = [
    await wait(capped, [caller, caller]),
    await wait(limited, [someCaller('842'), someCaller('842')]),
    await wait(looping, [caller, caller, caller]),
    await wait(dialling, [caller, someCaller('842')]),
    await wait(fixed, [caller]),
  ] as const
  const { etag } = await capped.get('/v1/rule-set')
  expect((await capped.putRules([delayed(1)], etag)).status).toBe(200)
  expect((await limited.send('PATCH', '/v1/account', { quota: 1 })).status).toBe(200)
  expect((await looping.send('PATCH', '/v1/account', { loopGuard: { texts: 2, minutes: 60 } })).status).toBe(200)
  const own = { name: 'Own', number: caller.replace('+91', '0') }
  expect((await dialling.send('POST', '/v1/dids', own)).status).toBe(201)
  expect((await fixed.send('POST', '/v1/dids', { name: 'Desk', number: desk })).status).toBe(201)
  expect(await reasons(capped, waiting[0])).toEqual([null, 'frequency_cap'])
  expect(await reasons(limited, waiting[1])).toEqual([null, 'quota_exhausted'])
  expect(await reasons(looping, waiting[2])).toEqual([null, null, 'loop_suspected'])
  expect(await reasons(dialling, waiting[3])).toEqual(['own_number', null])
  expect(await reasons(fixed, waiting[4])).toEqual(['own_number'])
})

it.concurrent('a lower cap and loop guard stop texts to a fixed number that calls us itself, and none that others’ calls bring it', async () => {
  const desk = someCaller('842')
  const capped = await program.account(accountDocument([toNumber(desk, 2)]))
  const looping = await program.account(accountDocument([toNumber(desk, 9)]))
  const waiting = [
    await wait(capped, [desk, desk, someCaller()]),
    await wait(looping, [desk, desk, desk, someCaller(), someCaller()]),
  ] as const
  const { etag } = await capped.get('/v1/rule-set')
  expect((await capped.putRules([toNumber(desk, 1)], etag)).status).toBe(200)
  expect((await looping.send('PATCH', '/v1/account', { loopGuard: { texts: 2, minutes: 60 } })).status).toBe(200)
  expect(await reasons(capped, waiting[0])).toEqual([null, 'frequency_cap', null])
  expect(await reasons(looping, waiting[1])).toEqual([null, null, 'loop_suspected', null, null])
})
