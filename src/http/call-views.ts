/** Calls as lists and stories show them: rows of several tables put together, read once for all calls of a page. */

import type { KeptAnswer } from '../core/adapter.ts'
import { approximateWords } from '../core/approximate-words.ts'
import { money } from '../core/billing.ts'
import { type Call, missedBecauseWords } from '../core/call.ts'
import { type Facts, numbersOfPeople } from '../core/facts.ts'
import { formatInstant, parseInstant } from '../core/instant.ts'
import { ownValue } from '../core/own-value.ts'
import { maskNumbersIn } from '../core/phone-number.ts'
import { publicId } from '../core/public-id.ts'
import { rungResultWords, whoRang } from '../core/who-rang.ts'
import { type CallRow, readCalls, readSourceNames } from '../store/call-list.ts'
import { readCallNotes } from '../store/call-notes.ts'
import { readAttempts, readDeeds, readReceipts } from '../store/message-history.ts'
import { type MessageRow, messagesOfCalls } from '../store/message-list.ts'
import type { Context } from './context.ts'
import { noteSentence } from './note-sentence.ts'
import { readableBy, seesPeerWords } from './peer-words.ts'
import { factsView, planView } from './plan-view.ts'
import { replayView } from './replay-view.ts'
import type { CallRowView, CallStoryView } from './shapes/calls.ts'
import type { MessageView } from './shapes/messages.ts'
import { type History, type Moment, timelineOf } from './timeline.ts'
import {
  chargedView,
  instantOrNull,
  messageView,
  numberView,
  recipientView,
  type Shown,
  shownTo,
  type Viewer,
} from './views.ts'

type Place = { context: Context; accountId: string; viewer: Viewer }

/** The numbers of calls' people, by the call: what their texts may say. Empty for a viewer who sees numbers. */
type NumbersByCall = ReadonlyMap<string, readonly string[]>

async function readNumbers({ context, accountId, viewer }: Place, callIds: readonly string[]): Promise<NumbersByCall> {
  const rows = viewer.seesNumbers ? [] : await readCalls(context.db, accountId, [...new Set(callIds)])
  return new Map(rows.map(({ id, call, facts }) => [id, numbersOfPeople(call, facts)]))
}

/** How the words of a text and of what became of it are shown: gateways repeat its number. */
function shownOf({ callId, number }: MessageRow, viewer: Viewer, numbers: NumbersByCall): Shown {
  return shownTo(viewer, [...(numbers.get(callId) ?? []), ...(number === null ? [] : [number])])
}

/** How the words of one text are shown. */
export async function readShown(place: Place, row: MessageRow): Promise<Shown> {
  return shownOf(row, place.viewer, await readNumbers(place, [row.callId]))
}

/** Messages for a list, in the order given. */
export async function messageViews(place: Place, rows: readonly MessageRow[]): Promise<MessageView[]> {
  const numbers = await readNumbers(
    place,
    rows.map((one) => one.callId),
  )
  return rows.map((one) => messageView(one, place.viewer, shownOf(one, place.viewer, numbers)))
}

/** Rows for a list, in the order given. */
export async function callRowViews(place: Place, rows: readonly CallRow[]): Promise<CallRowView[]> {
  const { context, accountId } = place
  const messages = await messagesOfCalls(
    context.db,
    accountId,
    rows.map((one) => one.id),
  )
  const sources = await readSourceNames(
    context.db,
    accountId,
    rows.map((one) => one.sourceId),
  )
  const byCall = Map.groupBy(messages, (one) => one.callId)
  return await Promise.all(
    rows.map((row) =>
      callRowView(place, row, { messages: byCall.get(row.id) ?? [], source: sources.get(row.sourceId) }),
    ),
  )
}

type Beside = { messages: readonly MessageRow[]; source: { key: string; name: string } | undefined }

async function callRowView(
  { context, accountId, viewer }: Place,
  row: CallRow,
  { messages, source }: Beside,
): Promise<CallRowView> {
  const { call, facts } = row
  const shown = shownTo(viewer, numbersOfPeople(call, facts))
  return {
    id: publicId('call', row.id),
    sourceCallId: shown(call.sourceCallId),
    direction: call.direction,
    outcome: call.outcome,
    ...told('missedBecause', call),
    ...callerView(call, facts, viewer),
    ...told('callerName', call, shown),
    ...told('callerLanguage', call),
    department: facts.department && { key: facts.department.key, name: facts.department.name },
    did: facts.did && { key: facts.did.key, number: facts.did.number, name: facts.did.name },
    user: userOf(facts),
    startedAt: formatInstant(call.startedAt),
    endedAt: formatInstant(call.endedAt),
    acceptedAt: formatInstant(row.receivedAt),
    ...told('ringSeconds', call),
    ...told('talkSeconds', call),
    source: source ?? null,
    rule: await ruleOf(context, accountId, row),
    reason: row.reason,
    isTest: facts.test !== undefined && !facts.test.confirmsOptOut,
    confirmsOptOut: facts.test?.confirmsOptOut === true,
    messages: messages.map((one) => ({
      id: publicId('msg', one.id),
      recipient: recipientView(one.recipient, viewer),
      state: one.state,
      reason: one.reason,
      price: money(one.price, viewer.currency),
      charged: chargedView(one, viewer),
      createdAt: formatInstant(one.createdAt),
      answeredAt: one.answeredAt === null ? null : formatInstant(one.answeredAt),
      finalAt: one.finalAt === null ? null : formatInstant(one.finalAt),
    })),
  }
}

