/** The only two ways in which a permit is given: the hand-over by the accepting transaction, and the claim. */
import { type All, type Draft, nameOf } from './draft.ts'
import type { Kept, Permit, Row } from './world.ts'

const newPermit = ({ world, rules }: All, node: number, how: Permit['how'], attempt: number): Permit => ({
  attempt,
  node,
  how,
  hand: 'unused',
  wire: 'dry',
  id: rules.sameIdEachTime ? 0 : world.permits.length,
  left: null,
  hadReceipt: false,
  isDoubted: false,
  news: { accepted: false, receiptState: null },
})

/** P1: the call is told, until some process has answered. */
export function accept(all: All, node: number): void {
  const { world, rules, setting, add } = all
  const { nodes, permits } = world
  if (world.row !== null) return
  const at = nameOf(node)
  const held: Row = { state: 'unconfirmed', attempt: 0, permit: null, isHeld: true, isDoubted: true }
  if (world.isRestored && rules.restoreHoldsWhatWaits) {
    add(`${at} accepts the call; it ended before the restore`, ['accept_insert'], (draft) => draft.set({ row: held }))
    return
  }
  add(`${at} accepts the call; no place is free`, ['accept_insert'], (draft) =>
    draft.set({ row: { state: 'queued', attempt: 0, permit: null, isHeld: false, isDoubted: false } }),
  )
  if (permits.length === setting.attempts || (nodes[node]?.isBehind && rules.handOverCountsBeats)) return
  const permit = newPermit(all, node, 'hand-over', 1)
  const row: Row = { state: 'sending', attempt: 1, permit: permits.length, isHeld: false, isDoubted: false }
  const give = (hand: Permit['hand'], kept: Kept) => (draft: Draft) =>
    draft.set({ permits: [...permits, { ...permit, hand }], ...kept })
  add(`${at} accepts the call and hands it over`, ['accept_insert'], give('unused', { row }))
  const doubtful = rules.commitIsWaitedFor ? 'unknown' : 'unused'
  add(`${at} accepts the call; COMMIT is done, its answer lost`, ['accept_insert'], give(doubtful, { row }))
  // What was not done leaves nothing behind but a permit that somebody might believe in.
  if (!rules.commitIsWaitedFor)
    add(`${at} accepts the call; COMMIT is not done, its answer lost`, ['accept_insert'], give('unused', { row: null }))
}

/** P2: what is picked without locks is permitted by a compare-and-set. */
export function claim(all: All, node: number): void {
  const { world, rules, setting, add } = all
  const { row, nodes, permits } = world
  const { picked = null, isBehind = false } = nodes[node] ?? {}
  const at = nameOf(node)
  if (picked === null) {
    const canBeClaimed = row?.state === 'queued' && permits.length < setting.attempts
    if (canBeClaimed) add(`${at} picks it`, ['pick_due'], (draft) => draft.node(node, { picked: row.attempt }), true)
    return
  }
  if (!row || permits.length === setting.attempts) return
  const isAsPicked = row.state === 'queued' && row.attempt === picked
  if ((isBehind && rules.claimsCountBeats) || (rules.claimTestsTheRow && !isAsPicked)) {
    add(`${at} claims it, in vain`, ['permit'], (draft) => draft.node(node, { picked: null }), true)
    return
  }
  const permit = newPermit(all, node, 'claim', row.attempt + 1)
  const give = (hand: Permit['hand'], isDone: boolean) => (draft: Draft) => {
    draft.node(node, { picked: null })
    if (isDone) {
      // What stood of the attempt before is history from here on.
      if (row.permit !== null) draft.permit(row.permit, { isDoubted: row.isDoubted })
      if (!draft.move('permitted') && rules.claimTestsTheRow) return false
      draft.row({ state: 'sending', attempt: permit.attempt, permit: permits.length, isDoubted: false })
    }
    return draft.set({ permits: [...draft.world.permits, { ...permit, hand }] })
  }
  const statements = ['read_gate', 'keep_ended_attempts', 'permit']
  add(`${at} claims it`, statements, give('unused', true), true)
  const doubtful = rules.commitIsWaitedFor ? 'unknown' : 'unused'
  add(`${at} claims it; COMMIT is done, its answer lost`, statements, give(doubtful, true))
  add(`${at} claims it; COMMIT is not done, its answer lost`, statements, give(doubtful, false))
}
