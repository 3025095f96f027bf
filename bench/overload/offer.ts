/**
 * Calls offered at a rate, whatever becomes of them: who rings does not wait for the one before to be answered. Refused calls are not repeated. A process of
 * its own: `node bench/overload/offer.ts '{"port":…}'`; its result is one line of JSON.
 */
import { type Connection, type LoadOptions, open, requestOf } from '../load.ts'

export type OfferOptions = Pick<LoadOptions, 'port' | 'path' | 'key' | 'perRequest' | 'seconds' | 'from'> & {
  /** Requests a second. */
  rate: number
  /** Connections it may have; a call for which none is left is counted as not offered. */
  most: number
}

export type Offered = {
  requests: number
  statuses: Record<string, number>
  /** Refusals that did not say when to come again. */
  withoutRetryAfter: number
  unanswered: number
  notOffered: number
  seconds: number
  p50: number
  p99: number
}

const tickMs = 5
const lastAnswersMs = 30_000

async function offer(options: OfferOptions): Promise<Offered> {
  const { rate, seconds, most } = options
  const free: Connection[] = []
  const latencies: number[] = []
  const result: Offered = {
    requests: 0,
    statuses: {},
    withoutRetryAfter: 0,
    unanswered: 0,
    notOffered: 0,
    seconds: 0,
    p50: 0,
    p99: 0,
  }
  let connections = 0
  let asking = 0
  let next = options.from

  const ask = (connection: Connection, asked: { at: number }) => {
    asked.at = performance.now()
    asking += 1
    result.requests += 1
    connection.send(requestOf(options, next))
    next += options.perRequest
  }
  const begin = () => {
    connections += 1
    const asked = { at: 0 }
    const answered = (status: number, head: string) => {
      asking -= 1
      if (status < 300) latencies.push(performance.now() - asked.at)
      else if (!/\r\nretry-after: \d/i.test(head)) result.withoutRetryAfter += 1
      result.statuses[status] = (result.statuses[status] ?? 0) + 1
      asked.at = 0
      free.push(connection)
    }
    const cut = () => {
      connections -= 1
      const at = free.indexOf(connection)
      if (at >= 0) free.splice(at, 1)
      if (asked.at === 0) return
      asking -= 1
      result.unanswered += 1
    }
    let connection: Connection
    open(options.port, answered, cut).then(
      (one) => {
        connection = one
        asks.set(one, asked)
        ask(one, asked)
      },
      () => {
        connections -= 1
        result.unanswered += 1
      },
    )
  }
  const asks = new WeakMap<Connection, { at: number }>()
  const began = performance.now()
  let due = 0
  for (let now = began; now < began + seconds * 1000; now = performance.now()) {
    for (const wanted = ((now - began) / 1000) * rate; due < wanted; due++) {
      const connection = free.pop()
      const asked = connection && asks.get(connection)
      if (connection && asked) ask(connection, asked)
      else if (connections < most) begin()
      else result.notOffered += 1
    }
    await new Promise((resolve) => setTimeout(resolve, tickMs))
  }
  result.seconds = (performance.now() - began) / 1000
  for (const giveUpAt = performance.now() + lastAnswersMs; asking > 0 && performance.now() < giveUpAt; )
    await new Promise((resolve) => setTimeout(resolve, 50))
  result.unanswered += asking
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { ...result, p50: at(0.5), p99: at(0.99) }
}

console.log(JSON.stringify(await offer(JSON.parse(process.argv[2] ?? '{}') as OfferOptions)))
process.exit(0)
