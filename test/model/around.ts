/** What goes on around the permits: time, persons, processes that end and begin, a database that goes back. */
import { next } from '../../src/core/delivery.ts'
import { type All, type Change, type Draft, isAnyDoubted, nameOf } from './draft.ts'
import { isTaken, type Node } from './world.ts'

/** Sweeps, on whichever process. */
export function passTime({ world: { row }, rules, setting, add }: All): void {
  if (row?.state === 'sending')
    add(
      'sweep: the lease is over',
      ['leases_over', 'move_messages'],
      (draft) => {
        if (rules.leaseOverIsDoubt) draft.move('doubted')
        else draft.move('doubted', 'none', 'queued')
        return draft.lateTruth()
      },
      true,
    )
  if (!setting.ends) return
  if (row && next(row.state, 'given_up'))
    add('sweep: nobody said anything for 72 h', ['silent_too_long', 'move_messages'], (draft) => draft.move('given_up'))
  if (row?.state !== 'queued') return
  const stopping = ['standing_doubts', 'move_messages']
  add('sweep: its validity is over', ['validity_over', ...stopping], (draft) => draft.stop('validity_over', rules))
  add('a claim stops it at the gate', ['pick_due', 'read_gate', ...stopping], (draft) =>
    draft.stop('gate_skipped', rules),
  )
}

export function byHand({ world, rules, setting, add }: All): void {
  const { row, resends } = world
  if (!row) return
  const statements = ['lock_messages', 'move_messages']
  if (row.state === 'queued' && setting.ends)
    add('a person cancels it', statements, (draft) => draft.stop('cancelled', rules))
  if (resends === setting.resends) return
  const again: Change = (draft) => draft.set({ resends: resends + 1 })
  for (const event of ['resend_doubt', 'resend'] as const)
    if (next(row.state, event)) {
      // Who is not asked for the words has chosen nothing, and knows of no doubt.
      const isAsked = event === 'resend_doubt' || rules.wordsWhereADoubtStands || !isAnyDoubted(world)
      add('a person sends it again', [...statements, 'standing_doubts'], (draft) => {
        draft.move(event, isAsked ? 'chosen' : 'none')
        return again(draft)
      })
    }
  if (row.state === 'sending' && !rules.nobodyResendsWhatIsUnderWay)
    add('a person sends it again while it is on its way', statements, (draft) => {
      draft.move('resend_doubt', 'none', 'queued')
      return again(draft)
    })
}

/** Grounds B4 and B5: no kind of gateway uses them yet, and these are the rules for the first that does. */
export function lookUp({ world, rules, setting, add }: All): void {
  const { row, permits, nodes } = world
  if (row?.state !== 'unconfirmed' || row.permit === null) return
  if (setting.takesIdsOnce && !row.isHeld)
    add('it is sent again: the gateway takes an id once', ['move_messages'], (draft) =>
      draft.move('resend_doubt', 'id_taken_once'),
    )
  const permit = permits[row.permit]
  if (!setting.canBeAsked || !permit) return
  const isDead = permit.hand === 'nothing' || permit.hand === 'late' || nodes[permit.node]?.life === 'dead'
  const isFound = isTaken(permit) && rules.absentOnlyWhereSure
  const mayCount =
    (isDead || !rules.absentOnlyAfterDeath) &&
    (permit.wire !== 'line' || !rules.absentOnlyAfterSettling) &&
    (!row.isHeld || !rules.absentNeverAfterRestore)
  if (mayCount && !isFound)
    add(`attempt ${permit.attempt} is looked up: absent`, ['move_messages'], (draft) =>
      draft.move('resend_doubt', 'absent'),
    )
}

export function endAndBegin({ world, rules, setting, add }: All, index: number): void {
  const node = world.nodes[index] as Node
  const at = nameOf(index)
  // The end of a process that holds nothing shows only where a backup waits for it.
  const holds = node.picked !== null || world.permits.some((one) => one.node === index && one.hand !== 'nothing')
  if (!holds && !world.backup && !world.isTainted && node.life === 'live') return
  // Frozen is not to be chosen for a while, unless somebody might take it for dead.
  if (node.life === 'live' && holds && (setting.canBeAsked || !rules.restoreBesideNobody))
    add(`${at} freezes`, [], (draft) => draft.node(index, { life: 'frozen' }))
  if (node.life === 'frozen') add(`${at} goes on`, [], (draft) => draft.node(index, { life: 'live' }), true)
  if (node.life !== 'dead')
    add(`${at} is killed`, [], (draft) => {
      draft.node(index, { life: 'dead', picked: null, isBehind: false })
      draft.set({
        permits: draft.world.permits.map((one) => (one.node === index ? { ...one, hand: 'nothing' } : one)),
      })
    })
  const mayStart = !world.isTainted || !rules.quarantineBeforeStart
  if (node.life === 'dead' && mayStart)
    add(`${at} is started`, ['insert_node'], (draft) => draft.node(index, { life: 'live' }), true)
}

/** The database goes back: a backup is put back while nobody runs, or a failover loses commits under processes that run. */
export function rollBack({ world, rules, setting, add }: All): void {
  const { row, backup, nodes } = world
  const isNobodyThere = nodes.every(
    (one) => one.life === 'dead' || (one.life === 'frozen' && !rules.restoreBesideNobody),
  )
  const hold = (draft: Draft) => {
    draft.set({ isTainted: false, isRestored: true })
    if (!rules.restoreHoldsWhatWaits) return
    const held = draft.world.row
    if (held && (held.state === 'unconfirmed' || draft.move('restored'))) draft.row({ isHeld: true })
  }
  if (world.isTainted && isNobodyThere) add('what waits is put before a person (quarantine)', [], hold, true)
  if (world.rollbacks === setting.rollbacks) return
  if (!backup) {
    add('a backup is made', [], (draft) => draft.set({ backup: { row } }))
    return
  }
  const goBack = (draft: Draft) => draft.set({ ...backup, backup: null, rollbacks: world.rollbacks + 1 })
  if (isNobodyThere) add('the backup is put back', [], (draft) => hold(goBack(draft)))
  if (nodes.some((one) => one.life !== 'dead'))
    add('commits are lost: the database is as it was at the backup', [], (draft) => {
      goBack(draft).set({ isTainted: true })
      for (const index of [0, 1]) if (nodes[index]?.life !== 'dead') draft.node(index, { isBehind: true })
    })
}
