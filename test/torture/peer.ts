/**
 * The SMSC of the torture run: a process that is never killed and writes every submit, and what it decided of it, into its journal before it answers. What
 * it does with a text is drawn from the seed and the text, so that it can be told afterwards. `node test/torture/peer.ts --seed S --journal FILE`.
 */
import { openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { type Answer, type ReceiptPlan, Smsc, type Submitted } from '../support/smsc.ts'
import { draw } from './draw.ts'
import { textKey } from './text.ts'

export type JournalLine = {
  at: number
  key: string
  to: string
  part: number
  parts: number
  session: number
  id: string
  /** Whether the network took it. */
  accepted: boolean
  /** Whether it was answered in time. */
  answered: boolean
  receipt: string | null
}

type Fate = { accepts: boolean; answer: Answer; receipt?: ReceiptPlan }

const [throttled, invalidNumber] = [0x58, 0x0b]
const receiptWindow = 100

/** An SMSC that throttles does so for a moment and not by text: three tenths of a second out of every twenty. */
const isThrottling = () => performance.now() % 20_000 < 300

/** What becomes of the n-th time that a text is submitted. */
export function fateOf(
  seed: number,
  key: string,
  { nth, part, lateMs }: { nth: number; part: number; lateMs: number },
): Fate {
  const share = draw(seed, 'fate', key)
  const wait = 20 + Math.floor(draw(seed, 'receipt', key) * 400)
  const delivered: ReceiptPlan = { afterMs: wait, stat: 'DELIVRD', by: share < 0.5 ? 'text' : 'both' }
  if (share < 0.03) return { accepts: false, answer: { status: invalidNumber } }
  if (nth <= 2 && isThrottling()) return { accepts: false, answer: { status: throttled } }
  // Silence makes the gateway wary: more of it, and the run would measure nothing but waiting.
  if (share < 0.033) return { accepts: true, answer: { silent: true }, receipt: delivered }
  if (share < 0.035) return { accepts: true, answer: { silent: true } }
  if (share < 0.038) return { accepts: true, answer: { delayMs: lateMs }, receipt: delivered }
  if (share < 0.16) return { accepts: true, answer: { receiptFirst: true }, receipt: { ...delivered, afterMs: 0 } }
  if (share < 0.2) return { accepts: true, answer: {}, receipt: { ...delivered, times: 2 } }
  if (share < 0.24) return { accepts: true, answer: {}, receipt: { ...delivered, stat: 'UNDELIV' } }
  if (share < 0.28) return { accepts: true, answer: {} }
  if (share < 0.31 && part === 2) return { accepts: false, answer: { status: invalidNumber } }
  return { accepts: true, answer: draw(seed, 'slow', key) < 0.1 ? { delayMs: 50 } : {}, receipt: delivered }
}

type Waiting = { submit: Submitted; plan: Parameters<Smsc['sendReceipt']>[1]; dueAt: number }

/** Receipts are sent again and again until a node takes them, as SMSCs do; so many wait for their answer at once. */
class Receipts {
  readonly #smsc: Smsc
  #waiting: Waiting[] = []
  #underWay = 0

  constructor(smsc: Smsc) {
    this.#smsc = smsc
    setInterval(() => this.#sendDue(), 20)
  }

  send(receipt: Waiting): void {
    this.#waiting.push(receipt)
    if (receipt.dueAt === 0) this.#sendDue()
  }

  #sendDue(): void {
    const now = Date.now()
    const later: Waiting[] = []
    for (const one of this.#waiting) {
      if (one.dueAt > now || this.#underWay >= receiptWindow) later.push(one)
      else void this.#sendOne(one)
    }
    this.#waiting = later
  }

  async #sendOne(one: Waiting): Promise<void> {
    this.#underWay++
    const status = await this.#smsc.sendReceipt(one.submit, one.plan)
    this.#underWay--
    if (status !== 0) this.#waiting.push({ ...one, dueAt: Date.now() + 300 })
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      journal: { type: 'string' },
      late: { type: 'string', default: '3000' },
    },
  })
  const [seed, lateMs] = [Number(values.seed), Number(values.late)]
  const journal = openSync(values.journal ?? '/dev/null', 'a')
  const times = new Map<string, number>()

  const decide = (submit: Submitted): Answer => {
    const to = `+${submit.dest}`
    const key = textKey({ to, text: submit.text, part: submit.part })
    // All parts of one text share its fate.
    const whole = textKey({ to, text: submit.text, part: 0 })
    const nth = (times.get(key) ?? 0) + 1
    times.set(key, nth)
    const fate = fateOf(seed, whole, { nth, part: submit.part, lateMs })
    const { at, part, parts, session, id } = submit
    const line: JournalLine = {
      at,
      key,
      to,
      part,
      parts,
      session,
      id,
      accepted: fate.accepts,
      answered: !fate.answer.silent,
      receipt: fate.receipt?.stat ?? null,
    }
    writeSync(journal, `${JSON.stringify(line)}\n`)
    if (fate.receipt) sendReceipt(submit, fate.receipt, fate.answer.receiptFirst === true)
    return fate.answer
  }
  const smsc = await Smsc.open({ answer: decide })
  const receipts = new Receipts(smsc)
  const sendReceipt = (submit: Submitted, { stat, by, times = 1, afterMs }: ReceiptPlan, isFirst: boolean) => {
    const plan = { stat, ...(by === undefined ? {} : { by }), doneAt: Date.now() }
    for (let n = 0; n < times; n++) receipts.send({ submit, plan, dueAt: isFirst ? 0 : Date.now() + afterMs })
  }
  // The journal is the file; nothing is kept here for as long as the run lasts.
  setInterval(() => smsc.journal.splice(0), 1_000).unref()
  console.log(JSON.stringify({ port: smsc.port }))
  createInterface(process.stdin).on('line', (line) => {
    if (line === 'cut') smsc.cutAll()
    console.log(JSON.stringify({ taken: smsc.taken }))
  })
  process.on('SIGTERM', () => process.exit(0))
}

if (import.meta.main) await main()
