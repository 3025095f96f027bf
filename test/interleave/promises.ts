/** What must hold after a run, from what the phone system was told, what the network took and what stands in the tables, and from nothing else. */
import type { Reported, Taken } from './network.ts'

export const callerOf = (n: number) => `+9198200${String(10_000 + n)}`

export type Row = {
  id: string
  call_id: string
  number: string
  state: string
  reason: string | null
  doubt: string | null
  owner: string | null
  attempt: number
  history: number
}

export type Evidence = {
  posted: { n: number; ids: string[]; wrong: string[] }[]
  /** Attempts that a person sent again, or may have. */
  resent: { message: string; attempt: number }[]
  /** Owners of processes that were killed. */
  killed: Set<string>
  problems: string[]
  messages: Row[]
  calls: { id: string; source_call_id: string }[]
  taken: readonly Taken[]
  reported: readonly Reported[]
}

export function judge(evidence: Evidence): string[] {
  return [
    ...evidence.problems,
    ...lostCalls(evidence),
    ...doubled(evidence),
    ...untrue(evidence),
    ...unfinished(evidence),
    ...leftByTheLiving(evidence),
    ...histories(evidence),
    ...(evidence.taken.length > 0 ? [] : ['empty: the network saw nothing']),
  ]
}

/** I1 to I3: what was taken is there once, under the id that everybody was told, with one text. */
function lostCalls({ posted, calls, messages }: Evidence): string[] {
  return posted.flatMap(({ n, ids }) => {
    const there = calls.filter((one) => one.source_call_id.endsWith(`-${n}`))
    const [call] = there
    if (!call || there.length > 1) return [`lost: call ${n} was taken and is there ${there.length} times`]
    const texts = messages.filter((one) => one.call_id === call.id)
    return [
      ...(ids.every((id) => id === call.id) ? [] : [`lost: call ${n} was told to be ${ids} and is ${call.id}`]),
      ...(texts.length === 1 && texts[0]?.number === callerOf(n)
        ? []
        : [`lost: call ${n} has ${texts.length} texts of one`]),
    ]
  })
}

/** I4, strict: from an attempt that the network took to the next leads only a person who sent that very attempt again. */
function doubled({ taken, resent }: Evidence): string[] {
  const accepted = Map.groupBy(
    taken.filter((one) => one.accepted),
    (one) => one.message,
  )
  return [...accepted].flatMap(([message, lines]) => {
    const attempts = lines.map((one) => one.attempt).toSorted((a, b) => a - b)
    return attempts.slice(1).flatMap((attempt, i) => {
      const before = attempts[i] ?? 0
      const isChosen = before < attempt && resent.some((one) => one.message === message && one.attempt === before)
      return isChosen ? [] : [`doubled: the network took attempts ${attempts} of ${message}`]
    })
  })
}

/** I5, I6: what is shown as sent was taken, and what was taken has a row that says so. */
function untrue({ messages, taken, reported }: Evidence): string[] {
  const known = new Map(messages.map((row) => [row.id, row]))
  const unknown = taken.filter((line) => (known.get(line.message)?.attempt ?? 0) < line.attempt)
  return [
    ...unknown.map((line) => `untrue: attempt ${line.attempt} of ${line.message} was written and is in no row`),
    ...messages.flatMap((row) => {
      const isTaken = taken.some((line) => line.message === row.id && line.accepted)
      const isReported = reported.some((one) => one.message === row.id && one.state === 'delivered')
      if (['sent', 'delivered', 'undelivered'].includes(row.state) && !isTaken)
        return [`untrue: ${row.id} is ${row.state} and the network has not got it`]
      if (row.state === 'delivered' && !isReported) return [`untrue: ${row.id} is delivered and nobody said so`]
      if (['lapsed', 'cancelled', 'skipped', 'unknown'].includes(row.state))
        return [`lost: ${row.id} is ${row.state} (${row.reason}), which nothing in this run does`]
      return []
    }),
  ]
}

/** I8: nobody holds anything, and nothing is due. */
function unfinished({ messages }: Evidence): string[] {
  return messages
    .filter((row) => row.state === 'sending' || row.state === 'queued')
    .map((row) => `lost: ${row.id} is still ${row.state}, attempt ${row.attempt}`)
}

/** I9: a process that lived used its permit or put it back. */
function leftByTheLiving({ messages, taken, killed }: Evidence): string[] {
  return messages
    .filter((row) => row.state === 'unconfirmed' && row.doubt === 'lease_over' && !killed.has(row.owner ?? ''))
    .filter((row) => !taken.some((line) => line.message === row.id && line.attempt === row.attempt))
    .map((row) => `lost: attempt ${row.attempt} of ${row.id} was never written, and its process lived`)
}

/** I12: history has every attempt before the latest. */
function histories({ messages }: Evidence): string[] {
  return messages
    .filter((row) => row.history !== Math.max(0, row.attempt - 1))
    .map((row) => `history: ${row.id} is at attempt ${row.attempt} and keeps ${row.history} earlier`)
}
