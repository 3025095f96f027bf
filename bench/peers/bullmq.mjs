// BullMQ on Redis: addBulk, and a worker with a hundred jobs at a time whose work is nothing. Prints what bench/peers/queues.ts reads.
import { Queue, Worker } from 'bullmq'
import { addInBatches, measured, order, payload } from './queue-script.mjs'

const { redisPort, batch } = order()
const connection = { host: '127.0.0.1', port: redisPort, maxRetriesPerRequest: null }
const queue = new Queue('text', { connection, defaultJobOptions: { attempts: 25, removeOnComplete: true } })
await queue.waitUntilReady()

await measured(order(), async ({ jobs, inFlight }, timed) => {
  const add = (count) => queue.addBulk(Array.from({ length: count }, () => ({ name: 'text', data: payload })))
  await timed.add(() => addInBatches({ jobs, batch, inFlight }, add))
  const whole = Promise.withResolvers()
  let left = jobs
  await timed.process(async () => {
    const worker = new Worker('text', async () => undefined, { connection, concurrency: 100 })
    worker.on('completed', () => void (--left === 0 && whole.resolve()))
    await whole.promise
    timed.stop()
    await worker.close()
  })
  return jobs - left
})
process.exit(0)
