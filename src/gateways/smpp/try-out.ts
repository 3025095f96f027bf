/**
 * A text to try an SMSC with: binds, sends it, waits for its receipt, and tells every PDU. It goes by the very code that
 * sends all others, over a connection of its own. What comes by that for others, who did not ask to be looked at, is told
 * by its command alone.
 */
import { setTimeout } from 'node:timers/promises'
import { meaningOf } from '../../core/carrier-codes.ts'
import { fullStop } from '../../core/full-stop.ts'
import type { Dial } from '../../network/dial.ts'
import type { Came, Gateway, GatewayIo, Outcome, Receipt, Traced, TryOut, TryOutIo, TryOutResult } from '../gateway.ts'
import { mendOf } from './bind-mends.ts'
import { describe } from './describe.ts'
import { hintsOf } from './hints.ts'
import { type LineTimes, lineTimesOf } from './line.ts'
import { canonicalId } from './message-id.ts'
import { openSmpp } from './open.ts'
import type { Addresses, Pdu } from './pdu.ts'
import type { SmppSettings } from './settings.ts'
import { statusWords } from './status.ts'
import { tap } from './tap.ts'

export async function tryOutSmpp(
  settings: SmppSettings,
  io: TryOutIo,
  { text, waitMs }: TryOut,
  times: LineTimes = lineTimesOf(settings),
): Promise<TryOutResult> {
  const seen = new Seen(settings, io, text.to)
  const gateway = openSmpp(settings, seen.gatewayIo(), times)
  try {
    if (!(await isBound(gateway, times))) return seen.notBound(gateway.health().words)
    const submittedAt = io.now()
    const outcome = await submitted(gateway, text)
    if (outcome.is !== 'accepted') return seen.notAccepted(outcome)
    if (!settings.receipts) return seen.accepted()
    await seen.finalReceipts(waitMs)
    return seen.ended(submittedAt)
  } finally {
    await gateway.close(io.now() + times.unbind)
    seen.isOver = true
  }
}

/** All binds that the settings want, or the first one that fails. */
async function isBound(gateway: Gateway, times: LineTimes): Promise<boolean> {
  const isSettled = () => gateway.health().state !== 'connecting'
  await until(isSettled, times.connect + times.bind)
  // A transmitter is bound; its receiver follows at once, or says why not.
  await until(() => gateway.health().state === 'ok', gateway.slots() > 0 ? 2_000 : 0)
  return gateway.slots() > 0
}

function submitted(gateway: Gateway, text: TryOut['text']): Promise<Outcome> {
  return new Promise((resolve) => {
    const places = gateway.reserve(text.parts)
    if (places) gateway.submit([text], places, { expired: () => false }, resolve)
    else
      resolve({
        attempt: text.attempt,
        is: 'refused',
        reason: 'text_too_long',
        retry: 'never',
        proof: 'not_sent',
        scope: 'message',
        raw: { words: `the text has ${text.parts} parts, more than the window has places` },
      })
  })
}

const forms = ['as_is', 'hex_to_dec', 'dec_to_hex'] as const

/** More than any text has parts: an SMSC may answer what nobody asked. */
const mostAnswers = 100

/** What came of the trial so far. */
class Seen {
  isOver = false
  readonly #settings: SmppSettings
  readonly #io: TryOutIo
  readonly #to: string
  readonly #named: ReadonlyMap<number, string>
  readonly #began = performance.now()
  readonly #receipts: Receipt[] = []
  readonly answerIds: string[] = []
  #bindStatus: number | undefined
  #isBound = false

