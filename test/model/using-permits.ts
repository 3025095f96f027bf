/** What becomes of a permit: used once or put back, carried, answered, stored, reported on. */
import { type DeliveryEvent, next } from '../../src/core/delivery.ts'
import { type Add, type All, type Change, type Draft, isKnown, nameOf } from './draft.ts'
import { fates, type Ground, type Rules, type Setting } from './rules.ts'
import { isTaken, type Permit, type World } from './world.ts'

/** What the process does that holds a permit. */
export function hold({ world, rules, setting, add }: All, index: number, permit: Permit): void {
  const { row } = world
  const { attempt, hand, how } = permit
  const of = `${nameOf(permit.node)}: attempt ${attempt}`
  const letGo: Change = (draft) => draft.permit(index, { hand: 'nothing' })
  const putBack = (at: number) => (draft: Draft) => {
    if (draft.world.row?.attempt === at && draft.move('refused_for_now', 'never_written')) draft.lateTruth()
  }
  const isMine = row?.permit === index && (row.state === 'sending' || row.state === 'unconfirmed')
  if (hand === 'unknown' && how === 'hand-over')
    add(`${of} is read back: ${isMine ? 'mine' : 'not there'}`, ['read_back_permits'], (draft) =>
      draft.permit(index, { hand: isMine ? 'unused' : 'nothing' }),
    )
  if (hand === 'unknown' && how === 'claim') {
    add(`${of} is read back: ${isMine ? 'mine' : 'not there'}`, ['read_back_permits'], (draft) =>
      draft.permit(index, { hand: isMine ? 'forgotten' : 'nothing' }),
    )
    const latest = row?.permit === null || row === null ? undefined : world.permits[row.permit]
    if (!rules.permitsAreKnownByReference && !isMine && latest?.node === permit.node && row?.state === 'sending')
      add(`${of} is read back by its owner, and put back`, ['read_back_permits', 'move_messages'], (draft) => {
        putBack(row.attempt)(draft)
        return letGo(draft)
      })
  }
  if (hand === 'unused') {
    write(add, { world, setting, of, index })
    add(`${of} will not be used`, [], (draft) => draft.permit(index, { hand: 'forgotten' }))
    if (!rules.forgottenBeforePutBack) add(`${of} is put back, and still held`, ['move_messages'], putBack(attempt))
  }
  if (hand === 'forgotten') {
    const statements = ['move_messages', 'late_news_of']
    add(`${of} is put back unused`, statements, (draft) => {
      putBack(attempt)(draft)
      return letGo(draft)
    })
    if (setting.answersOfCommitsAreLost)
      add(`${of} is put back unused; the answer is lost, it is done again`, statements, putBack(attempt))
  }
  if (hand === 'written') {
    add(`${of} is not answered in time`, [], (draft) => draft.permit(index, { hand: 'no_answer' }))
    if (!rules.onlyUnwrittenIsPutBack)
      add(`${of} is put back at a stop`, ['move_messages'], (draft) => {
        putBack(attempt)(draft)
        return letGo(draft)
      })
  }
  if (hand === 'written' || hand === 'late') hear(add, { rules, setting, of, index, permit })
  if (hand === 'accepted' || hand === 'refused' || hand === 'no_answer')
    finish(add, { rules, setting, of, index, permit: { attempt, hand } })
}

type Holding = { rules: Rules; setting: Setting; of: string; index: number; permit: Permit }

function hear(add: Add, { rules, of, index, permit: { wire } }: Holding): void {
  const hears = (hand: Permit['hand']) => (draft: Draft) => draft.permit(index, { hand })
  if (wire === 'taken' || wire === 'repeat') add(`${of} is answered: accepted`, [], hears('accepted'))
  if (wire === 'refused') add(`${of} is answered: refused`, [], hears('refused'))
  if (wire === 'some') add(`${of} is answered: some parts`, [], hears('no_answer'))
  if (wire === 'taken' && !rules.refusalsAreTrue) add(`${of} is answered: refused (it was not)`, [], hears('refused'))
  if (wire === 'some' && !rules.everyPartMustBeRefused)
    add(`${of} is answered: some parts, taken for refused`, [], hears('refused'))
}