/** A field that was told, or nothing at all; words are shown as they may be read. */
function told<K extends keyof Call>(name: K, call: Call, shown?: Shown): { [N in K]?: NonNullable<Call[N]> } {
  const value = call[name]
  if (value === undefined || value === null) return {}
  const read = typeof value === 'string' && shown ? shown(value) : value
  return { [name]: read } as { [N in K]?: NonNullable<Call[N]> }
}

function callerView(call: Call, facts: Facts, viewer: Viewer): { caller: string | null; callerShown: string | null } {
  const { number: caller, numberShown: callerShown } = numberView(facts.caller.number ?? call.caller, viewer)
  return { caller, callerShown }
}

/** People as the source names them, which may be by their numbers. */
const asNamed = (word: string | undefined, { seesNumbers }: Viewer) =>
  word === undefined || seesNumbers ? word : maskNumbersIn(word)

function momentView(at: string | undefined): string | undefined {
  const moment = at === undefined ? undefined : parseInstant(at)
  return moment === undefined ? undefined : formatInstant(moment)
}

function transfersView({ transfers }: Call, viewer: Viewer): Pick<CallStoryView['call'], 'transfers'> {
  if (transfers === undefined || transfers.length === 0) return {}
  return {
    transfers: transfers.map(({ at, from, to, kind }) => ({
      at: momentView(at),
      from: asNamed(from, viewer),
      to: asNamed(to, viewer),
      kind,
    })),
  }
}

function rungView(call: Call, facts: Facts, viewer: Viewer): Pick<CallStoryView['call'], 'rung'> {
  const rung = whoRang(call, facts)
  if (rung.length === 0) return {}
  return {
    rung: rung.map(({ told: { at, seconds, result, ...words }, user }) => ({
      user: user === undefined ? null : namedUser(user, facts),
      name: asNamed(words.name ?? words.id ?? words.extension ?? words.phone ?? words.email, viewer) ?? null,
      at: momentView(at),
      seconds,
      result,
      resultWords: result && rungResultWords[result],
    })),
  }
}

function voicemailView({ voicemail }: Call, shown: Shown): Pick<CallStoryView['call'], 'voicemail'> {
  if (voicemail === undefined) return {}
  const { url, ...rest } = voicemail
  return { voicemail: { ...rest, ...(url !== undefined && { url: shown(url) }) } }
}

function userOf(facts: Facts): { key: string; name: string } | null {
  const key = facts.answeredBy ?? facts.rung.at(-1)
  return key === undefined ? null : namedUser(key, facts)
}

const namedUser = (key: string, { people }: Facts) => ({ key, name: ownValue(people, key)?.name ?? key })

async function ruleOf(context: Context, accountId: string, row: CallRow): Promise<CallRowView['rule']> {
  if (row.rule === null) return null
  const rules = await context.ruleNames.of(accountId, row.ruleSetNumber)
  const index = rules.findIndex((one) => one.key === row.rule)
  return { key: row.rule, name: rules[index]?.name ?? row.rule, place: index + 1 }
}

/** Everything about one call: why, what became of it, and when. Undefined when the account has no such call. */
export async function callStory(place: Place, callId: string): Promise<CallStoryView | undefined> {
  const { context, accountId, viewer } = place
  const { db, services, ruleNames } = context
  const [row] = await readCalls(db, accountId, [callId])
  const explained = row && (await services.explain.explainCall(accountId, callId))
  if (!row || !explained) return undefined
  const messages = await messagesOfCalls(db, accountId, [callId])
  const sources = await readSourceNames(db, accountId, [row.sourceId])
  const { call } = row
  const numbers = numbersOfPeople(call, row.facts)
  const shown = shownTo(viewer, numbers)
  return {
    call: {
      ...(await callRowView(place, row, { messages, source: sources.get(row.sourceId) })),
      ...(call.missedBecause && { missedBecauseWords: missedBecauseWords[call.missedBecause] }),
      ...(call.answeredAt !== undefined && { answeredAt: formatInstant(call.answeredAt) }),
      ...told('waitSeconds', call),
      ...told('totalSeconds', call),
      ...told('recordingUrl', call, shown),
      ...voicemailView(call, shown),
      ...rungView(call, row.facts, viewer),
      ...transfersView(call, viewer),
      ...(call.variables && { variables: mapValues(call.variables, shown) }),
      approximate: call.approximate,
      approximateWords: approximateWords(call, row.receivedAt),
    },
    facts: factsView(explained.facts, viewer, shown),
    ruleSet: { number: row.ruleSetNumber, rules: [...(await ruleNames.of(accountId, row.ruleSetNumber))] },
    plan: planView(explained.explanation, viewer, shown),
    replay: replayView(explained.differences, viewer),
    messages: await messagesWithTimelines(place, messages, new Map([[callId, numbers]])),
    notes: (await readCallNotes(db, accountId, callId)).map(({ at, ...note }) => ({
      at: formatInstant(at),
      words: shown(noteSentence(note, viewer.seesNumbers)),
    })),
  }
}

