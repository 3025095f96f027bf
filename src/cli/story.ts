/** The story of one call on a terminal: what it was, which rule fired and why not the others, and what became of each text. */

import { ownValue } from '../core/own-value.ts'
import { numberKindWords } from '../core/phone-number.ts'
import { reasons } from '../core/reasons.ts'
import type { CallStoryView, PlannedView, PlanView } from '../http/shapes/calls.ts'
import { apart, columns, counted, cut, hanging, money, type Paint, pad, padStart, width, wrap } from './print.ts'
import { dayAndTime, sinceWords } from './time.ts'

export type StoryMessage = CallStoryView['messages'][number]
type StoryCall = CallStoryView['call']

/** Who and when: two lines. */
export function headLines({ call, facts }: CallStoryView, zone: string, paint: Paint): string[] {
  const untold = (kind: 'department' | 'did') => facts.unknown.find((one) => one.kind === kind)?.shown
  const places = [call.department?.name ?? untold('department'), call.did?.name ?? untold('did')].filter(Boolean)
  const title = `  ${kindWords(call)}${places.length === 0 ? '' : ` to ${places.join(', ')}`}`
  const [first = '', ...rest] = apart(cut(title, columns), dayAndTime(call.endedAt, zone))
  const details = [callerWords(call), ...peopleWords(call, facts)]
  if (call.source) details.push(`reported by ${call.source.name}`)
  return [
    first.replace(title, paint.bold(title)),
    ...rest,
    ...hanging('  ', details.join(', ')),
    ...inferredLines(call, paint),
  ]
}

/** The rest of what came in, each where it was told. */
export function toldLines({ call, facts: { ticket } }: CallStoryView, paint: Paint): string[] {
  const of = whereTold(paint)
  const { voicemail, waitSeconds } = call
  const left = voicemail && [voicemail.sure === false ? 'left, it seems' : 'left', secondsOf(voicemail), voicemail.url]
  return [
    ...of('Missed because', call.missedBecauseWords),
    ...of('Rang', call.rung?.some(saysMore) ? call.rung.map(rungWords).join('; ') : undefined),
    ...of('Waited', waitSeconds === undefined ? undefined : `${waitSeconds} s`),
    ...of('Recording', call.recordingUrl),
    ...of('Voicemail', left?.filter((word) => word !== undefined).join(', ')),
    ...of('Ticket', ticket ?? undefined),
    ...of(
      'Variables',
      Object.entries(call.variables ?? {})
        .map(([name, value]) => `${name}: ${value}`)
        .join('; '),
    ),
    ...of('Id at the source', call.sourceCallId),
  ]
}

const secondsOf = ({ seconds }: { seconds?: number | undefined }) =>
  seconds === undefined ? undefined : `${seconds} s`

type Rung = NonNullable<StoryCall['rung']>[number]

/** The lines above name the users who rang, and nobody else. */
const saysMore = ({ user, result, seconds }: Rung) => user === null || result !== undefined || seconds !== undefined

function rungWords({ user, name, resultWords, ...one }: Rung): string {
  const words = [user?.name ?? name ?? 'a phone without a name', resultWords].filter(Boolean).join(' ')
  return [words, secondsOf(one)].filter(Boolean).join(', ')
}

/** Lines of what is told, and none of what is not. */
const whereTold = (paint: Paint) => (what: string, words: string | undefined) =>
  words === undefined || words === '' ? [] : hanging(`  ${what}  `, words, paint.dim)

/** What of the lines above the phone system did not tell as it stands there. */
function inferredLines({ approximateWords: { endedAt, outcome } }: StoryCall, paint: Paint): string[] {
  const of = whereTold(paint)
  return [...of('Ended', endedAt), ...of('Outcome', outcome)]
}

