/**
 * The gateways' examination: the same promises for every kind. A kind's test builds a harness around a peer (an SMSC of
 * ours, an HTTP server, the sandbox itself) and calls `describeGateway`. A case that cannot apply to a kind is named in
 * `notApplicable` with its reason; nothing is skipped silently: a case that is neither run nor excused fails, and so
 * does an excuse for a case that does not exist.
 */
import { describe, expect, it } from 'vitest'
import type { Instant } from '../core/instant.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import type {
  Came,
  Can,
  Gateway,
  GatewayIo,
  Outcome,
  Places,
  ReceiptKey,
  Submission,
  WriteDeadline,
} from './gateway.ts'

/** What the peer does with the submissions that come next. */
export type Behaviour =
  /** Takes them and answers with a key. */
  | 'accepts'
  /** Refuses them as the kind documents: a wrong number, the DLT check, our credentials, no credit, too fast. */
  | 'refuses_number'
  | 'refuses_template'
  | 'refuses_credentials'
  | 'refuses_credit'
  | 'throttles'
  /** Says yes without the key that receipts carry. */
  | 'accepts_without_key'
  /** Answers with an error that does not say whether the text went (HTTP 5xx, SMPP 0x08). */
  | 'fails'
  /** Says "too many requests" in words that are not the vendor's: a proxy in between. */
  | 'throttles_like_a_proxy'
  | 'redirects'
  /** Takes them and never answers. */
  | 'is_silent'
  /** Takes them and answers only after our response time-out. */
  | 'answers_late'
  /** The connection is gone before the first byte (refused, or the bind is lost). */
  | 'is_gone'
  /** Takes the whole request, then cuts. */
  | 'cuts'
  /** Cuts in the middle of its answer. */
  | 'answers_half'
  | 'answers_garbage'
  /** Takes part 1 and refuses part 2 for good. */
  | 'takes_some_parts'
  /** Sends the receipt before the answer. */
  | 'sends_receipt_first'
  /** Says that it already has this reference. */
  | 'says_duplicate'

/** One part that reached the peer, noted before it answered. */
export type Taken = {
  to: string
  header: string
  /** As the peer decoded it from the wire, without any segmentation header. */
  text: string
  part: number
  parts: number
  /** What the peer would call it in its receipt. */
  id: string
  ref?: string
  /** Seconds from now until the network must drop it, as the peer read it; undefined where none came. */
  validitySeconds?: number
  dlt?: { entity?: string; template?: string; chain?: string }
}

/** A receipt the peer is to send: for something it took, or for an id it never issued. */
export type PeerReceipt = {
  of: Taken | { id: string; to: string }
  word: 'delivered' | 'undelivered' | 'on_its_way' | 'gibberish'
  at?: Instant
}

/** A gateway opened against a peer of its own. */
export type Rig = {
  gateway: Gateway
  /** Everything the peer took so far. */
  journal(): readonly Taken[]
  /**
   * Makes the peer behave so from now on. Returns what a submission needs to meet it (the sandbox goes by the number's
   * last digits).
   */
  behave(behaviour: Behaviour): Promise<Partial<Submission>>
  /**
   * Sends receipts as the vendor does. Resolves with whether the peer was told that they are kept (else it will send
   * them again).
   */
  receipts?(list: readonly PeerReceipt[]): Promise<boolean>
  /** Sends the same without the vendor's proof, or with a wrong one. Resolves with whether it was let in. */
  forgedReceipt?(receipt: PeerReceipt): Promise<boolean>
  /** Sends a text from a phone to us. */
  reply?(from: string, to: string, text: string): Promise<boolean>
  /** Closes the gateway (if the case has not) and the peer. */
  stop(): Promise<void>
}

/** What the cases may know of a harness. */
export type Bench = {
  can: Can
  behaviours: readonly Behaviour[]
  /**
   * Opens the kind with the given io, in which `http` and `dial` may be replaced, against a fresh peer, and waits until
   * it has places. Short time-outs, please.
   */
  open(io: GatewayIo): Promise<Rig>
  /** The response time-out the rig is opened with, for the cases of silence. */
  responseTimeoutMs: number
  /** Strings that must never be in a log line: passwords, tokens. */
  secrets: readonly string[]
  /** Valid settings as a form gives them, and the schema: for the round trip. */
  settings: { schema: { parse(value: unknown): unknown }; valid: unknown }
}

