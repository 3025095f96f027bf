/**
 * The sandbox: a gateway with a network of its own that ends nowhere. What becomes of a text is decided by the last digits of its number alone, as a card
 * processor's test numbers do it, so a demonstration, a test and a page of documentation all say the same.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { z } from 'zod'
import type { RawAnswer } from '../core/adapter.ts'
import type { Reason } from '../core/reasons.ts'
import type { Gateway, GatewayIo, GatewayKind, Outcome, Receipt, Submission } from './gateway.ts'
import { oneByOne } from './one-by-one.ts'

/** When and how the sandbox answers a submission: accepted where neither `refused` nor `doubt` is set; and the receipts that follow. */
type Script = {
  answerMs: number
  refused?: {
    reason: Reason
    retry: 'never' | { afterMs: number }
    scope: 'number' | 'template' | 'message' | 'account'
    onlyFirstAttempt?: true
    /** As an SMSC or an operator would number it. */
    code: string
    words: string
    /** Its number on the operators' common list. */
    carrier?: number
  }
  doubt?: { why: 'timeout' | 'server_error' | 'duplicate'; words: string }
  receipts: readonly {
    afterMs: number
    state: 'delivered' | 'undelivered'
    reason?: Reason
    words: string
    carrier?: number
  }[]
}

/** One line of the table: the last digits, what happens in two or three words, and in a sentence. */
export type Ending = { ending: string; what: string; words: string }

const usualMs = 40
const delivered = (afterMs: number) => ({ afterMs, state: 'delivered', words: 'DELIVRD' }) as const
const usual: Script = { answerMs: usualMs, receipts: [delivered(2_000)] }

const table = [
  {
    ending: '842',
    what: 'Delivered',
    words: 'Accepted at once and delivered two seconds later. So is every number with an ending that is not listed.',
    script: usual,
  },
  {
    ending: '901',
    what: 'Not delivered',
    words: 'Accepted; three seconds later a receipt says that the phone could not be reached.',
    script: {
      answerMs: usualMs,
      receipts: [{ afterMs: 3_000, state: 'undelivered', reason: 'number_unreachable', words: 'UNDELIV err:027' }],
    },
  },
  {
    ending: '902',
    what: 'Number refused',
    words: 'Refused for good: the network does not know the number.',
    script: {
      answerMs: usualMs,
      refused: {
        reason: 'number_invalid',
        retry: 'never',
        scope: 'number',
        code: '0x0b',
        words: 'the number is not valid',
      },
      receipts: [],
    },
  },
  {
    ending: '903',
    what: 'Refused by DLT',
    words:
      'Refused for good by the mobile operator’s DLT check, as a text is that differs from its registered template.',
    script: {
      answerMs: usualMs,
      refused: {
        reason: 'dlt_refused',
        retry: 'never',
        scope: 'template',
        code: '633',
        words: 'template not matched',
        carrier: 633,
      },
      receipts: [],
    },
  },
  {
    ending: '904',
    what: 'Too fast, then accepted',
    words: 'The first attempt is refused for now; the second is accepted and delivered.',
    script: {
      ...usual,
      refused: {
        reason: 'throttled',
        retry: { afterMs: 2_000 },
        scope: 'message',
        onlyFirstAttempt: true,
        code: '0x58',
        words: 'too many texts at once',
      },
    },
  },
  {
    ending: '905',
    what: 'Answer lost, receipt later',
    words:
      'The answer to the submission is lost, so the text is in doubt; eight seconds later a receipt by our reference settles it as delivered.',
    script: { answerMs: 3_000, doubt: { why: 'timeout', words: 'no answer' }, receipts: [delivered(8_000)] },
  },
  {
    ending: '906',
    what: 'Receipt before the answer',
    words: 'The receipt that says delivered arrives before the answer to the submission.',
    script: { answerMs: 1_000, receipts: [delivered(300)] },
  },
  {
    ending: '907',
    what: 'Receipt twice',
    words: 'Delivered after two seconds; the same receipt comes again a second later.',
    script: { answerMs: usualMs, receipts: [delivered(2_000), delivered(3_000)] },
  },
  {
    ending: '908',
    what: 'No receipt',
    words: 'Accepted, and nothing more is ever heard of it.',
    script: { answerMs: usualMs, receipts: [] },
  },
  {
    ending: '909',
    what: 'Slow',
    words: 'The answer takes three seconds, the receipt five.',
    script: { answerMs: 3_000, receipts: [delivered(5_000)] },
  },
  {
    ending: '910',
    what: 'Answer lost, no receipt',
    words: 'The answer is lost and no receipt comes: the text stays in doubt until a person settles it.',
    script: { answerMs: 3_000, doubt: { why: 'timeout', words: 'no answer' }, receipts: [] },
  },
  {
    ending: '911',
    what: 'Blocked by preference',
    words: 'Accepted; a second later a receipt says that the network blocks texts to this number.',
    script: {
      answerMs: usualMs,
      receipts: [
        { afterMs: 1_000, state: 'undelivered', reason: 'number_blocked', words: 'UNDELIV err:650', carrier: 650 },
      ],
    },
  },
  {
    ending: '912',
    what: 'Server error',
    words:
      'The gateway answers with an error that does not say whether the text went: the text is in doubt, and is not sent again.',
    script: { answerMs: usualMs, doubt: { why: 'server_error', words: 'internal error' }, receipts: [] },
  },
  {
    ending: '913',
    what: 'No credit',
    words:
      'Refused for now, each time: the gateway account has no credit. It is tried every minute until its validity ends.',
    script: {
      answerMs: usualMs,
      refused: {
        reason: 'no_credit',
        retry: { afterMs: 60_000 },
        scope: 'account',
        code: '402',
        words: 'no credit left',
      },
      receipts: [],
    },
  },
  {
    ending: '914',
    what: 'Already there',
    words: 'The gateway says that it already has this text: the text is in doubt, and is not sent again.',
    script: { answerMs: usualMs, doubt: { why: 'duplicate', words: 'duplicate reference' }, receipts: [] },
  },
] as const satisfies readonly (Ending & { script: Script })[]

