/** A page on a terminal that is drawn over itself: on a screen of its own, so that what stood there before comes back, whichever way it ends. */
import { stripVTControlCharacters } from 'node:util'
import { cut, width } from './print.ts'

export type LiveScreen = {
  draw(): void
  /** Resolves true when somebody ended it, false when the time is over. */
  endsWithin(milliseconds: number): Promise<boolean>
  /** Gives the screen back. */
  end(): void
}

type Output = NodeJS.WritableStream & { columns?: number; rows?: number }
type Input = NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?(on: boolean): unknown }

const enter = '\u001b[?1049h\u001b[?25l'
const leave = '\u001b[?25h\u001b[?1049l'
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Takes the screen and draws. `lines` is asked for each drawing, with the width there is. */
export function liveScreen(output: Output, input: Input, lines: (columns: number) => readonly string[]): LiveScreen {
  let isOver = false
  let wake: () => void = () => undefined

  const draw = () => {
    if (isOver) return
    const columns = output.columns ?? 80
    const rows = output.rows ?? 24
    const page = lines(columns)
    const seen = page.length <= rows ? page : [...page.slice(0, Math.max(0, rows - 1)), '…']
    output.write(`\u001b[H${seen.map((line) => `${fitted(line, columns)}\u001b[K`).join('\r\n')}\u001b[J`)
  }
  const end = () => {
    if (isOver) return
    isOver = true
    output.write(leave)
    output.off('resize', draw)
    input.off('data', onKey)
    if (input.isTTY) input.setRawMode?.(false)
    input.pause()
    for (const signal of signals) process.off(signal, end)
    wake()
  }
  const onKey = (key: Buffer | string) => {
    // q, Ctrl-C, Ctrl-D and Escape alone (arrow keys begin with it).
    if (['q', 'Q', '\u0003', '\u0004', '\u001b'].includes(key.toString())) end()
  }

  output.write(enter)
  output.on('resize', draw)
  if (input.isTTY) input.setRawMode?.(true)
  input.on('data', onKey)
  input.resume()
  for (const signal of signals) process.on(signal, end)
  draw()
  return {
    draw,
    end,
    endsWithin: (milliseconds) =>
      new Promise((resolve) => {
        if (isOver) return resolve(true)
        const timer = setTimeout(() => resolve(isOver), milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve(true)
        }
      }),
  }
}

/** A line that is too wide would wrap and push the page apart; it loses its colours instead. */
function fitted(line: string, columns: number): string {
  return width(line) <= columns ? line : cut(stripVTControlCharacters(line), columns)
}
