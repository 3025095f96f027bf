/** The story of one call on a terminal: what it was, which rule fired and why not the others, and what became of each text. */

import type { Verdict } from '../core/explain.ts'
import { reasons } from '../core/reasons.ts'
import { apart, columns, counted, cut, hanging, money, type Paint, pad, padStart, width, wrap } from './print.ts'
import { dayAndTime, sinceWords } from './time.ts'
import type { CallStory, MessageView, PlannedView } from './views.ts'

/** Who and when: two lines. */
export function headLines({ call, facts, source }: CallStory, zone: string, paint: Paint): string[] {
  const where = [facts.department?.name ?? call.department?.name, facts.did?.number ?? call.did]
    .filter(Boolean)
    .join(', ')
  const title = `  ${kindWords(call)}${where === '' ? '' : ` to ${where}`}`
  const [first = '', ...rest] = apart(cut(title, columns), dayAndTime(call.endedAt, zone))
  const details = [
    callerWords(call, facts),
    ...peopleWords(call, facts),
    ...(source ? [`reported by ${source.name}`] : []),
  ]
  return [first.replace(title, paint.bold(title)), ...rest, ...hanging('  ', details.join(', '))]
}

function kindWords({ direction, outcome }: CallStory['call']): string {
  if (direction === 'outgoing')
    return outcome === 'connected' ? 'Outgoing call, connected,' : 'Outgoing call, not answered,'
  return { connected: 'Connected call', missed: 'Missed call', voicemail: 'Voicemail' }[outcome]
}

function callerWords({ callerShown, caller, callerName }: CallStory['call'], facts: CallStory['facts']): string {
  const number = callerShown ?? facts.caller.number ?? caller ?? 'withheld'
  return `Caller ${callerName === undefined ? '' : `${callerName}, `}${number}`
}

function peopleWords(call: CallStory['call'], facts: CallStory['facts']): string[] {
  const nameOf = (key: string) => facts.people[key]?.name ?? key
  const words: string[] = []
  const rang = facts.rung.filter((key) => key !== facts.answeredBy).map(nameOf)
  const ring = call.ringSeconds === undefined ? '' : ` ${call.ringSeconds} s`
  if (rang.length > 3) words.push(`rang ${rang.length} users${ring}`)
  else if (rang.length > 0) words.push(`rang ${rang.join(', ')}${ring}`)
  if (facts.answeredBy !== null) words.push(`answered by ${nameOf(facts.answeredBy)}`)
  if (call.talkSeconds !== undefined) words.push(`talked ${call.talkSeconds} s`)
  return words
}

const widestName = 26

/** Every rule with its verdict, the one that fired marked. */
export function verdictLines(title: string, plan: CallStory['plan'], paint: Paint): string[] {
  const { verdicts } = plan
  const number = String(verdicts.length).length
  const name = Math.min(widestName, Math.max(4, ...verdicts.map((one) => width(one.name))))
  const firedAt = verdicts.findIndex((one) => one.is === 'fired')
  const lines = verdicts.flatMap((one, at) => verdictLine(one, at, { number, name, firedAt, paint }))
  const none =
    plan.reason === null ? [] : hanging('  ', `${reasons[plan.reason][0]} ${reasons[plan.reason][1]}`, paint.warn)
  return [`  ${title}`, ...lines, ...none]
}

type Layout = { number: number; name: number; firedAt: number; paint: Paint }

function verdictLine(one: Verdict, at: number, { number, name, firedAt, paint }: Layout): string[] {
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

/** What became of each text so far. */
export function messageLines({ call, messages }: Pick<CallStory, 'call' | 'messages'>, paint: Paint): string[] {
  const label = labelWidth(messages)
  return messages.flatMap((one) => messageLine(one, call.endedAt, { label, paint }))
}

function messageLine(one: MessageView, since: string, at: { label: number; paint: Paint }): string[] {
  const { paint } = at
  const left = `  ${pad(labelOf(one.recipient), at.label)}  `
  const state = paintState(one.state, paint)(pad(one.state, 11))
  const indent = ' '.repeat(width(left))
  if (one.state === 'skipped') {
    const about = `${pad(one.reason ?? '', 24)}  ${one.name ?? one.numberShown ?? ''}`
    return [`${left}${state} ${paint.warn(about.trimEnd())}`, ...mendLines(one, indent, paint)]
  }
  const when = one.finalAt ?? one.answeredAt ?? one.permittedAt
  const template = one.template ? `${one.template.name}, version ${one.template.version}` : ''
  const facts = `${pad(when ? sinceWords(when, one.createdAt ?? since) : '', 9)} ${pad(counted(one.parts, 'part'), 8)} ${pad(money(one.price), 7)} `
  const head = `${left}${state} ${facts}`
  const life = lifeWords(one, since)
  return [
    head + cut(template, Math.max(8, columns - width(head))),
    ...(life === '' ? [] : wrap(life, columns - width(indent)).map((line) => indent + paint.dim(line))),
    ...mendLines(one, indent, paint),
  ]
}

/** `accepted + 9 ms, throttled + 31 ms (0x58), sent + 2.14 s` */
function lifeWords({ timeline = [], createdAt }: MessageView, since: string): string {
  return timeline
    .filter((moment) => moment.what !== 'delivered' && moment.what !== 'planned')
    .map(
      (moment) =>
        `${moment.what} ${sinceWords(moment.at, createdAt ?? since)}${moment.detail ? ` (${moment.detail})` : ''}`,
    )
    .join(', ')
}

function mendLines(one: MessageView, indent: string, paint: Paint): string[] {
  const words = [one.doubtWords, one.state === 'skipped' ? undefined : one.reasonWords, one.mend]
    .filter(Boolean)
    .join(' ')
  return words === '' ? [] : wrap(words, columns - width(indent)).map((line) => indent + paint.dim(line))
}

/** What each recipient would get, with the text as it would be read. */
export function plannedLines(messages: readonly PlannedView[], paint: Paint): string[] {
  const label = labelWidth(messages)
  return messages.flatMap((one) => {
    const left = `  ${pad(labelOf(one.recipient), label)}  `
    const indent = ' '.repeat(width(left))
    const text = one.text
      ? wrap(one.text, columns - width(indent) - 2).map((line) => `${indent}${paint.dim('|')} ${line}`)
      : []
    if (one.is === 'skip') {
      const mend = reasons[one.reason][1]
      const head = `${left}${paint.warn(pad('skipped', 11))} ${paint.warn(one.reason)}${one.detail ? `  ${one.detail}` : ''}`
      return [head, ...text, ...wrap(mend, columns - width(indent)).map((line) => indent + paint.dim(line))]
    }
    const shown = one.numberShown ?? one.number ?? ''
    return [
      `${left}${paint.ok(pad('would go', 11))} ${pad(shown, 17)} ${counted(one.parts, 'part')}  ${one.price ? money(one.price) : ''}`.trimEnd(),
      ...text,
    ]
  })
}

function labelWidth(messages: readonly { recipient: string }[]): number {
  return Math.max(6, ...messages.map((one) => width(labelOf(one.recipient))))
}

/** `user:0192…` is "user" to a reader; the name stands beside it. */
function labelOf(recipient: string): string {
  return recipient.replace(/:.*$/, '')
}

function paintState(state: MessageView['state'], paint: Paint): (text: string) => string {
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
