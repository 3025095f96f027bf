// graphile-worker as its manual tunes it: jobs fetched and completed in batches. Prints what bench/peers/queues.ts reads.
import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import { addInBatches, measured, openOrdered, order } from './queue-script.mjs'

const { url, batch } = order()
const records = await openOrdered()
const logger = new Logger(() => () => undefined)
const worker = {
  connectionString: url,
  concurrentJobs: records.isKept ? batch : 100,
  maxPoolSize: 10,
  localQueue: { size: batch },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
  logger,
}
const utils = await makeWorkerUtils({ connectionString: url, logger })
await utils.migrate()

await measured(order(), async ({ jobs, inFlight }, timed) => {
  const add = async (count) =>
    await utils.addJobs(
      (await records.insert(count)).map((payload) => ({ identifier: 'text', payload, maxAttempts: 25 })),
    )
  await timed.add(() => addInBatches({ jobs, batch, inFlight }, add))
  let done = 0
  let left = jobs
  const whole = Promise.withResolvers()
  const events = new EventEmitter()
  // Finished is what the table says is finished.
  events.on('job:complete', () => void (--left === 0 && whole.resolve()))
  const text = async (payload) => {
    await records.finishOne(payload.id)
    done += 1
  }
  await timed.process(async () => {
    const runner = await run({ preset: { worker }, events, noHandleSignals: true, taskList: { text } })
    await whole.promise
    timed.stop()
    await runner.stop()
  })
  return done
})
await utils.release()
process.exit(0)
