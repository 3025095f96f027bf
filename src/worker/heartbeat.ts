/**
 * A process counts its beats in the database, and what was acknowledged can never be less again. Where it is, the database went back (a failover that
 * lost commits, a backup or a snapshot put back under a running process): permits that it has forgotten may be on the wire, so nothing more is sent, by
 * no process on that database.
 */
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { nodes } from '../store/nodes.ts'

export type Heartbeat = {
  beat(): Promise<void>
  /** Beats that the database has acknowledged: a claim gives no permit where it knows of fewer. */
  acknowledged(): number
  /** Whether the database has forgotten beats: nothing is sent any more. */
  isBehind(): boolean
}

export function createHeartbeat(options: {
  db: Database
  owner: string
  log: Pick<Log, 'error'>
  /** Called once: from now on nothing may be sent. */
  wentBack(): void
}): Heartbeat {
  const { db, owner, log, wentBack } = options
  let acknowledged = 0
  let isBehind = false
  let server: Awaited<ReturnType<typeof nodes.whichServer>>

  /** Whether another cluster answers than before. A promotion in the same one is said: its last beat is here, and still less may be than was committed. */
  const isAnother = async () => {
    const before = server
    server = (await nodes.whichServer(db)) ?? before
    if (!before || !server) return false
    if (before.timeline !== null && server.timeline !== null && before.timeline !== server.timeline)
      log.error(
        { alarm: 'database_failed_over', before: before.timeline, now: server.timeline },
        'another server was promoted; unless it was a synchronous standby, commits of the last seconds may be lost (docs/operating/running.md)',
      )
    return before.system !== server.system
  }
  return {
    acknowledged: () => acknowledged,
    isBehind: () => isBehind,
    beat: async () => {
      const { beats, wentBack: isMarked } = await nodes.beat(db, owner)
      const another = await isAnother()
      if (!isBehind && !another && !isMarked && beats > acknowledged) {
        acknowledged = beats
        return
      }
      // Said with every beat: somebody has to act.
      log.error(
        { alarm: 'database_went_back', acknowledged, beats },
        'the database has lost commits; nothing is sent any more. Stop, run "aftercall quarantine", then start again (docs/operating/backup.md)',
      )
      if (!isBehind) wentBack()
      isBehind = true
      // The other processes have lost no beat, perhaps, and would send what is queued.
      if (!isMarked) await nodes.markWentBack(db.health)
    },
  }
}
