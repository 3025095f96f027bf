// What the scripts of the queues have in common: their order comes as JSON in the first argument, their figures leave as one line of JSON.
import { openRecords } from './records.mjs'

/** About 190 octets, as a text with its number has. */
const payload = {
  to: '+917000000000',
  text: 'Sorry we missed your call to us. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances',
  template: '1107172974420810002',
}

/**
 * The records that the order asks for: `insert` answers the payloads of so many jobs, whose calls and texts are kept by then; `finish` and `finishOne` keep
 * that they went. Without `records` in the order nothing is kept.
 */
export async function openOrdered() {
  if (order().records === undefined)
    return {
      isKept: false,
      insert: async (count) => Array.from({ length: count }, () => payload),
      finish: async () => undefined,
      finishOne: async () => undefined,
    }
  const { insert, finish, finishOne } = await openRecords(order().records)
  return {
    isKept: true,
    insert: async (count) => (await insert(count)).map((id) => ({ ...payload, id })),
    finish,
    finishOne,
  }
}

export async function addInBatches({ jobs, batch, inFlight }, add) {
  let left = jobs
  const adder = async () => {
    while (left > 0) {
      const count = Math.min(batch, left)
      left -= count
      await add(count)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, adder))
}

/**
 * Runs `round` twice: once for the compilers, then for the figures. It answers how many jobs were run, and gives its two halves to `timed`; a half may say by
 * `timed.stop` that what follows is clearing up.
 */
export async function measured(order, round) {
  const warm = {}
  await round({ ...order, jobs: Math.min(order.jobs, warmUpJobs) }, timer(warm))
  // From here on whoever started this counts what the store spends.
  console.log('warm')
  const figures = {}
  const cpu = process.cpuUsage()
  const ran = await round(order, timer(figures))
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ ...figures, ran, cpuMicros: user + system }))
}

const warmUpJobs = 20_000

export const order = () => JSON.parse(process.argv[2] ?? '{}')

function timer(figures) {
  let endedAt
  const time = (name) => async (part) => {
    endedAt = undefined
    const began = performance.now()
    await part()
    figures[name] = ((endedAt ?? performance.now()) - began) / 1000
  }
  return {
    add: time('add'),
    process: time('process'),
    stop: () => {
      endedAt = performance.now()
    },
  }
}
