/** The process itself, under the names that every Prometheus dashboard of a Node program knows. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type ProcessFigures = {
  cpuSeconds: number
  residentBytes: number
  heapBytes: number
  startedAtSeconds: number
  /** How late the event loop ran, in seconds: the worst percentile of the last whole ten seconds. */
  loopDelay: { p50: number; p99: number; max: number }
}

export type WatchProcess = { figures(): ProcessFigures; stop(): void }

const windowMs = 10_000
const resolutionMs = 10

/** Watches the event loop from now on. */
export function watchProcess(): WatchProcess {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  const read = () => ({ p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) })
  let last = { p50: 0, p99: 0, max: 0 }
  const timer = setInterval(() => {
    last = read()
    delay.reset()
  }, windowMs)
  timer.unref()
  return {
    figures: () => {
      const { user, system } = process.cpuUsage()
      const { rss, heapUsed } = process.memoryUsage()
      return {
        cpuSeconds: (user + system) / 1e6,
        residentBytes: rss,
        heapBytes: heapUsed,
        startedAtSeconds: Math.round(Date.now() / 1000 - process.uptime()),
        loopDelay: last,
      }
    },
    stop: () => {
      clearInterval(timer)
      delay.disable()
    },
  }
}

/** The monitor counts the time between two ticks, the pause it sleeps included; with nothing noted it says NaN or the smallest number. */
function late(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000) : 0
}
