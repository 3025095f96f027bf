/** The verdict: what must hold whatever was done to the program (I1 to I15 of the reliability facts, as far as a run can show them). */

import type { Call } from '../../src/core/call.ts'
import { compileRuleSet } from '../../src/core/conditions.ts'
import type { Facts } from '../../src/core/facts.ts'
import { plan } from '../../src/core/plan.ts'
import type { RuleSetSnapshot } from '../../src/core/rule-set.ts'
import { windowsAhead } from '../../src/worker/reservations.ts'
import { kindOf, recipientsOf } from './account.ts'
import { type Evidence, keyOfRow, type Row } from './evidence.ts'
import type { JournalLine } from './peer.ts'
import { writeWithinMs } from './times.ts'
import { window } from './world.ts'

export type Verdict = {
  /** Accepted, and neither sent nor shown as what became of it. */
  lost: string[]
  /** The network took two of one text that nobody had sent again. */
  doubled: string[]
  /** In doubt although the peer never saw it, because its process was killed. */
  stranded: number
  strandedAtMost: number
  adopted: number
  unconfirmed: number
  /** Anything else that must hold and did not, by the name of its rule. */
  broken: string[]
  counts: Record<string, number>
}

const clockSkewMs = 50

export function judge(evidence: Evidence): Verdict {
  const byKey = Map.groupBy(evidence.journal, (line) => line.key)
  const seenBy = (row: Row): JournalLine[] => byKey.get(keyOfRow(row)) ?? []
  const shown = evidence.messages.filter((row) => row.state === 'unconfirmed')
  const stranded = shown.filter((row) => seenBy(row).length === 0)
  const dead = evidence.blows.filter((one) => one.how === 'aimed' || one.how === 'random')
  return {
    lost: [...lostCalls(evidence), ...lostTexts(evidence, seenBy), ...strandedByTheLiving(evidence, stranded)],
    doubled: doubled(evidence, byKey),
    stranded: stranded.length,
    strandedAtMost:
      dead.length * ((1 + windowsAhead) * window + 5) + evidence.journal.filter((line) => !line.answered).length,
    adopted: evidence.messages.filter((row) => row.settled_by === 'adoption').length,
    unconfirmed: shown.length,
    broken: [
      ...evidence.wrong,
      ...evidence.surprises,
      ...ordered(evidence),
      ...oncePerCall(evidence),
      ...asPlanned(evidence),
      ...unsent(evidence, byKey),
      ...unfinished(evidence),
      ...timely(evidence, seenBy),
      ...histories(evidence),
      ...receiptsTaken(evidence, seenBy),
    ],
    counts: countStates(evidence),
  }
}

/** I1: each call answered 2xx is a row, with the id it was answered with and a message for each recipient. */
function lostCalls({ seed, posted, calls, messages }: Evidence): string[] {
  const byNumber = Map.groupBy(calls, (one) => one.n)
  const recipients = Map.groupBy(messages, (one) => one.call_id)
  return posted.flatMap(({ n, acceptedAt, id }) => {
    if (acceptedAt === undefined) return []
    const [call] = byNumber.get(n) ?? []
    if (!call) return [`call ${n} was accepted and is not there`]
    if (id?.replace('call_', '') !== call.id.replaceAll('-', ''))
      return [`call ${n} was accepted as ${id} and is ${call.id}`]
    const missing = recipientsOf[kindOf(seed, n)].filter(
      (who) => !(recipients.get(call.id) ?? []).some((row) => row.recipient.startsWith(who)),
    )
    return missing.map((who) => `call ${n} has no text for the ${who}`)
  })
}

/** I6: what is shown as sent was taken by the peer; what was refused for good was not. */
function lostTexts({ messages }: Evidence, seenBy: (row: Row) => JournalLine[]): string[] {
  return messages.flatMap((row) => {
    const taken = seenBy(row).some((line) => line.accepted)
    if (['sent', 'delivered', 'undelivered'].includes(row.state) && !taken)
      return [`${row.id} is shown as ${row.state} and no peer has it`]
    if (['unknown', 'lapsed', 'cancelled'].includes(row.state))
      return [`${row.id} is ${row.state}, which nothing in this run does`]
    return []
  })
}

