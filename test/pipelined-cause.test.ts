/** Statements travel together; where one fails, those behind it fail because of it. What is done about it goes by the first. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EngineRig, openEngineRig } from './support/engine-rig.ts'

let rig: EngineRig
beforeEach(async () => {
  rig = await openEngineRig()
})
afterEach(() => rig.close())

it('a row that is locked too long is told as that, and not as the transaction which it aborted', async () => {
  const node = await rig.node({ lockTimeoutMs: 1_000 })
  const caller = '+919812345678'
  await node.accept({ caller })
  const holder = await rig.sql.connect()
  try {
    await holder.query('begin')
    await holder.query('select 1 from caller for update')
    const refused = await node.accept({ caller }).catch((error: Error) => error)
    expect(refused).toMatchObject({ name: 'NotAccepted', cause: { code: '55P03' } })
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect(await node.accept({ caller })).toMatchObject({ outcome: 'new' })
})
