/** Permits that this process holds and will not use go back to the table, however long the database is away. */
import type { Log } from '../log.ts'
import type { HandedOver } from '../store/accept.ts'
import { permitsOfMine } from '../store/claims.ts'
import type { Database } from '../store/database.ts'
import { giveBackPermits } from '../store/give-back.ts'
import { type MessageKey, messageKey } from '../store/messages.ts'

export type GiveBack = {
  /** Messages handed over that nobody will write. */
  handedOver(messages: readonly HandedOver[]): Promise<void>
  /** Permits that were claimed and that nobody will write. */
  permits(permits: readonly (MessageKey & { attempt: number })[]): Promise<void>
  /**
   * A claim whose commit outcome is unknown gives no permit: rows that are `sending` and mine go back unused. Only those with the very references of
   * that claim: a later claim of the same rows, by this same process, may be on the wire.
   */
  unknownClaim(keys: readonly MessageKey[], refs: ReadonlySet<string>): Promise<void>
  /** Gives up trying: what is left shows as doubt when its lease ends. */
  stop(): void
}

/** A commit that waits, for a standby or for the disk, shows nobody its rows before it ends: they are asked for again, as often and for as long as this. */
const unseen = { askAgainMs: 5_000, atMostMs: 15 * 60_000 }

export function createGiveBack(options: { db: Database; owner: string; log: Log }): GiveBack {
  const { db, owner, log } = options
  let stopped = false
  const untilItWorks = async (work: () => Promise<unknown>) => {
    for (let pause = 100; !stopped; pause = Math.min(pause * 2, 5_000)) {
      try {
        await work()
        return
      } catch (error) {
        log.warn({ err: String(error) }, 'permits could not be given back yet')
        await pauseFor(pause)
      }
    }
  }
  return {
    handedOver: async (messages) => {
      // The places go back and nobody holds the permit any more; only then may the row be put back.
      for (const one of messages) one.reservation.release()
      let left = messages
      for (const until = performance.now() + unseen.atMostMs; ; await pauseFor(unseen.askAgainMs)) {
        await untilItWorks(async () => {
          const moved = await giveBackPermits(db, left)
          left = left.filter((one) => !moved.has(messageKey(one)))
        })
        if (stopped || left.length === 0 || performance.now() > until) return
      }
    },
    permits: (permits) => untilItWorks(() => giveBackPermits(db, permits)),
    unknownClaim: (keys, refs) =>
      untilItWorks(async () => {
        const mine = await permitsOfMine(db, keys, owner)
        await giveBackPermits(
          db,
          mine.filter((one) => one.ref !== null && refs.has(one.ref)),
        )
      }),
    stop: () => {
      stopped = true
    },
  }
}

const pauseFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref())
