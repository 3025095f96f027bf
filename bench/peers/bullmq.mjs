// BullMQ on Redis: addBulk, and a worker with many jobs at a time whose work is nothing. Prints what bench/peers/queues.ts reads.
import { Queue, Worker } from 'bullmq'
import { addInBatches, measured, openOrdered, order } from './queue-script.mjs'

const { redisPort, batch } = order()
const records = await openOrdered()
const connection = { host: '127.0.0.1', port: redisPort, maxRetriesPerRequest: null }
const queue = new Queue('text', { connection, defaultJobOptions: { attempts: 25, removeOnComplete: true } })
await queue.waitUntilReady()

await measured(order(), async ({ jobs, inFlight }, timed) => {
  const add = async (count) =>
    await queue.addBulk((await records.insert(count)).map((data) => ({ name: 'text', data })))
  await timed.add(() => addInBatches({ jobs, batch, inFlight }, add))
  const whole = Promise.withResolvers()
  let left = jobs
  await timed.process(async () => {
    const concurrency = records.isKept ? batch : 100
    const worker = new Worker('text', (job) => records.finishOne(job.data.id), { connection, concurrency })
    worker.on('completed', () => void (--left === 0 && whole.resolve()))
    await whole.promise
    timed.stop()
    await worker.close()
  })
  return jobs - left
})
process.exit(0)