/** A kind's way to sit the examination. */
export type Harness = Bench & {
  /** Why a case does not apply to this kind, in words. */
  notApplicable: Partial<Record<CaseName, string>>
}

/** What the examination's io kept. */
export type Kept = { came: Came[]; late: Outcome[]; freed: number; lines: string[]; storeDown: boolean }

type Exam = {
  rig: Rig
  kept: Kept
  harness: Bench
  /** Submits and waits for the one outcome of each, in the order of the submissions. */
  send(...submissions: Submission[]): Promise<Outcome[]>
  sendWith(by: { places?: Places | null; deadline?: WriteDeadline }, ...submissions: Submission[]): Promise<Outcome[]>
  sample(changes?: Partial<Submission>): Submission
}
type Case = { words: string; needs?: readonly Behaviour[]; run(exam: Exam): Promise<void> }

const wholeDlt = { entity: '1101172974420810001', template: '1107172974420810009', category: 'service_explicit' }
const hindi = 'नमस्ते! आपकी कॉल के लिए धन्यवाद 🙏 & <"\'>'
const threeParts = 'Thank you for calling. '.repeat(16).trim()

const cases = {
  keys_join: {
    words: 'the key of an accepted text is the one its receipt carries',
    needs: ['accepts'],
    async run({ rig, kept, send, sample, harness }) {
      const [outcome] = await send(sample())
      const keys = outcome?.is === 'accepted' ? outcome.keys : []
      expect(keys).toHaveLength(1)
      if (harness.can.receipts === 'none') return
      await receive(rig, { of: last(rig), word: 'delivered' })
      const [receipt] = kept.came.flatMap((came) => came.receipts)
      expect(receipt).toMatchObject({ state: 'delivered', final: true })
      expect(sameKey(keys[0], receipt?.key)).toBe(true)
    },
  },
  reference_returns: {
    words: 'our reference travels with the text',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      const submission = sample()
      await send(submission)
      expect(last(rig).ref).toBe(submission.ref)
    },
  },
  silence_is_doubt: {
    words: 'no answer in time is doubt, and the text is not written again',
    needs: ['is_silent'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('is_silent')))
      expect(outcome).toMatchObject({ is: 'unclear', why: 'timeout' })
      expect(rig.journal()).toHaveLength(1)
    },
  },
  late_answer_is_told: {
    words: 'an answer after the time-out is told as late',
    needs: ['answers_late'],
    async run({ rig, kept, send, sample }) {
      const submission = sample(await rig.behave('answers_late'))
      const [outcome] = await send(submission)
      expect(outcome).toMatchObject({ is: 'unclear', why: 'timeout' })
      await until(() => kept.late.length > 0)
      expect(kept.late).toMatchObject([{ attempt: submission.attempt, is: 'accepted' }])
    },
  },
  gone_is_not_sent: {
    words: 'a connection that is not there leaves the text surely unsent',
    needs: ['is_gone'],
    async run({ rig, sendWith, sample }) {
      const submission = sample()
      const places = rig.gateway.reserve(submission.parts)
      await rig.behave('is_gone')
      const [outcome] = await sendWith({ places }, submission)
      expect(outcome).toMatchObject({ is: 'refused', proof: 'not_sent' })
      expect(outcome?.is === 'refused' && outcome.retry !== 'never').toBe(true)
      expect(rig.journal()).toHaveLength(0)
    },
  },
  cut_is_doubt: {
    words: 'a connection cut after the request is doubt',
    needs: ['cuts'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('cuts')))
      expect(outcome).toMatchObject({ is: 'unclear', why: 'cut' })
      expect(rig.journal()).toHaveLength(1)
    },
  },
  half_answer_is_doubt: {
    words: 'half an answer is doubt',
    needs: ['answers_half'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('answers_half')))
      expect(outcome?.is).toBe('unclear')
    },
  },
  server_error_is_doubt: {
    words: 'an error that does not say whether the text went is doubt',
    needs: ['fails'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('fails')))
      expect(outcome).toMatchObject({ is: 'unclear', why: 'server_error' })
    },
  },
  no_key_is_doubt: {
    words: 'a yes without the key that receipts carry is doubt',
    needs: ['accepts_without_key'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('accepts_without_key')))
      expect(outcome?.is).toBe('unclear')
    },
  },
  foreign_throttle_is_doubt: {
    words: 'a throttling answer in words that are not the vendor’s is doubt',
    needs: ['throttles_like_a_proxy'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('throttles_like_a_proxy')))
      expect(outcome?.is).toBe('unclear')
    },
  },
  garbage_is_doubt: {
    words: 'an answer that cannot be read is doubt, and the gateway goes on',
    needs: ['answers_garbage', 'accepts'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('answers_garbage')))
      expect(outcome?.is).toBe('unclear')
      const again = sample(await rig.behave('accepts'))
      await until(() => rig.gateway.slots() > 0)
      expect((await send(again))[0]?.is).toBe('accepted')
    },
  },
  throttled_is_later: {
    words: 'the vendor’s own throttling is a refusal for now',
    needs: ['throttles'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('throttles')))
      expect(outcome).toMatchObject({ is: 'refused', reason: 'throttled', proof: 'said_no', scope: 'gateway' })
      expect(outcome?.is === 'refused' && typeof outcome.retry === 'object' && outcome.retry.afterMs > 0).toBe(true)
    },
  },
  bad_number_is_never: {
    words: 'a wrong number is refused for good, for that number',
    needs: ['refuses_number'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('refuses_number')))
      expect(outcome).toMatchObject({ is: 'refused', reason: 'number_invalid', retry: 'never', scope: 'number' })
    },
  },
  dlt_refusal_is_the_templates: {
    words: 'a refusal by the DLT check is the template’s',
    needs: ['refuses_template'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample({ dlt: wholeDlt, ...(await rig.behave('refuses_template')) }))
      expect(outcome).toMatchObject({ is: 'refused', reason: 'dlt_refused', retry: 'never', scope: 'template' })
    },
  },
  bad_credentials_are_the_accounts: {
    words: 'refused credentials concern the account, not the text',
    needs: ['refuses_credentials'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('refuses_credentials')))
      expect(outcome).toMatchObject({ is: 'refused', reason: 'credentials_refused', scope: 'account' })
      expect(outcome?.is === 'refused' && outcome.retry !== 'never').toBe(true)
    },
  },
  no_credit_is_the_accounts: {
    words: 'no credit concerns the account, not the text',
    needs: ['refuses_credit'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('refuses_credit')))
      expect(outcome).toMatchObject({ is: 'refused', reason: 'no_credit', scope: 'account' })
      expect(outcome?.is === 'refused' && outcome.retry !== 'never').toBe(true)
    },
  },
  redirect_is_not_followed: {
    words: 'a redirect is not followed, and is doubt',
    needs: ['redirects'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('redirects')))
      expect(outcome?.is).toBe('unclear')
      expect(rig.journal()).toHaveLength(1)
    },
  },
  once_on_the_wire: {
    words: 'each submission is on the wire once and has one outcome',
    needs: ['accepts'],
    async run({ rig, send, sample, harness }) {
      const size = Math.min(harness.can.window, 10)
      const submissions = Array.from({ length: size * 3 }, () => sample())
      for (let i = 0; i < submissions.length; i += size) {
        const outcomes = await send(...submissions.slice(i, i + size))
        expect(outcomes.every((outcome) => outcome.is === 'accepted')).toBe(true)
        await until(() => rig.gateway.slots() >= size)
      }
      expect(rig.journal()).toHaveLength(submissions.length)
      expect(new Set(rig.journal().map((taken) => taken.id)).size).toBe(submissions.length)
    },
  },
  one_bad_keeps_the_rest: {
    words: 'a bad one among several keeps the rest',
    needs: ['accepts', 'refuses_number'],
    async run({ rig, send, sample }) {
      const good = sample(await rig.behave('accepts'))
      const [first] = await send(good)
      const bad = sample(await rig.behave('refuses_number'))
      const [second] = await send(bad)
      const [third] = await send(sample(await rig.behave('accepts')))
      expect([first?.is, second?.is, third?.is]).toEqual(['accepted', 'refused', 'accepted'])
    },
  },
  batch_cut_is_doubt: {
    words: 'several under way when the line is cut are all doubt, each once',
    needs: ['cuts'],
    async run({ rig, send, sample, harness }) {
      const changes = await rig.behave('cuts')
      const outcomes = await send(...Array.from({ length: Math.min(5, harness.can.window) }, () => sample(changes)))
      for (const outcome of outcomes)
        expect(outcome.is === 'unclear' || (outcome.is === 'refused' && outcome.proof === 'not_sent')).toBe(true)
      expect(outcomes.filter((outcome) => outcome.is === 'unclear').length).toBeGreaterThanOrEqual(rig.journal().length)
    },
  },
  some_parts_are_doubt: {
    words: 'some parts accepted and some not is doubt, and nothing is written again',
    needs: ['takes_some_parts'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample({ text: threeParts, parts: 3, ...(await rig.behave('takes_some_parts')) }))
      expect(outcome).toMatchObject({ is: 'unclear', why: 'some_parts' })
      expect(outcome?.is === 'unclear' && (outcome.keys?.length ?? 0) > 0).toBe(true)
      expect(rig.journal().length).toBeLessThanOrEqual(3)
    },
  },
  duplicate_settles: {
    words: 'a peer that already has the reference is told as such, never as a refusal',
    needs: ['says_duplicate'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('says_duplicate')))
      expect(outcome?.is === 'accepted' || (outcome?.is === 'unclear' && outcome.why === 'duplicate')).toBe(true)
    },
  },
  receipt_before_answer: {
    words: 'a receipt that overtakes the answer is kept',
    needs: ['sends_receipt_first'],
    async run({ rig, kept, send, sample }) {
      const [outcome] = await send(sample(await rig.behave('sends_receipt_first')))
      await until(() => kept.came.some((came) => came.receipts.length > 0))
      const [receipt] = kept.came.flatMap((came) => came.receipts)
      expect(outcome?.is).toBe('accepted')
      expect(outcome?.is === 'accepted' && sameKey(outcome.keys[0], receipt?.key)).toBe(true)
    },
  },
  receipt_twice: {
    words: 'a receipt sent twice is told twice, alike',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      const receipt = { of: last(rig), word: 'delivered', at: Date.now() - 5_000 } as const
      await receive(rig, receipt)
      await receive(rig, receipt)
      const [one, two, ...more] = kept.came.flatMap((came) => came.receipts)
      expect(two).toEqual(one)
      expect(more).toEqual([])
    },
  },
  final_before_intermediate: {
    words: 'an intermediate receipt is never final, whenever it comes',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      await receive(rig, { of: last(rig), word: 'delivered' })
      await receive(rig, { of: last(rig), word: 'on_its_way' })
      const receipts = kept.came.flatMap((came) => came.receipts)
      expect(receipts.map((receipt) => [receipt.state, receipt.final])).toEqual([
        ['delivered', true],
        ['sent', false],
      ])
    },
  },
  undelivered_has_a_reason: {
    words: 'a receipt that the text did not arrive is final and says why',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      await receive(rig, { of: last(rig), word: 'undelivered' })
      const [receipt] = kept.came.flatMap((came) => came.receipts)
      expect(receipt).toMatchObject({ state: 'undelivered', final: true, reason: expect.any(String) })
    },
  },
  unknown_id_is_kept: {
    words: 'a receipt for an id nobody knows is kept',
    async run({ rig, kept, sample }) {
      expect(await receive(rig, { of: { id: '7777777', to: sample().to }, word: 'delivered' })).toBe(true)
      expect(kept.came.flatMap((came) => came.receipts)).toHaveLength(1)
    },
  },
  unknown_word_changes_nothing: {
    words: 'a word nobody knows is kept and is not final',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      await receive(rig, { of: last(rig), word: 'gibberish' })
      for (const receipt of kept.came.flatMap((came) => came.receipts)) {
        expect(receipt.final).toBe(false)
        expect(['sent', 'unknown']).toContain(receipt.state)
        expect(Object.keys(receipt.raw).length).toBeGreaterThan(0)
      }
    },
  },
  receipt_time_has_its_zone: {
    words: 'the time in a receipt is read in the gateway’s zone',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      const at = Math.floor(Date.now() / 60_000) * 60_000 - 600_000
      await receive(rig, { of: last(rig), word: 'delivered', at })
      expect(kept.came.flatMap((came) => came.receipts)[0]?.at).toBe(at)
    },
  },
  forged_receipt_is_refused: {
    words: 'a receipt without the vendor’s proof is refused',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      expect(await rig.forgedReceipt?.({ of: last(rig), word: 'delivered' })).toBe(false)
      expect(kept.came).toEqual([])
    },
  },
  odd_ids: {
    words: 'ids beyond 2^53, with capitals and leading zeros, join',
    async run({ rig, kept }) {
      for (const id of ['90071992547409931234', '00AbCdEf0123456789', '0972660181']) {
        await receive(rig, { of: { id, to: '919812345678' }, word: 'delivered' })
      }
      const ids = kept.came
        .flatMap((came) => came.receipts)
        .map((receipt) => receipt.key.id?.toLowerCase().replace(/^0+/, ''))
      expect(ids).toEqual(['90071992547409931234', 'abcdef0123456789', '972660181'])
    },
  },
  text_arrives_whole: {
    words: 'Hindi, emoji and &<"> arrive letter for letter',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      for (const text of [hindi, 'Thank you & <"goodbye"> {€} ~ [ok] @£$_^', 'line\nbreak  two spaces ']) {
        await send(sample({ text, encoding: text === hindi ? 'ucs2' : 'gsm' }))
        expect(last(rig).text).toBe(text)
        await until(() => rig.gateway.slots() > 0)
      }
    },
  },
  long_text_is_one: {
    words: 'a text of three parts arrives as three parts of one text',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      const [outcome] = await send(sample({ text: threeParts, parts: 3 }))
      expect(outcome?.is).toBe('accepted')
      const whole = [...rig.journal()].sort((a, b) => a.part - b.part)
      expect(whole.map((taken) => taken.text).join('')).toBe(threeParts)
    },
  },
  dlt_ids_are_text: {
    words: 'nineteen-digit DLT ids arrive digit for digit',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      await send(sample({ dlt: wholeDlt }))
      expect(last(rig).dlt).toMatchObject({ entity: wholeDlt.entity, template: wholeDlt.template })
    },
  },
  validity_is_passed: {
    words: 'the network is told until when the text is worth something',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      await send(sample({ validUntil: Date.now() + 3_600_000 }))
      expect(last(rig).validitySeconds).toBeGreaterThan(3_600 - 120)
      expect(last(rig).validitySeconds).toBeLessThanOrEqual(3_660)
    },
  },
  reply_comes_in: {
    words: 'a text from a phone comes in whole',
    async run({ rig, kept }) {
      expect(await rig.reply?.('919812345678', 'KAVERI', 'STOP')).toBe(true)
      expect(await rig.reply?.('919812345678', 'KAVERI', 'धन्यवाद')).toBe(true)
      const replies = kept.came.flatMap((came) => came.replies)
      expect(replies.map((reply) => [reply.from.replace('+', ''), reply.text])).toEqual([
        ['919812345678', 'STOP'],
        ['919812345678', 'धन्यवाद'],
      ])
    },
  },
  look_up_settles: {
    words: 'a look-up finds what arrived and never proves absence without being sure',
    needs: ['accepts'],
    async run({ rig, send, sample }) {
      const submission = sample()
      const [outcome] = await send(submission)
      const keys = outcome?.is === 'accepted' ? outcome.keys : []
      const soon = Date.now() + 5_000
      const found = await rig.gateway.lookUp?.(
        { ref: submission.ref, to: submission.to, header: submission.header, keys, permittedAt: Date.now() - 1_000 },
        soon,
      )
      expect(found?.is).toBe('arrived')
      const missing = await rig.gateway.lookUp?.(
        {
          ref: '0'.repeat(26),
          to: submission.to,
          header: submission.header,
          keys: [],
          permittedAt: Date.now() - 1_000,
        },
        soon,
      )
      expect(missing?.is).not.toBe('arrived')
    },
  },
  places_come_back: {
    words: 'all places come back, and there are never fewer than none',
    needs: ['accepts'],
    async run({ rig, send, sample, harness }) {
      const all = rig.gateway.slots()
      // After throttling there are fewer for a good reason.
      const steady = harness.behaviours.filter((one) => keepsTheLine.has(one) && one !== 'throttles')
      for (const behaviour of steady) {
        const changes = await rig.behave(behaviour)
        await until(() => rig.gateway.slots() > 0)
        await send(sample(changes))
        expect(rig.gateway.slots()).toBeGreaterThanOrEqual(0)
      }
      await rig.behave('accepts')
      await until(() => rig.gateway.slots() === all)
      const places = rig.gateway.reserve(1)
      expect(rig.gateway.slots()).toBeLessThanOrEqual(all)
      places?.release()
      places?.release()
      await until(() => rig.gateway.slots() === all)
      expect(rig.gateway.reserve(all + 1)).toBeNull()
      expect(rig.gateway.slots()).toBe(all)
    },
  },
  expired_deadline_writes_nothing: {
    words: 'past its write deadline a text is not written and surely unsent',
    needs: ['accepts'],
    async run({ rig, sendWith, sample }) {
      const [outcome] = await sendWith({ deadline: { expired: () => true } }, sample())
      expect(outcome).toMatchObject({ is: 'refused', proof: 'not_sent' })
      expect(rig.journal()).toHaveLength(0)
    },
  },
  flood_is_bounded: {
    words: 'ten thousand receipts at once are all kept, and few at a time',
    needs: ['accepts'],
    async run({ rig, kept, send, sample }) {
      await send(sample())
      const of = last(rig)
      const flood = Array.from(
        { length: 10_000 },
        (_, i) => ({ of: { id: String(1_000_000 + i), to: of.to }, word: 'delivered' }) as const,
      )
      expect(await rig.receipts?.(flood)).toBe(true)
      expect(kept.came.flatMap((came) => came.receipts)).toHaveLength(10_000)
      expect(Math.max(...kept.came.map((came) => came.receipts.length))).toBeLessThanOrEqual(1_000)
    },
  },
  store_down_asks_again: {
    words: 'while our store is down the vendor is made to send the receipt again',
    async run({ rig, kept, sample }) {
      const receipt = { of: { id: '424242', to: sample().to }, word: 'delivered' } as const
      kept.storeDown = true
      expect(await receive(rig, receipt)).toBe(false)
      kept.storeDown = false
      expect(await receive(rig, receipt)).toBe(true)
      expect(kept.came.flatMap((came) => came.receipts)).toHaveLength(1)
    },
  },
  close_under_load: {
    words: 'closing under load gives every text its one outcome',
    needs: ['is_silent'],
    async run({ rig, sample, harness }) {
      const changes = await rig.behave('is_silent')
      const submissions = Array.from({ length: Math.min(5, harness.can.window) }, () => sample(changes))
      const outcomes: Outcome[] = []
      const places = rig.gateway.reserve(submissions.length)
      expect(places).not.toBeNull()
      if (!places) return
      rig.gateway.submit(submissions, places, inTime, (outcome) => outcomes.push(outcome))
      await until(() => rig.journal().length === submissions.length)
      await rig.gateway.close(Date.now() + 200)
      expect(outcomes.map((outcome) => outcome.is)).toEqual(submissions.map(() => 'unclear'))
      expect(rig.gateway.slots()).toBe(0)
    },
  },
  nothing_private_in_logs: {
    words: 'no secret, number or text is in a log line',
    needs: ['accepts'],
    async run({ rig, kept, send, sample, harness }) {
      const submission = sample()
      for (const behaviour of harness.behaviours.filter((one) => keepsTheLine.has(one))) {
        const changes = await rig.behave(behaviour)
        await until(() => rig.gateway.slots() > 0)
        await send({ ...sample(), ...changes })
      }
      const all = kept.lines.join('\n')
      for (const word of [...harness.secrets, submission.to.slice(3), submission.text]) expect(all).not.toContain(word)
    },
  },
  parts_are_told: {
    words: 'an accepted text says its parts where the kind knows them, a key for each where receipts come per part',
    needs: ['accepts'],
    async run({ send, sample, harness }) {
      const [outcome] = await send(sample({ text: threeParts, parts: 3 }))
      expect(outcome?.is).toBe('accepted')
      if (outcome?.is !== 'accepted') return
      expect([undefined, 3]).toContain(outcome.parts)
      if (harness.can.perPartReceipts) expect(outcome.keys.map((key) => key.part)).toEqual([1, 2, 3])
    },
  },
  settings_round_trip: {
    words: 'settings survive the form',
    async run({ harness }) {
      const once = harness.settings.schema.parse(harness.settings.valid)
      expect(harness.settings.schema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
    },
  },
} as const satisfies Record<string, Case>

