/** Calls as the rows of a file. */
import { formatAmount, parseAmount } from '../core/billing.ts'
import { reasons } from '../core/reasons.ts'
import type { CsvColumns } from './csv-files.ts'
import type { CallRowView } from './shapes/calls.ts'

export const callColumns: CsvColumns<CallRowView> = [
  ['id', (one) => one.id],
  ['id at the source', (one) => one.sourceCallId],
  ['source', (one) => one.source?.name],
  ['taken in at', (one) => one.acceptedAt],
  ['started at', (one) => one.startedAt],
  ['ended at', (one) => one.endedAt],
  ['direction', (one) => one.direction],
  ['outcome', (one) => one.outcome],
  ['missed because', (one) => one.missedBecause],
  ['caller', (one) => one.caller ?? one.callerShown],
  ['caller name', (one) => one.callerName],
  ['number', (one) => one.did?.number],
  ['department', (one) => one.department?.name],
  ['user', (one) => one.user?.name],
  ['ring seconds', (one) => one.ringSeconds],
  ['talk seconds', (one) => one.talkSeconds],
  ['rule', (one) => one.rule?.key],
  ['made up', (one) => (one.isTest ? 'test' : one.confirmsOptOut ? 'confirmation' : '')],
  ['reason', (one) => one.reason],
  ['in words', (one) => one.reason && reasons[one.reason][0]],
  ['texts', (one) => one.messages.map(({ state }) => state).join(', ')],
  ['charged', (one) => (one.messages.length === 0 ? null : formatAmount(chargedFor(one)))],
  ['currency', (one) => one.messages[0]?.charged.currency],
]

const chargedFor = ({ messages }: CallRowView): number =>
  messages.reduce((sum, { charged }) => sum + (parseAmount(charged.amount) ?? 0), 0)