type Ending = Omit<Holding, 'permit'> & { permit: { attempt: number; hand: 'accepted' | 'refused' | 'no_answer' } }
type End = [words: string, event: DeliveryEvent, ground?: Ground]

function finish(add: Add, { rules, setting, of, index, permit: { attempt, hand } }: Ending): void {
  const statements = ['move_messages', 'lock_messages', 'note_late_news', 'late_news_of']
  const refusals: End[] = [
    ['refused for now', 'refused_for_now', 'refused'],
    ['refused for good', 'refused_for_good'],
  ]
  const ends: Record<typeof hand, End[]> = {
    accepted: [['accepted', 'accepted']],
    refused: setting.ends ? refusals : refusals.slice(0, 1),
    no_answer: [['in doubt', 'doubted']],
  }
  const store = (event: DeliveryEvent, ground?: Ground) => (draft: Draft) => {
    const { row } = draft.world
    if (!row) return
    if (row.attempt !== attempt && rules.answersNameTheirAttempt) {
      if (event === 'accepted' && row.attempt > attempt)
        draft.permit(index, { news: { ...(draft.world.permits[index] as Permit).news, accepted: true } })
    } else if (event === 'doubted' && !rules.silenceIsDoubt) {
      if (next(row.state, event)) draft.move(event, 'none', 'queued')
    } else draft.move(event, ground)
    draft.lateTruth()
  }
  for (const [words, event, ground] of ends[hand]) {
    add(`${of} is stored: ${words}`, statements, (draft) => {
      store(event, ground)(draft)
      return draft.permit(index, { hand: hand === 'no_answer' ? 'late' : 'nothing' })
    })
    if (setting.answersOfCommitsAreLost)
      add(`${of} is stored: ${words}; the answer is lost, it is done again`, statements, store(event, ground))
  }
}

/**
 * What the network makes of it is decided as it is written, except where somebody might ask meanwhile: to take it later doubles nothing that taking it at
 * once would not.
 */
function write(add: Add, { world, setting, of, index }: { world: World; setting: Setting; of: string; index: number }) {
  if (setting.canBeAsked) {
    add(`${of} is written`, [], (draft) => draft.permit(index, { hand: 'written', wire: 'line' }))
    return
  }
  for (const [words, wire] of fatesOf(world, setting, index))
    add(`${of} is written; the network ${words}`, [], (draft) => draft.permit(index, { hand: 'written', wire }))
}

function fatesOf({ permits }: World, setting: Setting, index: number): (readonly [string, Permit['wire']])[] {
  const id = permits[index]?.id
  const isRepeat = permits.some((one, other) => other !== index && one.id === id && isTaken(one))
  if (setting.takesIdsOnce && isRepeat) return [['has that id already', 'repeat']]
  return setting.fates.map((fate) => [fates[fate], fate])
}

/** What is in the buffers of a line comes out whether the process that wrote it lives or not. */
export function carry({ world, setting, add }: All, index: number, { wire }: Permit): void {
  if (wire !== 'line') return
  for (const [words, fate] of fatesOf(world, setting, index))
    add(`permit ${index + 1} leaves the line: the network ${words}`, [], (draft) => draft.permit(index, { wire: fate }))
}

/** A receipt comes to any process, before the answer or after it. */
export function report({ world, add }: All, index: number, permit: Permit): void {
  const { row, nodes } = world
  if (permit.wire !== 'taken' || permit.hadReceipt || !nodes.some((one) => one.life === 'live')) return
  if (!row || !isKnown(row, permit)) return
  for (const receiptState of ['delivered', 'undelivered'] as const) {
    const event = receiptState === 'delivered' ? 'receipt_delivered' : 'receipt_undelivered'
    add(`receipt for attempt ${permit.attempt}: ${receiptState}`, ['insert_receipts', 'move_messages'], (draft) => {
      draft.permit(index, { hadReceipt: true })
      if (permit.attempt === row.attempt) draft.move(event)
      else draft.permit(index, { news: { ...permit.news, receiptState } }).lateTruth()
    })
  }
}