const mapValues = (words: Record<string, string>, shown: Shown): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([name, value]) => [name, shown(value)]))

/** Messages with the line of their lives. `known`: the numbers of their calls, where these were read already. */
export async function messagesWithTimelines(place: Place, messages: readonly MessageRow[], known?: NumbersByCall) {
  const { context, accountId, viewer } = place
  const history = await readHistory(context, accountId, messages)
  const callIds = messages.map((one) => one.callId)
  const numbers = known ?? (await readNumbers(place, callIds))
  return messages.map((one) => {
    const shown = shownOf(one, viewer, numbers)
    const readable = readableBy(viewer, one, history.of(one.id))
    return { ...messageView(one, viewer, shown), timeline: shownTimeline(readable.message, readable.history, shown) }
  })
}

function shownTimeline(message: MessageRow, history: History, shown: Shown): Moment[] {
  return timelineOf(message, history).map((one) =>
    one.detail === undefined ? one : { ...one, detail: shown(one.detail) },
  )
}

/** One message with everything that happened to it, and the words of gateways as they may be read. */
export async function messageStory(place: Place, row: MessageRow) {
  const { context, accountId, viewer } = place
  const history = (await readHistory(context, accountId, [row])).of(row.id)
  const shown = await readShown(place, row)
  const readable = readableBy(viewer, row, history)
  const rawOf = (text: string | null) => (text === null || !seesPeerWords(row, viewer) ? null : rawView(text, shown))
  return {
    ...messageView(row, viewer, shown),
    timeline: shownTimeline(readable.message, readable.history, shown),
    attempts: history.attempts.map((one) => ({
      attempt: one.attempt,
      permittedAt: instantOrNull(one.permittedAt),
      answeredAt: instantOrNull(one.answeredAt),
      outcome: one.outcome,
      reason: one.reason,
      doubt: one.doubt,
      answer: rawOf(one.answer),
    })),
    receipts: history.receipts.map((one) => ({
      attempt: one.attempt,
      part: one.part,
      state: one.state,
      final: one.final,
      reason: one.reason,
      receivedAt: formatInstant(one.receivedAt),
      times: one.times,
      raw: rawOf(one.raw),
    })),
  }
}

function rawView(text: string, shown: Shown) {
  const { words, dlt: _, ...raw } = JSON.parse(text) as KeptAnswer
  return { ...raw, ...(words !== undefined && { words: shown(words) }) }
}

/** Its first attempt was not at once: a delay, a backlog, or a person who let it go after a restore. */
const waited = ({ permittedAt, createdAt }: MessageRow) => permittedAt !== null && permittedAt - createdAt > 1_000

async function readHistory({ db }: Pick<Context, 'db'>, accountId: string, messages: readonly MessageRow[]) {
  const ids = messages.map((one) => one.id)
  const sent = messages.filter((one) => one.attempt > 0).map((one) => one.id)
  // People act on few texts, so the audit is read only where they may have.
  const touched = messages.filter(
    (one) =>
      one.attempt > 1 ||
      one.settledBy === 'person' ||
      one.reason === 'cancelled_by_hand' ||
      one.doubt !== null ||
      waited(one),
  )
  const since = Math.min(...messages.map((one) => one.createdAt))
  const [attempts, receipts, deeds] = await Promise.all([
    messages.some((one) => one.attempt > 1) ? readAttempts(db, accountId, ids) : [],
    sent.length === 0 ? [] : readReceipts(db, accountId, sent),
    touched.length === 0
      ? []
      : readDeeds(
          db,
          accountId,
          touched.map((one) => one.id),
          since,
        ),
  ])
  return {
    of: (id: string) => ({
      attempts: attempts.filter((one) => one.messageId === id),
      receipts: receipts.filter((one) => one.messageId === id),
      deeds: deeds.filter((one) => one.messageId === id),
    }),
  }
}
