/** Texts as the rows of a file. */
import type { CsvColumns } from './csv-files.ts'
import type { MessageView } from './shapes/messages.ts'

export const messageColumns: CsvColumns<MessageView> = [
  ['id', (one) => one.id],
  ['call', (one) => one.callId],
  ['planned at', (one) => one.createdAt],
  ['recipient', (one) => one.recipient],
  ['name', (one) => one.name],
  ['number', (one) => one.number ?? one.numberShown],
  ['state', (one) => one.state],
  ['reason', (one) => one.reason],
  ['in words', (one) => one.doubtWords ?? one.reasonWords],
  ['rule', (one) => one.rule],
  ['template', (one) => one.template?.key],
  ['header', (one) => one.header],
  ['text', (one) => one.text],
  ['parts', (one) => one.parts],
  ['charged', (one) => one.charged.amount],
  ['currency', (one) => one.charged.currency],
  ['gateway', (one) => one.gateway?.title],
  ['attempts', (one) => one.attempt],
  ['answered at', (one) => one.answeredAt],
  ['final at', (one) => one.finalAt],
]