  constructor(settings: SmppSettings, io: TryOutIo, to: string) {
    this.#settings = settings
    this.#io = io
    this.#to = to
    const { dlt, dltEntityTag, dltTemplateTag, dltChainTag } = settings
    this.#named = new Map(
      dlt
        ? [
            [Number(dltEntityTag), 'DLT entity id'],
            [Number(dltTemplateTag), 'DLT template id'],
            [Number(dltChainTag), 'DLT chain'],
          ]
        : [],
    )
  }

  gatewayIo(): GatewayIo {
    const dial: Dial = async (target) => {
      const socket = await this.#io.dial(target)
      this.#tell({
        direction: 'note',
        command: 'connected',
        sequence: 0,
        words: `${target.host}:${target.port}`,
        details: [],
      })
      tap(socket, (direction, pdu) => this.#traced(direction, pdu))
      return socket
    }
    return {
      dial,
      http: () => Promise.reject(new Error('SMPP has no HTTP')),
      now: this.#io.now,
      random: Math.random,
      log: { info: () => undefined, warn: () => undefined },
      came: (came) => this.#came(came),
      late: () => undefined,
      freed: () => undefined,
    }
  }

  /** Waits for one of each part, here or by another connection of the gateway. */
  async finalReceipts(waitMs: number): Promise<void> {
    const end = performance.now() + waitMs
    const ids = this.answerIds.flatMap((id) => forms.map((form) => canonicalId(id, form, 'answer')))
    while (!this.#hasFinal() && performance.now() < end) {
      await until(() => this.#hasFinal(), Math.min(500, end - performance.now()))
      if (!this.#hasFinal()) this.#cameElsewhere((await this.#io.elsewhere?.(ids)) ?? [])
    }
  }

  #cameElsewhere(receipts: readonly Receipt[]): void {
    for (const receipt of receipts) {
      if (this.#receipts.some((one) => one.key.id === receipt.key.id && one.state === receipt.state)) continue
      this.#receipts.push(receipt)
      const words = receipt.raw.words ?? receipt.state
      this.#tell({ direction: 'note', command: 'receipt', sequence: 0, words, details: ['by another connection'] })
    }
  }

  #hasFinal(): boolean {
    const wanted = this.#settings.receiptsPerPart ? this.answerIds.length : 1
    return new Set(this.#receipts.filter((one) => one.final).map((one) => one.key.id)).size >= wanted
  }

  notBound(words: string): TryOutResult {
    const status = this.#bindStatus
    if (status === undefined) {
      const mend = 'Check host, port and TLS, and whether the SMSC has the address of this computer on its list.'
      return { is: 'not_bound', words: words.replace(/ Trying .*$/, ''), mend, hints: [] }
    }
    const refused = `The SMSC refused the bind: ${statusWords(status)}.`
    return { is: 'not_bound', words: refused, mend: mendOf({ why: 'bind_refused', status, words: '' }), hints: [] }
  }

  notAccepted(outcome: Outcome): TryOutResult {
    const said = fullStop(outcome.raw.words ?? ('why' in outcome ? outcome.why : outcome.is))
    if (outcome.is === 'refused') return { is: 'refused', words: `Refused: ${said}`, hints: [] }
    return {
      is: 'doubt',
      words: `Whether the text went is not known: ${said}`,
      mend: 'Do not send it again before you know: look at the phone.',
      hints: [],
    }
  }

  accepted(): TryOutResult {
    return { is: 'accepted', words: 'Accepted. These settings ask for no receipt.', hints: [] }
  }

  ended(submittedAt: number): TryOutResult {
    const receipts = this.#receipts
    const hints = hintsOf(this.#settings, { answerIds: this.answerIds, receipts, submittedAt })
    const bad = receipts.find((one) => one.final && one.state === 'undelivered')
    if (bad) {
      const known = bad.raw.carrier && meaningOf(bad.raw.carrier)
      const words = fullStop(`Accepted, and not delivered: ${bad.raw.words ?? ''}`)
      return known
        ? { is: 'undelivered', words: `${words} ${known.means}`, mend: known.next, hints }
        : { is: 'undelivered', words, hints }
    }
    if (receipts.some((one) => one.final && one.state === 'delivered'))
      return { is: 'delivered', words: 'Delivered.', hints }
    return {
      is: 'accepted',
      words: 'Accepted, and no final receipt came in that time.',
      mend: 'Look at the phone. The receipt may come later, or by another bind of this account that is open now.',
      hints,
    }
  }

  /** What is ours is noted. What else comes belongs to other texts: it is handed on, or stays with the SMSC. */
  async #came(came: Came): Promise<void> {
    const ids = new Set(this.answerIds.flatMap((id) => forms.map((form) => canonicalId(id, form, 'answer'))))
    const isOfAnswer = (one: Receipt) => [one.key.id, ...(one.altIds ?? [])].some((id) => ids.has(id ?? ''))
    // One about the number whose id is no answer's may show that ids are written differently, or be of another text to it: that one must have it.
    this.#receipts.push(...came.receipts.filter((one) => one.to === this.#to || isOfAnswer(one)))
    const others = { ...came, receipts: came.receipts.filter((one) => !isOfAnswer(one)) }
    if (others.receipts.length + others.replies.length > 0) await this.#io.others(others)
  }

  #traced(direction: 'in' | 'out', pdu: Pdu | Buffer): void {
    if (Buffer.isBuffer(pdu)) {
      const words = 'octets that are not SMPP'
      // Once texts may come, these may be a piece of somebody's.
      const details = [this.#isBound ? `${pdu.length} octets` : pdu.toString('hex', 0, 60)]
      this.#tell({ direction, command: 'garbage', sequence: 0, words, details })
      return
    }
    if (direction === 'in' && pdu.command.startsWith('bind_')) {
      this.#bindStatus = pdu.status || this.#bindStatus
      this.#isBound ||= pdu.status === 0
    }
    if (pdu.command === 'submit_sm_resp' && pdu.status === 0 && this.answerIds.length < mostAnswers)
      this.answerIds.push(pdu.messageId)
    const described = describe(pdu, this.#named)
    const isOfOthers = 'source' in pdu && 'dest' in pdu && !isOf(this.#to, pdu)
    this.#tell({ direction, ...described, ...(isOfOthers && { words: 'of another number: not shown', details: [] }) })
  }

  #tell(line: Omit<Traced, 'ms'>): void {
    if (!this.isOver) this.#io.tell({ ms: Math.round(performance.now() - this.#began), ...line })
  }
}

/** Whether a PDU is to or from this number, which SMSCs also write without its plus, or as it is dialled in its country. */
function isOf(to: string, { source, dest }: Pick<Addresses, 'source' | 'dest'>): boolean {
  const ours = to.replace(/\D/g, '')
  return [source, dest].some((address) => {
    const digits = address.replace(/\D/g, '').replace(/^0+/, '')
    return digits.length >= leastDigits && (ours.endsWith(digits) || digits.endsWith(ours))
  })
}

/** Of a number without its country: Singapore's have eight. Fewer may be anybody's. */
const leastDigits = 8

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs
  while (!isSo() && performance.now() < end) await setTimeout(20)
}