export type CaseName = keyof typeof cases

/** Behaviours after which the line is still up, for the cases that go through all of them. */
const keepsTheLine: ReadonlySet<Behaviour> = new Set([
  'accepts',
  'refuses_number',
  'refuses_template',
  'throttles',
  'fails',
  'accepts_without_key',
])

const inTime: WriteDeadline = { expired: () => false }

/** Runs the examination for one kind. */
export function describeGateway(name: string, harness: Harness): void {
  describe(`the gateways’ examination: ${name}`, () => {
    for (const [caseName, one] of Object.entries(cases) as [CaseName, Case][]) {
      if (harness.notApplicable[caseName] !== undefined) continue
      it(one.words, () => sit(one, harness))
    }
    it('says of every case that does not apply why', () => {
      for (const [caseName, why] of Object.entries(harness.notApplicable)) {
        expect(Object.keys(cases), 'an excuse for a case that does not exist').toContain(caseName)
        expect(why.length, `${caseName} is excused without a reason`).toBeGreaterThan(10)
      }
    })
  })
}

async function sit(one: Case, harness: Bench): Promise<void> {
  const missing = (one.needs ?? []).filter((behaviour) => !harness.behaviours.includes(behaviour))
  expect(missing, 'the peer cannot do this: teach it, or say in notApplicable why it does not apply').toEqual([])
  const kept: Kept = { came: [], late: [], freed: 0, lines: [], storeDown: false }
  const rig = await harness.open(keepingIo(kept))
  const sendWith: Exam['sendWith'] = (by, ...submissions) => submitAndWait(rig.gateway, by, submissions)
  try {
    await one.run({ rig, kept, harness, send: (...submissions) => sendWith({}, ...submissions), sendWith, sample })
  } finally {
    await rig.stop()
  }
}

