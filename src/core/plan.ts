/**
 * The decision. plan(call, version, facts) says which rule fired and, for each recipient, send or skip(reason). The same function
 * answers the live path, "what would happen?", explaining a stored call and trying a draft on history.
 */
import type { NumberKind, PhoneNumber } from './phone-number.ts'
import type { Instant } from './instant.ts'
import type { Reason } from './reasons.ts'

/** A user as a plan sees them. */
export type Person = { id: string; key: string; name: string; phone: PhoneNumber | null; textsOff: boolean }

/** Everything a plan looked up besides the call and the rule-set version; stored with the call, so that explaining is plan() again. */
export type Facts = {
  now: Instant
  accountOn: boolean
  caller: { raw: string | null; number: PhoneNumber | null; kind: NumberKind; own: boolean }
  /** No earlier call on the caller's row. */
  isNew: boolean
  /** This caller's earlier misses since the last connected call, newest last, at most 20. */
  misses: Instant[]
  /** The latest end of a connected call, or an answered signal, of any other call with this caller. */
  lastReachedAt: Instant | null
  /** Recent texts to this caller; `counts` is read from the message's state when the plan is made. */
  recentTexts: { rule: string; at: Instant; message: string; counts: boolean }[]
  department: { id: string; key: string; name: string; members: string[] } | null
  /** The department as told, where no mapping knows it. */
  unknownDepartment: string | null
  did: { id: string; key: string; number: string; name: string } | null
  unknownDid: string | null
  /** Key of who talked last, or null. */
  answeredBy: string | null
  rung: string[]
  unknownUsers: string[]
  owners: string[]
  people: Record<string, Person>
  gateway: { id: string; paused: boolean; maxParts: number } | null
  /** Price of one part in 1/10,000 of the account's currency unit. */
  pricePerPart: number
}

/** What one rule says of a call. `condition` names the first that failed, with what it wants and what the call is, in plain words. */
export type Verdict = { rule: string } & (
  | { is: 'fired' }
  | { is: 'also_matches' }
  | { is: 'disabled' }
  | { is: 'no'; condition: string; wants: string; was: string; unknown?: 'unknown_department' | 'unknown_did' | 'unknown_user' }
)

/** What one recipient gets. `recipient` is `caller`, `user:<id>`, `number:<e164>`, or `user`, `members`, `rung`, `owners` where nobody is known. */
export type PlannedMessage = {
  recipient: string
  number: PhoneNumber | null
  name: string | null
  template: string
  templateId: string
  templateVersion: number
} & (
  | {
      is: 'send'
      text: string
      encoding: 'gsm' | 'ucs2'
      parts: number
      dueAt: Instant
      validUntil: Instant
      /** Cancelled at the gate when the caller was reached after this; null where the rule does not ask. */
      unlessReachedSince: Instant | null
      gatewayId: string
      price: number
    }
  | { is: 'skip'; reason: Reason; detail: string | null; text: string | null; linkedMessage: string | null }
)

export type Plan = {
  ruleSet: number
  rule: string | null
  /** Why nothing was planned at all. */
  reason: Reason | null
  verdicts: Verdict[]
  messages: PlannedMessage[]
}
