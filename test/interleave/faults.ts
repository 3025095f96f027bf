/** What is done to the processes of a run, and when: drawn from its seed. */
import { drawBetween, drawOne } from '../torture/draw.ts'

export const faultKinds = [
  'killed at a point',
  'killed',
  'frozen',
  'sessions ended',
  'COMMIT done, answer lost',
  'COMMIT lost',
  'line to the gateway cut',
  'slow',
  'clock wrong',
] as const
export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  kind: FaultKind
  /** Since the beginning of the run. */
  atMs: number
  node: number
  lastsMs: number
  /** The effect at which it strikes, for those that wait for one. */
  point: string
  nth: number
}

/** Effects at which a process is killed: right before they are let go. */
const points = [
  'intake BEGIN',
  'intake COMMIT',
  'intake answered',
  'pick_due',
  'permit',
  'send COMMIT (permit)',
  'send answered',
  'move_messages',
  'send COMMIT',
  'insert_receipts',
  'read_back_permits',
] as const

export const faultsWithinMs = 9_000

export function faultsOf(seed: number, nodes: number): Fault[] {
  return Array.from({ length: drawBetween(3, 8, seed, 'faults') }, (_, n) => ({
    kind: drawOne(faultKinds, seed, 'fault', n),
    atMs: drawBetween(0, faultsWithinMs, seed, 'fault at', n),
    node: drawBetween(0, nodes - 1, seed, 'fault node', n),
    lastsMs: drawBetween(300, 12_000, seed, 'fault lasts', n),
    point: drawOne(points, seed, 'fault point', n),
    nth: drawBetween(1, 3, seed, 'fault nth', n),
  }))
}