function keepingIo(kept: Kept): GatewayIo {
  const line = (fields: object, words: string) => void kept.lines.push(`${JSON.stringify(fields)} ${words}`)
  const notHere = () => Promise.reject(new Error('the harness gives no network to this kind'))
  return {
    http: notHere,
    dial: notHere,
    now: Date.now,
    random: Math.random,
    log: { info: line, warn: line },
    came: async (came) => {
      if (kept.storeDown) throw new Error('the store is down')
      await new Promise((resolve) => setImmediate(resolve))
      kept.came.push(came)
    },
    late: (outcome) => void kept.late.push(outcome),
    freed: () => void kept.freed++,
  }
}

async function submitAndWait(
  gateway: Gateway,
  by: Parameters<Exam['sendWith']>[0],
  submissions: readonly Submission[],
): Promise<Outcome[]> {
  const places = by.places ?? gateway.reserve(submissions.reduce((sum, one) => sum + one.parts, 0))
  if (!places) throw new Error(`no places: ${gateway.slots()} free, ${JSON.stringify(gateway.health())}`)
  const outcomes = new Map<string, Outcome>()
  gateway.submit(submissions, places, by.deadline ?? inTime, (outcome) => {
    expect(outcomes.has(outcome.attempt), 'a second outcome for one submission').toBe(false)
    outcomes.set(outcome.attempt, outcome)
  })
  await until(() => outcomes.size === submissions.length)
  return submissions.map((one) => outcomes.get(one.attempt) as Outcome)
}

