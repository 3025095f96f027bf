import type { CallStory, Message, Moment } from '../api/types.ts'
import { type Format, lasted } from '../format.ts'
import type { LifeStep } from '../ui/life.tsx'

type Lived = Pick<
  Message,
  'state' | 'createdAt' | 'permittedAt' | 'answeredAt' | 'finalAt' | 'reasonWords' | 'doubtWords' | 'timeline' | 'dueAt'
>

/** The life of a message as steps: what happened with its times, where it is now, and what is still to come. */
export function lifeOf(message: Lived, format: Format, began?: Moment): LifeStep[] {
  const own = message.timeline?.length ? message.timeline : momentsOf(message)
  const moments = began === undefined ? own : [began, ...own]
  const start = Date.parse(moments[0]?.at ?? message.createdAt)
  const steps = moments.map((moment, index): LifeStep => {
    const said = moment.detail ?? undefined
    return {
      is: kindOf(moment),
      words: moment.words,
      time: index === 0 ? format.exact(moment.at) : `+ ${lasted(Math.max(0, Date.parse(moment.at) - start))}`,
      ...(said !== undefined && (isByGateway(moment.what, said) ? { code: said } : { detail: said })),
    }
  })
  return [...finish(steps, message), ...toCome(message)]
}

/** Where a call's own texts begin: the end of the call. */
export function callEnded({ call }: Pick<CallStory, 'call'>): Moment {
  const by = call.source === null ? '' : `, reported by ${call.source.name}`
  return { at: call.endedAt, what: 'ended', words: `Call ended${by}` }
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

function finish(steps: LifeStep[], message: Lived): LifeStep[] {
  const index = steps.findLastIndex((step) => step.is !== 'note')
  const last = steps[index]
  if (last === undefined) return steps
  const rest = steps.slice(index + 1)
  const words = message.state === 'sent' ? 'Sent, awaiting receipt' : last.words
  const is = ends.has(message.state) ? last.is : message.state === 'unconfirmed' ? 'failed' : 'now'
  return [...steps.slice(0, index), { ...last, words, is, isEnd: true }, ...rest]
}

function toCome({ state }: Lived): LifeStep[] {
  const left =
    { queued: ['Sent', 'Delivered'], sending: ['Sent', 'Delivered'], sent: ['Delivered'] }[state as 'queued'] ?? []
  return left.map((words) => ({ is: 'coming', words }))
}

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
