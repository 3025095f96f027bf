// pg-boss by its own functions for batches: insert, fetch and complete, two of each at a time. Prints what bench/peers/queues.ts reads.
import { PgBoss } from 'pg-boss'
import { addInBatches, measured, openOrdered, order } from './queue-script.mjs'

const { url, batch } = order()
const records = await openOrdered()
const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false, max: 10 })
boss.on('error', (error) => console.error(error))
await boss.start()
await boss.createQueue('text')

await measured(order(), async ({ jobs, inFlight }, timed) => {
  const add = async (count) =>
    await boss.insert(
      'text',
      (await records.insert(count)).map((data) => ({ data })),
    )
  await timed.add(() => addInBatches({ jobs, batch, inFlight }, add))
  let ran = 0
  const work = async () => {
    for (;;) {
      const fetched = await boss.fetch('text', { batchSize: batch })
      if (fetched.length === 0) return
      ran += fetched.length
      await records.finish(fetched.map((one) => one.data.id))
      await boss.complete(
        'text',
        fetched.map((one) => one.id),
      )
    }
  }
  await timed.process(() => Promise.all(Array.from({ length: inFlight }, work)))
  return ran
})
process.exit(0)