let serial = 0

function sample(changes: Partial<Submission> = {}): Submission {
  const number = ++serial
  return {
    attempt: `0198f000-0000-7000-8000-${String(number).padStart(12, '0')}:1`,
    ref: `ref${String(number).padStart(23, '0')}`,
    to: `+9198123${String(45_000 + (number % 50_000)).padStart(5, '0')}` as PhoneNumber,
    header: 'KAVERI',
    text: `Thank you for calling Kaveri Appliances. Your reference is ${number}.`,
    encoding: 'gsm',
    parts: 1,
    validUntil: Date.now() + 3_600_000,
    ...changes,
  }
}

function last(rig: Rig): Taken {
  const taken = rig.journal().at(-1)
  if (!taken) throw new Error('the peer took nothing')
  return taken
}

async function receive(rig: Rig, receipt: PeerReceipt): Promise<boolean> {
  if (!rig.receipts) throw new Error('this peer sends no receipts: say in notApplicable why')
  return rig.receipts([receipt])
}

/** Whether a receipt's key names what an accepted key names. */
function sameKey(accepted: ReceiptKey | undefined, receipt: ReceiptKey | undefined): boolean {
  if (!accepted || !receipt) return false
  if (accepted.id !== undefined && receipt.id !== undefined) return accepted.id === receipt.id
  if (accepted.ref !== undefined && receipt.ref !== undefined) return accepted.ref === receipt.ref
  return accepted.batch !== undefined && accepted.batch === receipt.batch
}

/** Waits until something is so, at most eight seconds. */
async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 8_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited eight seconds in vain')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
