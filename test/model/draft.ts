/** A step of the model: it names the statements of the store that it stands for, and moves the message by the product's own table. */
import { type DeliveryEvent, next, type State } from '../../src/core/delivery.ts'
import { lateEvent } from '../../src/core/late-truth.ts'
import type { Ground, Rules, Setting } from './rules.ts'
import { isTaken, type Node, type Permit, type Row, type World } from './world.ts'

export type Step = {
  words: string
  after: World
  arrows: readonly string[]
  statements: readonly string[]
  /** Happens by itself if only one waits; the others are chance, faults and persons. */
  isOfTime: boolean
}

/** A world on its way to the next. */
export class Draft {
  world: World
  readonly arrows: string[] = []

  constructor(world: World) {
    this.world = world
  }

  set(change: Partial<World>): this {
    this.world = { ...this.world, ...change }
    return this
  }

  node(index: number, change: Partial<Node>): this {
    const nodes = this.world.nodes.map((one, i) => (i === index ? { ...one, ...change } : one))
    return this.set({ nodes: nodes as unknown as World['nodes'] })
  }

  permit(index: number, change: Partial<Permit>): this {
    return this.set({ permits: this.world.permits.map((one, i) => (i === index ? { ...one, ...change } : one)) })
  }

  row(change: Partial<Row>): this {
    return this.world.row ? this.set({ row: { ...this.world.row, ...change } }) : this
  }

  /** The one door: what core/delivery.ts refuses does not happen. */
  move(event: DeliveryEvent, ground?: Ground, to?: State): boolean {
    const { row, permits } = this.world
    const state = row && (to ?? next(row.state, event))
    if (!row || !state) return false
    if (!to) this.arrows.push(`${row.state} ${event}`)
    this.row({ state, isHeld: row.isHeld && state === 'unconfirmed', isDoubted: isDoubtedAfter(row, event) })
    if (event === 'refused_for_good') this.takeChoiceBack()
    if (state !== 'queued' || ground === undefined) return true
    // Whoever chooses to send again after the database went back speaks of all that may have gone out before.
    const speaksOfAll = this.world.isRestored && ground === 'chosen'
    const spokenOf = (one: Permit, index: number) =>
      index === row.permit || speaksOfAll || (ground === 'chosen' && isOpenDoubt(one))
    this.set({
      permits: permits.map((one, index) => (spokenOf(one, index) && !one.left ? { ...one, left: ground } : one)),
    })
    return true
  }

  /** Stops what waits. What was to go again after a doubt is in doubt as before. */
  stop(event: 'gate_skipped' | 'validity_over' | 'cancelled', { stoppedResendIsDoubt }: Rules): boolean {
    const isDoubted = this.world.row?.isDoubted && stoppedResendIsDoubt
    if (!this.move(isDoubted ? 'resend_stopped' : event)) return false
    this.takeChoiceBack()
    return true
  }

  /** Whoever chose that it may arrive twice chose it for one resend. That came to nothing: nothing that was written since may be with the network. */
  takeChoiceBack(): void {
    const { permits } = this.world
    const index = permits.findLastIndex((one) => one.left === 'chosen')
    if (index >= 0 && !permits.slice(index + 1).some(isTaken)) this.permit(index, { left: null })
  }

  /** What is kept with earlier attempts is applied where the latest is not on its way (store/late-truth.ts). */
  lateTruth(): this {
    const { row, permits } = this.world
    if (!row) return this
    const order: readonly DeliveryEvent[] = ['receipt_delivered', 'accepted', 'receipt_undelivered']
    const events = permits
      .filter((one) => isKnown(row, one) && one.attempt < row.attempt && (one.news.accepted || one.news.receiptState))
      .map((one) => lateEvent(row.state, one.news))
    const event = order.find((one) => events.includes(one))
    if (event) this.move(event)
    return this
  }
}

/** After a rollback the database knows nothing of permits that were given since; the attempts of one row follow one another. */
export const isKnown = (row: Row, permit: Permit) => row.permit !== null && permit.attempt <= row.attempt

export type Change = (draft: Draft) => unknown
export type Add = (words: string, statements: readonly string[], change: Change, isOfTime?: boolean) => void
export type All = { world: World; rules: Rules; setting: Setting; add: Add }

export const nameOf = (node: number) => (node === 0 ? 'A' : 'B')

const settling: readonly DeliveryEvent[] = [
  'accepted',
  'refused_for_now',
  'refused_for_good',
  'receipt_delivered',
  'receipt_undelivered',
]

/** Sent again or stopped, it is in doubt as before, until something is told of it or its next attempt begins. */
function isDoubtedAfter(row: Row, event: DeliveryEvent): boolean {
  if (event === 'doubted' || event === 'restored') return true
  return row.isDoubted && !settling.includes(event)
}

const isOpenDoubt = ({ isDoubted, news }: Permit) => isDoubted && !news.accepted && news.receiptState === null

/** Whether a doubt stands about any of its attempts (store/standing-doubts.ts). */
export const isAnyDoubted = ({ row, permits }: World): boolean =>
  row?.isDoubted === true || permits.some((one) => row !== null && isKnown(row, one) && isOpenDoubt(one))
