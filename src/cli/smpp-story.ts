/** What an SMPP connection carried, as lines for a terminal. */
import type { Traced, TryOutResult } from '../gateways/gateway.ts'
import { columns, hanging, type Paint, pad, padStart, width, wrap } from './print.ts'

const arrows = { in: '<-', out: '->', note: '  ' } as const

/** `->   0.043  submit_sm              2  from KAVERI (5/0) to …`, and below it what the PDU holds. */
export function tracedLines({ ms, direction, command, sequence, words, details }: Traced, paint: Paint): string[] {
  const time = padStart((ms / 1_000).toFixed(3), 7)
  const number = direction === 'note' ? '' : String(sequence)
  const left = `  ${arrows[direction]} ${time}  ${pad(command, 21)} ${padStart(number, 3)}  `
  const [first = left, ...rest] = words === '' ? [left.trimEnd()] : hanging(left, words)
  const name = direction === 'in' ? paint.ok(command) : direction === 'out' ? paint.link(command) : paint.dim(command)
  const indent = ' '.repeat(width(left))
  return [
    first.replace(command, name),
    ...rest,
    ...details.flatMap((one) => wrap(one, columns - indent.length).map((line) => indent + paint.dim(line))),
  ]
}

/** How it ended, what to do, and what the PDUs say of the settings. */
export function resultLines({ is, words, mend, hints }: TryOutResult, paint: Paint): string[] {
  const painted = is === 'delivered' ? paint.ok : is === 'accepted' || is === 'doubt' ? paint.warn : paint.bad
  const said = wrap(words, columns - 2).map((line) => `  ${painted(line)}`)
  const next = mend === undefined ? [] : wrap(mend, columns - 2).map((line) => `  ${paint.dim(line)}`)
  return [...said, ...next, ...hints.flatMap((one) => hanging('  Hint  ', one))]
}
