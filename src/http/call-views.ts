/** Calls as lists and stories show them: rows of several tables put together, read once for all calls of a page. */

import { approximateWords } from '../core/approximate-words.ts'
import { money } from '../core/billing.ts'
import type { Call } from '../core/call.ts'
import type { Facts } from '../core/facts.ts'
import { formatInstant } from '../core/instant.ts'
import { maskPhoneNumber } from '../core/phone-number.ts'
import { publicId } from '../core/public-id.ts'
import { type CallRow, readCalls, readSourceNames } from '../store/call-list.ts'
import { readCallNotes } from '../store/call-notes.ts'
import { readAttempts, readDeeds, readReceipts } from '../store/message-history.ts'
import { type MessageRow, messagesOfCalls } from '../store/message-list.ts'
import type { Context } from './context.ts'
import { noteSentence } from './note-sentence.ts'
import { readableBy } from './peer-words.ts'
import { factsView, planView } from './plan-view.ts'
import { replayView } from './replay-view.ts'
import type { CallRowView, CallStoryView } from './shapes/calls.ts'
import { timelineOf } from './timeline.ts'
import { chargedView, messageView, recipientView, type Viewer } from './views.ts'

type Place = { context: Context; accountId: string; viewer: Viewer }

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
  return {
    id: publicId('call', row.id),
    sourceCallId: call.sourceCallId,
    direction: call.direction,
    outcome: call.outcome,
    ...told('missedBecause', call),
    ...callerView(call, facts, viewer),
    ...told('callerName', call),
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

/** A field that was told, or nothing at all. */
function told<K extends keyof Call>(name: K, call: Call): { [N in K]?: NonNullable<Call[N]> } {
  const value = call[name]
  return value === undefined || value === null ? {} : ({ [name]: value } as { [N in K]?: NonNullable<Call[N]> })
}

function callerView(
  call: Call,
  facts: Facts,
  { seesNumbers }: Viewer,
): { caller: string | null; callerShown: string | null } {
  const { number } = facts.caller
  const caller = number ?? call.caller
  return { caller: seesNumbers ? caller : null, callerShown: caller === null ? null : maskPhoneNumber(caller) }
}

function userOf(facts: Facts): { key: string; name: string } | null {
  const key = facts.answeredBy ?? facts.rung.at(-1)
  return key === undefined ? null : { key, name: facts.people[key]?.name ?? key }
}

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
  return {
    call: {
      ...(await callRowView(place, row, { messages, source: sources.get(row.sourceId) })),
      ...told('waitSeconds', call),
      ...told('totalSeconds', call),
      ...told('recordingUrl', call),
      ...told('variables', call),
      approximate: call.approximate,
      approximateWords: approximateWords(call, row.receivedAt),
    },
    facts: factsView(explained.facts, viewer),
    ruleSet: { number: row.ruleSetNumber, rules: [...(await ruleNames.of(accountId, row.ruleSetNumber))] },
    plan: planView(explained.explanation, viewer),
    replay: replayView(explained.differences, viewer),
    messages: await messagesWithTimelines(place, messages),
    notes: (await readCallNotes(db, accountId, callId)).map(({ at, ...note }) => ({
      at: formatInstant(at),
      words: noteSentence(note, viewer.seesNumbers),
    })),
  }
}

/** Messages with the line of their lives. */
export async function messagesWithTimelines({ context, accountId, viewer }: Place, messages: readonly MessageRow[]) {
  const all = await readHistory(context, accountId, messages)
  return messages.map((one) => {
    const { message, history } = readableBy(viewer, one, all.of(one.id))
    return { ...messageView(one, viewer), timeline: timelineOf(message, history) }
  })
}

/** Its first attempt was not at once: a delay, a backlog, or a person who let it go after a restore. */
const waited = ({ permittedAt, createdAt }: MessageRow) => permittedAt !== null && permittedAt - createdAt > 1_000

export async function readHistory({ db }: Pick<Context, 'db'>, accountId: string, messages: readonly MessageRow[]) {
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
