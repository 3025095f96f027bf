/** One small account that calls now and then: how long its answers and its texts take says what others suffer. */
import { callBody, callerOf } from '../calls.ts'

export type Probed = { caller: string; at: number; status: number; answeredMs: number }
export type Probe = {
  /** What it asked since the last time it was asked for, all of it answered. */
  taken(): Promise<Probed[]>
  stop(): void
}

const patienceMs = 20_000

/** A call every so many milliseconds, whether or not the last was answered. */
export function startProbe(options: { url: string; key: string; everyMs: number; from: number }): Probe {
  let next = options.from
  let asked: Promise<Probed>[] = []
  const ask = async (n: number): Promise<Probed> => {
    const caller = callerOf(n)
    const at = performance.timeOrigin + performance.now()
    const answered = (status: number) => ({
      caller,
      at,
      status,
      answeredMs: performance.timeOrigin + performance.now() - at,
    })
    try {
      const answer = await fetch(`${options.url}/v1/calls`, {
        method: 'POST',
        headers: { authorization: `Bearer ${options.key}`, 'content-type': 'application/json' },
        body: callBody(n),
        signal: AbortSignal.timeout(patienceMs),
      })
      await answer.arrayBuffer()
      return answered(answer.status)
    } catch {
      return answered(0)
    }
  }
  const timer = setInterval(() => void asked.push(ask(next++)), options.everyMs)
  return {
    taken: async () => {
      const now = asked
      asked = []
      return await Promise.all(now)
    },
    stop: () => clearInterval(timer),
  }
}