function kindWords({ direction, outcome }: StoryCall): string {
  if (direction === 'outgoing')
    return outcome === 'connected' ? 'Outgoing call, connected,' : 'Outgoing call, not answered,'
  return { connected: 'Connected call', missed: 'Missed call', voicemail: 'Voicemail' }[outcome]
}

function callerWords({ callerShown, callerName }: StoryCall): string {
  return `Caller ${callerName === undefined ? '' : `${callerName}, `}${callerShown ?? 'withheld'}`
}

function peopleWords(call: StoryCall, facts: CallStoryView['facts']): string[] {
  const nameOf = (key: string) => ownValue(facts.people, key)?.name ?? key
  const words: string[] = []
  const rang = facts.rung.filter((key) => key !== facts.answeredBy).map(nameOf)
  const ring = call.ringSeconds === undefined ? '' : ` ${call.ringSeconds} s`
  if (rang.length > 3) words.push(`rang ${rang.length} users${ring}`)
  else if (rang.length > 0) words.push(`rang ${rang.join(', ')}${ring}`)
  if (facts.answeredBy !== null) words.push(`answered by ${nameOf(facts.answeredBy)}`)
  for (const { from, to } of call.transfers ?? [])
    words.push(`passed on${from === undefined ? '' : ` by ${from}`}${to === undefined ? '' : ` to ${to}`}`)
  if (call.talkSeconds !== undefined) words.push(`talked ${call.talkSeconds} s`)
  return words
}

const widestName = 26

/** Every rule with its verdict, the one that fired marked. */
export function verdictLines(title: string, plan: PlanView, paint: Paint): string[] {
  const { verdicts } = plan
  const number = String(verdicts.length).length
  const name = Math.min(widestName, Math.max(4, ...verdicts.map((one) => width(one.name))))
  const firedAt = verdicts.findIndex((one) => one.is === 'fired')
  const lines = verdicts.flatMap((one, at) => verdictLine(one, at, { number, name, firedAt, paint }))
  const none =
    plan.reason === null ? [] : hanging('  ', `${reasons[plan.reason][0]} ${reasons[plan.reason][1]}`, paint.warn)
  return [`  ${title}`, ...lines, ...none]
}

/** Says where planning again decides otherwise than was decided then: the rules above are then not why. */
export function replayLines({ agrees, differences }: CallStoryView['replay'], paint: Paint): string[] {
  if (agrees) return []
  const head =
    'Planned again, this call gets something else than was decided when it was taken in. What was decided then is what happened.'
  return [
    '',
    ...hanging('  ', head, paint.warn),
    ...differences.flatMap(({ words }) => hanging('    ', words, paint.warn)),
  ]
}

type Layout = { number: number; name: number; firedAt: number; paint: Paint }

function verdictLine(
  one: PlanView['verdicts'][number],
  at: number,
  { number, name, firedAt, paint }: Layout,
): string[] {
  const fired = one.is === 'fired'
  const place = `  ${fired ? '>' : ' '} ${padStart(String(at + 1), number)}  `
  const called = pad(cut(one.name, name), name)
  const painted = fired ? paint.bold(called) : called
  const word = { fired: 'FIRED', also_matches: 'also', disabled: 'off', no: 'no' }[one.is]
  const before = `${place}${called}  `
  const left = before + pad(word, 7)
  const words =
    one.is === 'no'
      ? `wants ${one.wants}; this call ${one.was}`
      : one.is === 'also_matches'
        ? `matches, but rule ${firedAt + 1} is above it`
        : ''
  const [first = '', ...rest] = wrap(words, columns - width(left))
  const status = fired ? paint.link(word) : one.is === 'also_matches' ? word : paint.dim(word)
  const head = `${place}${painted}  ${words === '' ? status : pad(status, 7)}`
  return [head + paint.dim(first), ...rest.map((line) => ' '.repeat(width(left)) + paint.dim(line))]
}

