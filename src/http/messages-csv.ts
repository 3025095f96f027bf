/** Texts as a file for a spreadsheet, a page at a time as the list has them: it is never held whole, and whoever goes away ends it. */
import { csvLine } from '../core/csv.ts'
import { listMessages, type MessageFilter } from '../store/message-list.ts'
import { messageViews } from './call-views.ts'
import type { MessageView } from './shapes/messages.ts'

const columns: readonly [name: string, of: (message: MessageView) => string | number | null | undefined][] = [
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

const atOnce = 200

type Place = Parameters<typeof messageViews>[0]

export async function* messagesCsv(place: Place, asked: MessageFilter): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name))
  let before: string | undefined
  do {
    const page = await listMessages(place.context.db, place.accountId, asked, { limit: atOnce, before })
    const rows = await messageViews(place, page.messages)
    if (rows.length > 0) yield rows.map((row) => csvLine(columns.map(([, of]) => String(of(row) ?? '')))).join('')
    before = page.next ?? undefined
  } while (before !== undefined)
}