/** What the sandbox does, by the number's last digits: for the documentation, `GET /v1/sandbox/endings` and the console. */
export const sandboxEndings: readonly Ending[] = table.map(({ ending, what, words }) => ({ ending, what, words }))

const settings = z.strictObject({
  speed: z.number().min(1).max(1_000).default(1).meta({
    title: 'Speed',
    description: 'How many times faster than life the sandbox runs; more than 1 is for tests.',
    widget: 'number',
  }),
})
type Settings = z.infer<typeof settings>

export const sandbox: GatewayKind<Settings> = {
  kind: 'sandbox',
  title: 'Sandbox',
  about:
    'Sends nothing. What becomes of a text is decided by the last digits of its number, so every ending can be seen without a phone.',
  settings,
  can: () => ({
    batch: 1,
    refEcho: 'field',
    lookUp: 'none',
    receiptKey: 'ref',
    receipts: 'stream',
    perPartReceipts: false,
    maxParts: 10,
    window,
    oneNode: false,
    replies: false,
    dlt: { is: 'no_network' },
  }),
  open: (by, io) => openSandbox(by, io),
}

const window = 100

/** Opens a sandbox; `took` sees every submission that reached it, for tests that keep a journal. */
export function openSandbox(
  { speed }: Settings,
  io: GatewayIo,
  took: (submission: Submission) => void = () => undefined,
): Gateway {
  const receipts = new ReceiptPost(io, speed)
  const exchange = async (submission: Submission): Promise<Outcome> => {
    took(submission)
    const script = scriptFor(submission)
    if (script.refused === undefined) {
      // A receipt that comes twice says the same both times, its moment included.
      const doneAt = io.now() + Math.floor((script.receipts[0]?.afterMs ?? 0) / speed)
      for (const receipt of script.receipts) receipts.post(receiptOf(submission, receipt, doneAt), receipt.afterMs)
    }
    await rest((script.answerMs * (0.75 + io.random() / 2)) / speed)
    return answerOf(submission, script, speed)
  }
  const gateway = oneByOne(io, { window }, exchange, () => ({
    state: 'ok',
    words: 'The sandbox is always there; it sends nothing.',
  }))
  return {
    ...gateway,
    async close(deadline) {
      await gateway.close(deadline)
      await receipts.close(deadline)
    },
  }
}

/** The script for a number, an attempt after the first leaving out what only the first meets. */
function scriptFor({ to, attempt }: Submission): Script {
  const script: Script = table.find(({ ending }) => to.endsWith(ending))?.script ?? usual
  if (!script.refused?.onlyFirstAttempt || attempt.endsWith(':1')) return script
  const { refused: _, ...later } = script
  return later
}

function answerOf({ attempt, ref, parts }: Submission, { refused, doubt }: Script, speed: number): Outcome {
  if (refused) {
    const { reason, scope, code, words, carrier } = refused
    const retry = refused.retry === 'never' ? refused.retry : { afterMs: refused.retry.afterMs / speed }
    return {
      attempt,
      is: 'refused',
      reason,
      scope,
      retry,
      proof: 'said_no',
      raw: { code, words, ...ofCommonList(carrier) },
    }
  }
  if (doubt) return { attempt, is: 'unclear', why: doubt.why, raw: { words: doubt.words } }
  return { attempt, is: 'accepted', keys: [{ ref }], parts, raw: { code: 'ok', words: 'accepted by the sandbox' } }
}

function receiptOf({ ref, to }: Submission, script: Script['receipts'][number], doneAt: number): Receipt {
  const { state, reason, words, carrier } = script
  return {
    key: { ref },
    to,
    state,
    final: true,
    ...(reason ? { reason } : {}),
    at: doneAt,
    raw: { code: state, words, ...ofCommonList(carrier) },
  }
}

function ofCommonList(code: number | undefined): Pick<RawAnswer, 'carrier'> {
  return code === undefined ? {} : { carrier: { list: 'common', code } }
}

/** Receipts on their way to us. One that could not be stored is brought again, as a network does; at a close all are brought at once. */
class ReceiptPost {
  private readonly io: GatewayIo
  private readonly speed: number
  private readonly waiting = new Map<NodeJS.Timeout, Receipt>()
  private closing = false

  constructor(io: GatewayIo, speed: number) {
    this.io = io
    this.speed = speed
  }

  post(receipt: Receipt, afterMs: number): void {
    const timer = setTimeout(() => {
      this.waiting.delete(timer)
      void this.bring(receipt)
    }, afterMs / this.speed)
    this.waiting.set(timer, receipt)
  }

  async close(deadline: number): Promise<void> {
    this.closing = true
    const rest = [...this.waiting]
    this.waiting.clear()
    for (const [timer] of rest) clearTimeout(timer)
    for (const [, receipt] of rest) if (this.io.now() < deadline) await this.bring(receipt)
  }

  private async bring(receipt: Receipt): Promise<void> {
    try {
      await this.io.came({ receipts: [receipt], replies: [], ignored: 0 })
    } catch {
      if (!this.closing) this.post(receipt, 1_000)
    }
  }
}