/** Of templates with texts in several languages: which was chosen for whom, and why. */
export function languageLines({ messages }: PlanView, paint: Paint): string[] {
  const chosen = messages.flatMap(({ recipient, language }) => (language ? [{ recipient, language }] : []))
  if (chosen.length === 0) return []
  return [
    '',
    ...chosen.flatMap(({ recipient, language }) => {
      const whose = recipient === 'caller' ? 'the caller’s text' : `the text to ${labelOf(recipient)}`
      return dimBelow(2, `Language of ${whose}: ${language.words}`, paint)
    }),
  ]
}

/** What became of each text so far. */
export function messageLines({ call, messages }: Pick<CallStoryView, 'call' | 'messages'>, paint: Paint): string[] {
  const label = labelWidth(messages)
  return messages.flatMap((one) => messageLine(one, call.endedAt, { label, paint, messages }))
}

type Among = { label: number; paint: Paint; messages: readonly StoryMessage[] }

function messageLine(one: StoryMessage, since: string, at: Among): string[] {
  const { paint } = at
  const left = `  ${pad(labelOf(one.recipient), at.label)}  `
  const state = paintState(one.state, paint)(pad(one.state, 11))
  const below = (words: string) => dimBelow(width(left), words, paint)
  if (one.state === 'skipped') {
    const unsent = textLines(one.text, width(left), paint)
    return [
      skippedHead(left, one.reason, one.name ?? one.numberShown, paint),
      ...below(detailWords(one, at.messages) ?? ''),
      ...below(skipWords(one)),
      ...(unsent.length === 0 ? [] : [...below('It would have read:'), ...unsent]),
    ]
  }
  const when = one.finalAt ?? one.answeredAt ?? one.permittedAt
  const template = one.template ? `${one.template.name}, version ${one.template.version}` : ''
  const facts = `${pad(when ? sinceWords(when, one.createdAt ?? since) : '', 9)} ${pad(counted(one.parts, 'part'), 8)} ${pad(money(one.charged), 7)} `
  const head = `${left}${state} ${facts}`
  return [
    head + cut(template, Math.max(8, columns - width(head))),
    ...below(lifeWords(one)),
    ...below(troubleWords(one)),
    ...textLines(one.text, width(left), paint),
  ]
}

type Skipped = {
  recipient: string
  name: string | null
  reason?: string | null | undefined
  detail?: string | null | undefined
}

/** What is said beside a reason about this very text; nothing where it is the name of the recipient, which stands in the line above. */
function detailWords(one: Skipped, all: readonly Skipped[]): string | undefined {
  const { reason, detail } = one
  if (!detail || detail === one.name) return undefined
  if (reason === 'not_a_mobile') return ownValue<string>(numberKindWords, detail) ?? detail
  if (reason !== 'duplicate_recipient') return detail
  return `the one before it: ${all.find(({ recipient }) => recipient === detail)?.name ?? labelOf(detail)}`
}

function skippedHead(
  left: string,
  reason: string | null | undefined,
  who: string | null | undefined,
  paint: Paint,
): string {
  const about = `${pad(reason ?? '', 24)}  ${who ?? ''}`.trimEnd()
  return `${left}${paint.warn(pad('skipped', 11))} ${paint.warn(cut(about, columns - width(left) - 12))}`
}

function dimBelow(indent: number, words: string, paint: Paint): string[] {
  return wrap(words, columns - indent).map((line) => ' '.repeat(indent) + paint.dim(line))
}

const longestDetail = 40

/** `+91 90000 ••417, asked to slow down + 31 ms (0x58 throttled), sent + 2.14 s`: to whom, and what came before the state that the line above names. */
function lifeWords({ timeline = [], createdAt, state, dueAt, recipient, name, numberShown }: StoryMessage): string {
  const moments = timeline
    .filter(({ what }) => what !== 'planned' && what !== 'sending' && what !== state)
    .map(({ what, words, at, detail }) => {
      // Of an acceptance the gateway's own words say nothing more.
      const aside = detail && what !== 'sent' ? ` (${cut(detail, longestDetail)})` : ''
      return `${words.charAt(0).toLowerCase()}${words.slice(1)} ${sinceWords(at, createdAt)}${aside}`
    })
  const whose = recipient.startsWith('user:') ? name : null
  const who = [whose, numberShown].filter((one) => one !== null)
  const due = state === 'queued' && dueAt ? [dueWords(dueAt, createdAt)] : []
  return [...who, ...moments, ...due].join(', ')
}

