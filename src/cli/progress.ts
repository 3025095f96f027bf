/** A progress bar on standard error, drawn over itself; nothing where nobody watches. */
import { counted, type Paint } from './print.ts'

export type Progress = { moved(bytes: number, calls: number): void; end(): void }

const barWidth = 24
const everyMs = 100

export function progressBar(options: {
  isShown: boolean
  total: number | undefined
  paint: Paint
  /** What is counted, in the singular. */
  noun?: string
}): Progress {
  if (!options.isShown) return { moved: () => undefined, end: () => undefined }
  const startedAt = performance.now()
  let done = 0
  let drawnAt = 0
  return {
    moved: (bytes, calls) => {
      done += bytes
      const now = performance.now()
      if (now - drawnAt < everyMs) return
      drawnAt = now
      process.stderr.write(
        `\r\u001b[2K${progressLine({ done, calls, total: options.total, milliseconds: now - startedAt, paint: options.paint, noun: options.noun })}`,
      )
    },
    end: () => void process.stderr.write('\r\u001b[2K'),
  }
}

/** One line: how far, how many, how fast, how long still. Without a total, as on standard input, only how many and how fast. */
export function progressLine(at: {
  done: number
  calls: number
  total: number | undefined
  milliseconds: number
  paint: Paint
  noun?: string | undefined
}): string {
  const seconds = Math.max(at.milliseconds / 1_000, 0.001)
  const { noun = 'call' } = at
  const rate = `${counted(Math.round(at.calls / seconds), noun)}/s`
  if (at.total === undefined || at.total === 0) return `  ${counted(at.calls, noun)}  ${at.paint.dim(rate)}`
  const share = Math.min(1, at.done / at.total)
  const full = Math.round(share * barWidth)
  const bar = at.paint.link('█'.repeat(full)) + at.paint.dim('░'.repeat(barWidth - full))
  const left = share > 0 ? Math.ceil((seconds * (1 - share)) / share) : 0
  return `  ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${counted(at.calls, noun)}  ${at.paint.dim(`${rate}, ${left} s left`)}`
}
