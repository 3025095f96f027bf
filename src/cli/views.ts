/** What the API answers, as far as commands read it. */
import type { CallReport } from '../core/call.ts'
import type { State } from '../core/delivery.ts'
import type { Verdict } from '../core/explain.ts'
import type { Facts } from '../core/facts.ts'
import type { Reason } from '../core/reasons.ts'

export type Money = { amount: string; currency: string }

export type Moment = { at: string; what: string; words?: string; detail?: string | null }

export type MessageView = {
  id: string
  recipient: string
  name: string | null
  numberShown: string | null
  state: State
  reason: Reason | null
  reasonWords: string | null
  mend: string | null
  doubtWords: string | null
  template: { key: string; name: string; version: number } | null
  text: string | null
  parts: number
  price: Money
  createdAt: string
  permittedAt: string | null
  answeredAt: string | null
  finalAt: string | null
  timeline?: Moment[]
}

export type PlannedView = {
  recipient: string
  name: string | null
  number: string | null
  numberShown?: string | null
} & (
  | { is: 'send'; text: string; parts: number; price?: Money }
  | { is: 'skip'; reason: Reason; detail: string | null; text: string | null }
)

export type PlanView = {
  ruleSet: number
  rule: string | null
  reason: Reason | null
  verdicts: Verdict[]
  messages: PlannedView[]
}

export type CallView = Omit<CallReport, 'startedAt' | 'endedAt'> & {
  id?: string
  startedAt: string
  endedAt: string
  callerShown?: string
}

/** GET /v1/calls/:id */
export type CallStory = {
  call: CallView
  facts: Facts
  source?: { key: string; name: string } | null
  ruleSet: number
  plan: PlanView
  messages: MessageView[]
}

export type AccountView = { id: string; key: string; name: string; zone: string; isDemo: boolean }
