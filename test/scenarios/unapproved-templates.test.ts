import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(() => program.stop())

describe('scenario 2', () => {
  it('sends nothing by the topmost rule while its template is not approved, and lets no lower rule fire', async () => {
    for (const status of ['draft', 'submitted', 'rejected'] as const) {
      const document = accountDocument([rule('upper'), rule('lower', { recipients: [toCaller('note')] })])
      for (const one of document.templates!) if (one.key === 'sorry') one.status = status
      const account = await program.account(document)
      const story = await account.call(await account.accepted(missedCall()))
      expect(story.plan.rule).toBe('upper')
      expect(story.messages).toMatchObject([{ state: 'skipped', reason: 'template_not_approved' }])

      expect((await account.send('POST', '/v1/templates/sorry/approve')).status).toBe(200)
      const approved = await account.settled(await account.accepted(missedCall()))
      expect(approved.messages).toMatchObject([{ state: 'delivered', rule: 'upper' }])
    }
  })
})
