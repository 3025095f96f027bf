/** What a source said of a call after it was judged, as a sentence. Sources differ in what they keep of a part: what is not known by its name is told by it. */
import type { Json } from '../core/adapter.ts'
import { maskNumbersIn } from '../core/phone-number.ts'

/** A late part of a call told in parts; else a correction of one told whole, or what a report told `again` says otherwise. */
export type Note = { partId?: string; again?: true; told: { [name: string]: Json } }

/** `seesNumbers`: whether whoever reads it sees numbers whole. The account's own are nobody's secret. */
export function noteSentence({ partId, again, told }: Note, seesNumbers: boolean): string {
  const { kind, session: _, ...rest } = told
  const said = Object.entries(rest).flatMap(([name, value]) => {
    const words = phrase(name, value)
    return words === undefined ? [] : [seesNumbers || name === 'did' ? words : maskNumbersIn(words)]
  })
  const head = again ? 'Told again, otherwise' : headOf(partId, kind)
  // An outcome and what there is of it may say the same.
  return said.length === 0 ? `${head}.` : `${head}: ${[...new Set(said)].join('; ')}.`
}

const lateKinds: Record<string, string> = {
  began: 'Told late that the call began',
  answered: 'Told late that somebody answered',
  ended: 'Told late that the call ended',
  summary: 'A summary came late',
}

function headOf(partId: string | undefined, kind: Json | undefined): string {
  if (partId === undefined) return 'Corrected'
  return (typeof kind === 'string' ? lateKinds[kind] : undefined) ?? 'Another part came late'
}

const outcomes: Record<string, string> = {
  connected: 'it was connected',
  missed: 'it was missed',
  voicemail: 'a voicemail was left',
}

/** Fields as our own reports and sources' parts name them. */
const phrases: Record<string, (value: Json) => string | undefined> = {
  direction: (value) => (value === 'incoming' || value === 'outgoing' ? `an ${value} call` : undefined),
  outcome: (value) => outcomes[textOf(value)],
  missedBecause: (value) => `missed because of "${textOf(value).replaceAll('_', ' ')}"`,
  caller: (value) => (value === null ? 'the caller’s number is withheld' : `the caller is ${textOf(value)}`),
  callerLanguage: (value) => `the caller’s language is ${textOf(value)}`,
  callerName: (value) => `the caller is called ${textOf(value)}`,
  did: (value) => `it came in on ${textOf(value)}`,
  department: (value) => `it went to ${textOf(value)}`,
  user: (value) => `${textOf(value)} talked last`,
  rung: (value) => people(value),
  legs: (value) => people(value),
  transfers: (value) => passings(value),
  totalSeconds: (value) => `it lasted ${seconds(value)} in all`,
  talkSeconds: (value) => `they talked for ${seconds(value)}`,
  ringSeconds: (value) => `it rang for ${seconds(value)}`,
  waitSeconds: (value) => `the caller waited for ${seconds(value)}`,
  startedAt: (value) => `it began at ${textOf(value)}`,
  answeredAt: (value) => `it was answered at ${textOf(value)}`,
  endedAt: (value) => `it ended at ${textOf(value)}`,
  voicemail: (value) => (value === false ? undefined : 'a voicemail was left'),
  recordingUrl: () => 'there is a recording',
  approximate: () => undefined,
}

function phrase(name: string, value: Json): string | undefined {
  const known = phrases[name]
  if (known) return known(value)
  if (typeof value !== 'object' || value === null) return `${wordsOf(name)} is ${String(value)}`
  if (Array.isArray(value)) return `${wordsOf(name)} (${value.length})`
  return (
    Object.entries(value)
      .flatMap(([inner, one]) => phrase(inner, one) ?? [])
      .join('; ') || undefined
  )
}

/** `talkTime`, `talk_time`: talk time. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

/** A value in words; of something with several fields, the one that names it. */
function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ') || 'nobody'
  if (typeof value !== 'object' || value === null) return String(value)
  return textOf(value['name'] ?? value['email'] ?? value['extension'] ?? value['phone'] ?? value['id'] ?? 'somebody')
}

function people(value: Json): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return `it rang at ${value.map((one) => `${textOf(one)}${howItEnded(one)}`).join(', ')}`
}

function passings(value: Json): string | undefined {
  const all = (Array.isArray(value) ? value : []).flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    const from = one['from'] === undefined ? '' : ` from ${textOf(one['from'])}`
    return `${from} to ${textOf(one['to'] ?? 'somebody')}`
  })
  return all.length === 0 ? undefined : `it was passed on${all.join(', then')}`
}

function howItEnded(one: Json): string {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return ''
  const answered = one['answered'] ?? one['result'] === 'answered'
  const talked = one['talkSeconds']
  if (answered !== true) return ' (not answered)'
  return typeof talked === 'number' && talked > 0 ? ` (answered, ${seconds(talked)})` : ' (answered)'
}

function seconds(value: Json): string {
  const all = Number(value)
  if (!Number.isFinite(all)) return String(value)
  return all < 60 ? `${all} s` : `${Math.floor(all / 60)} min ${all % 60} s`
}