/** A text in doubt that no peer saw is the price of a killed process. A process that lived must have used its permit or put it back. */
function strandedByTheLiving({ blows, pids }: Evidence, stranded: readonly Row[]): string[] {
  const killed = new Set(blows.filter((one) => one.how === 'aimed' || one.how === 'random').map((one) => one.pid))
  return stranded
    .filter((row) => row.doubt === 'lease_over' && !killed.has(pids.get(row.owner ?? '') ?? -1))
    .map((row) => `${row.id} was never written, and its process (${row.owner}) lived to put it back`)
}

/** I4, strict: between two accepted submits of one part lies a resend by hand, and that of an attempt which had been accepted. */
function doubled({ resent }: Evidence, byKey: Map<string, JournalLine[]>): string[] {
  const resends = Map.groupBy(resent, (one) => keyOfRow({ number: one.number, body: one.text }).replace(/\/\d+$/, ''))
  return [...byKey].flatMap(([key, lines]) => {
    const taken = lines.filter((line) => line.accepted).toSorted((a, b) => a.at - b.at)
    const asked = resends.get(key.replace(/\/\d+$/, '')) ?? []
    return taken.slice(1).flatMap((line, i) => {
      const before = taken[i]?.at ?? 0
      const wanted = asked.some((one) => one.before <= line.at && one.after >= before - clockSkewMs)
      return wanted
        ? []
        : [
            `${key} was taken ${taken.length} times, at ${taken.map((one) => one.at).join(', ')}; sent again by hand ${asked.length} times`,
          ]
    })
  })
}

/** I15: as many processes died at their point as were seen to die there. */
function ordered({ blows, notes }: Evidence): string[] {
  const aimed = blows.filter((one) => one.how === 'aimed').length
  return aimed === notes ? [] : [`${aimed} processes were aimed and ended, ${notes} left word of it`]
}

/** I2, I3: one row per call, one message per recipient and per number. The unique keys say so; this does not trust them. */
function oncePerCall({ calls, messages }: Evidence): string[] {
  const twice = <T>(rows: readonly T[], keyOf: (row: T) => string, what: string) =>
    [...Map.groupBy(rows, keyOf)]
      .filter(([, group]) => group.length > 1)
      .map(([key]) => `${what} ${key} is there twice`)
  return [
    ...twice(calls, (one) => `${one.account_id} ${one.source_call_id}`, 'call'),
    ...twice(messages, (one) => `${one.call_id} ${one.recipient}`, 'recipient'),
    ...twice(
      messages.filter((one) => one.state !== 'skipped'),
      (one) => `${one.call_id} ${one.number}`,
      'number',
    ),
  ]
}

/** I3: every plan is what the planner makes of the stored call, version and facts. */
function asPlanned({ calls, ruleSets, messages }: Evidence): string[] {
  const compiled = new Map(
    ruleSets.map(({ account_id, number, snapshot }) => [
      `${account_id} ${number}`,
      compileRuleSet({ ...(JSON.parse(snapshot) as RuleSetSnapshot), number }),
    ]),
  )
  const stored = Map.groupBy(messages, (one) => one.call_id)
  return calls.flatMap((call) => {
    const rules = compiled.get(`${call.account_id} ${call.rule_set_number}`)
    if (!rules) return [`call ${call.n} has no rule set`]
    const again = plan(JSON.parse(call.report) as Call, rules, JSON.parse(call.facts) as Facts)
    const planned = again.messages.map((one) => `${one.recipient} ${one.text}`).toSorted()
    const kept = (stored.get(call.id) ?? []).map((one) => `${one.recipient} ${one.body}`).toSorted()
    return planned.join('\n') === kept.join('\n')
      ? []
      : [`call ${call.n} was planned as [${planned}] and is kept as [${kept}]`]
  })
}

