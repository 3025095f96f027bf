/** One message, its permits, two processes, the wire: everything that can differ between two moments of the protocol. */
import type { State } from '../../src/core/delivery.ts'
import type { LateNews } from '../../src/core/late-truth.ts'
import type { Ground } from './rules.ts'

/** What the process that holds a permit knows of it. */
export type Hand =
  /** COMMIT was sent and not answered. */
  | 'unknown'
  | 'unused'
  /** Will not be used: to be put back. */
  | 'forgotten'
  | 'written'
  /** An answer was read and is not stored. */
  | 'accepted'
  | 'refused'
  | 'no_answer'
  /** Its doubt is stored; an answer may still come. */
  | 'late'
  | 'nothing'

/** Where the octets of a permit are. `some`: some parts were taken, others refused. `repeat`: an id that the gateway had taken before. */
export type Wire = 'dry' | 'line' | 'taken' | 'some' | 'refused' | 'repeat' | 'lost'

export type Permit = {
  attempt: number
  node: number
  how: 'hand-over' | 'claim'
  hand: Hand
  wire: Wire
  /** The id that the gateway is given. */
  id: number
  /** On what ground the message was sent again after this attempt. */
  left: Ground | null
  hadReceipt: boolean
  /** Whether the history says that nobody knows what became of it. */
  isDoubted: boolean
  /** Kept with the attempt once a later one has begun. */
  news: LateNews
}

/** `isDoubted`: of its latest attempt nobody knows, and nobody has settled, whether it went. */
export type Row = { state: State; attempt: number; permit: number | null; isHeld: boolean; isDoubted: boolean }
export type Node = { life: 'live' | 'frozen' | 'dead'; picked: number | null; isBehind: boolean }
/** What the database holds. */
export type Kept = { row: Row | null }

export type World = Kept & {
  nodes: readonly [Node, Node]
  permits: readonly Permit[]
  backup: Kept | null
  rollbacks: number
  /** Since commits were lost: nobody has held what waits yet. */
  isTainted: boolean
  isRestored: boolean
  resends: number
}

const live: Node = { life: 'live', picked: null, isBehind: false }

export const beginning: World = {
  row: null,
  nodes: [live, live],
  permits: [],
  backup: null,
  rollbacks: 0,
  isTainted: false,
  isRestored: false,
  resends: 0,
}

export const isTaken = ({ wire }: Permit): boolean => wire === 'taken' || wire === 'some'

/** One text for worlds that nothing can ever tell apart: which process is called which, and what became of octets that nobody asks about any more. */
export function keyOf(world: World): string {
  const [straight, crossed] = [textOf(world, 0), textOf(world, 1)]
  return straight < crossed ? straight : crossed
}

function textOf(
  { row, nodes, permits, backup, rollbacks, isTainted, isRestored, resends }: World,
  first: number,
): string {
  const order = first === 0 ? nodes : nodes.toReversed()
  return [
    rowText(row),
    ...order.map(({ life, picked, isBehind }) => `${life}${picked}${isBehind}`),
    ...permits.map((one) => permitText(one, first)),
    backup ? `b${rowText(backup.row)}` : '',
    `${rollbacks}${isTainted}${isRestored}${resends}`,
  ].join('|')
}

const rowText = (row: Row | null) =>
  row ? `${row.state}${row.attempt}${row.permit}${row.isHeld}${row.isDoubted}` : '-'

function permitText(permit: Permit, first: number): string {
  const { attempt, node, how, hand, wire, left, hadReceipt, isDoubted, news } = permit
  const isHeld = hand !== 'nothing' && !(hand === 'late' && (wire === 'lost' || wire === 'some'))
  const mayArrive = wire === 'line' || wire === 'taken' || wire === 'some'
  const held = isHeld ? `${node === first ? 0 : 1}${hand}${hand === 'unknown' ? how : ''}` : ''
  const gone = isHeld ? wire : 'gone'
  return `${attempt}${held}${mayArrive ? `${wire}${left}${hadReceipt}` : gone}${isDoubted}${news.accepted}${news.receiptState}`
}
