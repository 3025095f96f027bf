import type { TFunction } from 'i18next'
import type { CallStory, Message, Moment } from '../api/types.ts'
import { type Format, lasted } from '../format.ts'
import type { LifeStep } from '../ui/life.tsx'
import { sentenceCase } from './words.ts'

type Lived = Pick<
  Message,
  'state' | 'createdAt' | 'permittedAt' | 'answeredAt' | 'finalAt' | 'reasonWords' | 'doubtWords' | 'timeline' | 'dueAt'
>

/** The life of a message as steps: what happened with its times, where it is now, and what is still to come. */
export function lifeOf(t: TFunction, message: Lived, format: Format, began?: Moment): LifeStep[] {
  const own = message.timeline?.length ? message.timeline : momentsOf(message)
  const moments = began === undefined ? own : [began, ...own]
  const start = Date.parse(moments[0]?.at ?? message.createdAt)
  const steps = moments.map((moment, index): LifeStep => {
    const said = moment.detail ?? undefined
    return {
      is: kindOf(moment),
      words: momentWords(t, moment.words),
      time: index === 0 ? format.exact(moment.at) : `+ ${lasted(Math.max(0, Date.parse(moment.at) - start))}`,
      ...(said !== undefined && (isByGateway(moment.what, said) ? { code: said } : { detail: said })),
    }
  })
  return [...finish(t, steps, message), ...toCome(t, message)]
}

/** Where a call's own texts begin: the end of the call. */
export function callEnded(t: TFunction, { call }: Pick<CallStory, 'call'>): Moment {
  const words =
    call.source === null ? t('story.life.callEnded') : t('story.life.callEndedBy', { source: call.source.name })
  return { at: call.endedAt, what: 'ended', words }
}

/** What the program says of moments, word for word. What it says otherwise is shown as it is. */
export const momentKeys = {
  Queued: 'state.queued',
  Sending: 'state.sending',
  Sent: 'state.sent',
  Delivered: 'state.delivered',
  'Not delivered': 'state.undelivered',
  Refused: 'state.rejected',
  Skipped: 'state.skipped',
  Lapsed: 'state.lapsed',
  Cancelled: 'state.cancelled',
  'Never heard of again': 'story.life.neverHeard',
  'Not known whether it went': 'story.life.doubt',
  'Stopped at the gate': 'story.life.stopped',
  'Asked to slow down': 'story.life.slowDown',
  'No byte left': 'story.life.noByte',
  'Sent after all': 'story.life.sentAfterAll',
  'On its way': 'story.life.onItsWay',
  'Not known': 'story.life.notKnown',
  'The same receipt again': 'story.life.repeat',
  'Sent again': 'story.life.sentAgain',
  'Settled as sent': 'story.life.settledSent',
  'Settled as delivered': 'story.life.settledDelivered',
  'Settled as not delivered': 'story.life.settledUndelivered',
  'Settled as refused': 'story.life.settledRejected',
  'Let go after the restore': 'story.life.letGo',
  'Dropped after the restore': 'story.life.dropped',
} as const

/** `said` is as the program said it, `what` the same in the reader's language. */
export function momentWords(t: TFunction, words: string): string {
  const [, attempt, done] = /^Attempt (\d+): (.+)$/.exec(words) ?? []
  if (attempt !== undefined && done !== undefined)
    return t('story.life.attempt', { attempt, said: done, what: momentWords(t, sentenceCase(done)) })
  const [, part, parts, told] = /^Receipt for part (\d+) of (\d+): (.+)$/.exec(words) ?? []
  if (part !== undefined && parts !== undefined && told !== undefined)
    return t('story.life.receiptOfPart', { part, parts, said: told, what: momentWords(t, sentenceCase(told)) })
  const key = momentKeys[words as keyof typeof momentKeys] as (typeof momentKeys)[keyof typeof momentKeys] | undefined
  return key === undefined ? words : t(key)
}

/** Whether a detail is what the gateway itself said; what we say is a sentence and ends like one. */
const isByGateway = (what: string, said: string) => byGateway.has(what) && !said.endsWith('.')
const byGateway = new Set([
  'sent',
  'delivered',
  'undelivered',
  'refused_for_now',
  'rejected',
  'doubt',
  'note',
  'note_of_part',
])
const ends = new Set(['delivered', 'undelivered', 'rejected', 'lapsed', 'cancelled', 'skipped', 'unknown'])

function finish(t: TFunction, steps: LifeStep[], message: Lived): LifeStep[] {
  const index = steps.findLastIndex((step) => step.is !== 'note')
  const last = steps[index]
  if (last === undefined) return steps
  const rest = steps.slice(index + 1)
  const words = message.state === 'sent' ? t('story.life.awaitingReceipt') : last.words
  const is = ends.has(message.state) ? last.is : message.state === 'unconfirmed' ? 'failed' : 'now'
  return [...steps.slice(0, index), { ...last, words, is, isEnd: true }, ...rest]
}

function toCome(t: TFunction, { state }: Lived): LifeStep[] {
  const left =
    state === 'sent' ? (['delivered'] as const) : state === 'queued' || state === 'sending' ? unsent : ([] as const)
  return left.map((one) => ({ is: 'coming', words: t(`state.${one}`) }))
}
const unsent = ['sent', 'delivered'] as const

function kindOf({ what }: Moment): LifeStep['is'] {
  if (what === 'refused_for_now') return 'refused'
  if (/undelivered|rejected|doubt|lapsed/.test(what)) return 'failed'
  return /repeat|again|note/.test(what) ? 'note' : 'done'
}

/** Without a timeline the message's own instants tell the same story in fewer words. */
function momentsOf(message: Lived): Moment[] {
  const moments: Moment[] = [{ at: message.createdAt, what: 'planned', words: 'Queued' }]
  const add = (at: string | null, what: string, words: string, detail: string | null = null) => {
    if (at !== null) moments.push({ at, what, words, detail })
  }
  add(message.permittedAt, 'sending', 'Sending')
  if (message.state === 'unconfirmed')
    add(message.answeredAt ?? message.permittedAt, 'doubt', 'Not known whether it went', message.doubtWords)
  else if (message.state !== 'rejected') add(message.answeredAt, 'sent', 'Sent')
  const end = {
    delivered: 'Delivered',
    undelivered: 'Not delivered',
    rejected: 'Refused',
    lapsed: 'Lapsed',
    cancelled: 'Cancelled',
    unknown: 'Never heard of again',
  }
  const words = end[message.state as keyof typeof end]
  if (words !== undefined) add(message.finalAt ?? message.answeredAt, message.state, words, message.reasonWords)
  return moments
}