/** I5: whatever a peer has seen has a row with an attempt behind it. */
function unsent({ messages }: Evidence, byKey: Map<string, JournalLine[]>): string[] {
  const known = new Map(messages.map((row) => [keyOfRow(row).replace(/\/\d+$/, ''), row]))
  return [...byKey.keys()].flatMap((key) => {
    const row = known.get(key.replace(/\/\d+$/, ''))
    if (!row) return [`a peer has ${key}, of which there is no message`]
    if (row.attempt < 1) return [`a peer has ${key}, which is ${row.state} without an attempt`]
    return row.state === 'skipped' ? [`a peer has ${key}, which is skipped`] : []
  })
}

/** I8: after the calm nothing is due and nobody holds anything. */
function unfinished({ messages }: Evidence): string[] {
  return messages.flatMap((row) =>
    row.state === 'sending' ||
    (row.state === 'queued' && row.due_at !== null && row.due_at.getTime() < Date.now() - 5_000)
      ? [
          `${row.id} is still ${row.state}: attempt ${row.attempt}, ${row.reason ?? 'no reason'}, due ${row.due_at?.toISOString()}, to the ${row.recipient}`,
        ]
      : [],
  )
}

/** I10, I11: nothing was taken after its validity, and nothing before its permit was committed. */
function timely({ messages }: Evidence, seenBy: (row: Row) => JournalLine[]): string[] {
  return messages.flatMap((row) => {
    const lines = seenBy(row)
    const first = lines[0]?.at
    const last = lines.at(-1)?.at
    if (first !== undefined && first < (row.first_permitted_at?.getTime() ?? Number.POSITIVE_INFINITY) - clockSkewMs)
      return [`${row.id} was at the peer before it had a permit`]
    if (last !== undefined && last > (row.valid_until?.getTime() ?? 0) + writeWithinMs + clockSkewMs)
      return [`${row.id} was at the peer after its validity`]
    return []
  })
}

/** I12: history has every attempt before the latest. */
function histories({ messages }: Evidence): string[] {
  return messages
    .filter((row) => row.history !== Math.max(0, row.attempt - 1))
    .map((row) => `${row.id} is at attempt ${row.attempt} and keeps ${row.history} earlier`)
}

const answerLost = new Set(['timeout', 'cut', 'unreadable', 'lease_over'])

/** I7: a text whose every submit was answered and whose receipt was sent ends as the receipt says. */
function receiptsTaken({ messages }: Evidence, seenBy: (row: Row) => JournalLine[]): string[] {
  return messages.flatMap((row) => {
    const lines = seenBy(row)
    const [line] = lines
    if (lines.length !== 1 || row.parts !== 1 || !line?.accepted || !line.answered || line.receipt === null) return []
    const wanted = line.receipt === 'DELIVRD' ? 'delivered' : 'undelivered'
    // Its answer may have been lost with a line or a process: then it is doubt, or was adopted. Of a later attempt, too: the ones before were never written.
    if (row.state === wanted || (row.state === 'unconfirmed' && answerLost.has(row.doubt ?? ''))) return []
    return [`${row.id} is ${row.state} (${row.doubt}, attempt ${row.attempt}); its receipt said ${wanted}`]
  })
}

function countStates({ messages, journal, posted, resent, unmatched }: Evidence): Record<string, number> {
  const states = Object.fromEntries(
    [...Map.groupBy(messages, (row) => row.state)].map(([state, rows]) => [state, rows.length]),
  )
  return {
    calls: posted.length,
    accepted: posted.filter((one) => one.acceptedAt !== undefined).length,
    messages: messages.length,
    submits: journal.length,
    'taken by the network': journal.filter((line) => line.accepted).length,
    'sent again by hand': resent.length,
    'receipts without a text': unmatched.length,
    ...states,
  }
}