function dueWords(dueAt: string, createdAt: string): string {
  const isLater = new Date(dueAt).getTime() - new Date(createdAt).getTime() > 1_000
  return isLater ? `due ${sinceWords(dueAt, createdAt)}` : 'waits for room at the gateway'
}

function skipWords({ mend, check, linkedMessageId }: StoryMessage): string {
  const counts = linkedMessageId === null ? '' : `The text that counts is ${linkedMessageId.slice(0, 16)}.`
  return [counts, mend, check?.words].filter(Boolean).join(' ')
}

function troubleWords({ state, doubtWords, reasonWords, mend, check }: StoryMessage): string {
  if (state === 'unconfirmed')
    return [
      doubtWords,
      reasonWords && `It was to be sent again, and was stopped: ${reasonWords}`,
      'It is not sent again by itself: a receipt or a person settles it.',
    ]
      .filter(Boolean)
      .join(' ')
  return state === 'delivered' || state === 'sent' ? '' : [reasonWords, mend, check?.words].filter(Boolean).join(' ')
}

/** What each recipient would get, with the text as it would be read. */
export function plannedLines(messages: readonly PlannedView[], paint: Paint): string[] {
  const label = labelWidth(messages)
  return messages.flatMap((one) => {
    const left = `  ${pad(labelOf(one.recipient), label)}  `
    const chosen = one.language ? dimBelow(width(left), `Language: ${one.language.words}`, paint) : []
    const shown = [...textLines(one.text, width(left), paint), ...chosen]
    if (one.is === 'skip') {
      const head = skippedHead(left, one.reason, one.name ?? detailWords(one, messages), paint)
      const why = [one.mend, one.check?.words].filter(Boolean).join(' ')
      return [head, ...shown, ...dimBelow(width(left), why, paint)]
    }
    const size = `${counted(one.parts ?? 0, 'part')}, ${one.encoding === 'ucs2' ? 'UCS-2' : 'GSM'}`
    const price = one.price ? money(one.price) : ''
    const head = `${left}${paint.ok(pad('would go', 11))} ${pad(one.numberShown ?? '', 17)}  ${pad(size, 14)}  ${pad(price, 7)}  `
    return [`${head}${cut(one.name ?? '', columns - width(head))}`.trimEnd(), ...shown]
  })
}

/** A text as it is read, a bar before each line; nothing where its wording is not known. */
function textLines(text: string | null, indent: number, paint: Paint): string[] {
  if (text === null) return []
  const lines = text.split('\n').flatMap((line) => wrap(line, columns - indent - 2))
  return lines.map((line) => `${' '.repeat(indent)}${paint.dim('|')} ${line}`)
}

function labelWidth(messages: readonly { recipient: string }[]): number {
  return Math.max(6, ...messages.map((one) => width(labelOf(one.recipient))))
}

/** `user:0192…` is "user" to a reader; the name stands beside it. */
function labelOf(recipient: string): string {
  return recipient.replace(/:.*$/, '')
}

function paintState(state: StoryMessage['state'], paint: Paint): (text: string) => string {
  switch (state) {
    case 'delivered':
      return paint.ok
    case 'skipped':
    case 'unconfirmed':
    case 'unknown':
    case 'lapsed':
      return paint.warn
    case 'rejected':
    case 'undelivered':
      return paint.bad
    case 'queued':
    case 'sending':
    case 'sent':
    case 'cancelled':
      return (text) => text
  }
}
