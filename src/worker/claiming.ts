/** Claims what is due, round after round while there is something to claim and a place for it, one round at a time. */
import type { Submission } from '../gateways/gateway.ts'
import type { Permit } from '../store/claims.ts'
import type { Picked } from '../store/due-messages.ts'
import type { DueTexts } from './due-texts.ts'
import type { Held, Reservations } from './reservations.ts'

export type PermitToWrite = Permit & { dlt: Submission['dlt'] }

export type Claimed = {
  permits: PermitToWrite[]
  /** Others were quicker. */
  collided: number
  /** Those, and whatever may not be claimed now. */
  inVain: number
}

export type Claiming = {
  /** Places are free, or something may be due. */
  wake(): void
  /** Starts no more claims; resolves when none is under way. */
  stop(): Promise<void>
}

export type ClaimWith = {
  due: DueTexts
  /** Free places now; 0 while nothing may be claimed. */
  slots(): number
  /** Places there are when all are free: what needs more would wait for ever, and those behind it as long. */
  window: number
  stopTooLong(texts: readonly Picked[]): Promise<void>
  reserve: Reservations['reserve']
  /** A text of this account found no place. */
  waits(accountId: string): void
  /** The table was looked through and holds nothing due. */
  nothingDue(): void
  claim(picked: readonly Picked[]): Promise<Claimed>
  submit(permit: PermitToWrite, held: Held): void
  log: { warn(fields: object, words: string): void; info(fields: object, words: string): void }
}

const pickLimit = 500
const pauseAfterErrorMs = 500

/** `done`: look again at once. `nothing`: until the next wake. `fruitless`: others had claimed it all, or nothing of it may go now. */
type Round = 'done' | 'nothing' | 'fruitless'

export function createClaiming(options: ClaimWith): Claiming {
  let again = false
  let stopped = false
  let running: Promise<void> | undefined

  const rounds = async () => {
    while (again && !stopped) {
      again = false
      try {
        const round = await claimOnce(options)
        if (round === 'done') again = true
        // Nodes that picked the same rows must not do so again together; and rows that nobody may claim must not keep the database busy.
        if (round === 'fruitless') await pause(20 + Math.random() * 80)
      } catch (error) {
        options.log.warn({ err: String(error) }, 'due texts could not be claimed')
        await pause(pauseAfterErrorMs)
      }
    }
  }
  const wake = () => {
    if (stopped) return
    again = true
    running ??= rounds().finally(() => {
      running = undefined
      // Woken in the very moment the last round ended.
      if (again && !stopped && options.slots() > 0) setImmediate(wake)
    })
  }
  return {
    wake,
    stop: async () => {
      stopped = true
      await running
    },
  }
}

async function claimOnce(options: ClaimWith): Promise<Round> {
  const { due } = options
  const slots = options.slots()
  if (slots <= 0) return 'nothing'
  const picked = await due.pick(Math.min(pickLimit, slots * 2))
  if (picked.length === 0) {
    if (!due.areWaiting()) options.nothingDue()
    return 'nothing'
  }
  const fitting = picked.filter((one) => one.parts <= options.window)
  const isAnyTooLong = fitting.length < picked.length
  if (isAnyTooLong) await options.stopTooLong(picked.filter((one) => one.parts > options.window))
  const { reserved, first } = reserveAll(options, fitting)
  due.putBack(
    fitting.filter((one) => !reserved.has(one.messageId)),
    first,
  )
  if (reserved.size === 0) return isAnyTooLong ? 'done' : 'nothing'
  return await claimReserved(
    options,
    fitting.filter((one) => reserved.has(one.messageId)),
    reserved,
  )
}

/** Places for as many as there is room for, in their order; `first` is the one for which there was none. A long text that waits for room is not overtaken for ever. */
function reserveAll(
  { reserve, waits }: ClaimWith,
  picked: readonly Picked[],
): { reserved: Map<string, Held>; first: Picked | undefined } {
  const reserved = new Map<string, Held>()
  let first: Picked | undefined
  for (const one of picked) {
    if (reserved.has(one.messageId)) continue
    const held = first ? waits(one.accountId) : reserve(one.accountId, one.parts)
    if (held === 'no_room') first = one
    else if (held && held !== 'not_now') reserved.set(one.messageId, held)
  }
  return { reserved, first }
}

async function claimReserved(
  options: ClaimWith,
  picked: readonly Picked[],
  reserved: Map<string, Held>,
): Promise<Round> {
  try {
    const { permits, collided, inVain } = await options.claim(picked)
    if (collided > 0) options.log.info({ collided, picked: picked.length }, 'claims collided')
    for (const permit of permits) {
      const held = reserved.get(permit.messageId)
      if (!held) continue
      reserved.delete(permit.messageId)
      options.submit(permit, held)
    }
    return inVain === picked.length ? 'fruitless' : 'done'
  } finally {
    for (const held of reserved.values()) held.release()
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
