/**
 * The text form of a receipt (SMPP 3.4, appendix B): `id:… sub:001 dlvrd:001 submit date:YYMMDDhhmm done
 * date:YYMMDDhhmm stat:DELIVRD err:000 text:…`. Every SMSC writes it a little differently, so keys are searched for, in
 * any order and case, and none must be there.
 */
import type { Instant } from '../../core/instant.ts'

export type ReceiptText = {
  id?: string
  stat?: string
  err?: string
  submittedAt?: Instant
  doneAt?: Instant
  /** The beginning of the text that was sent, where it is quoted. */
  textBegins?: string
  /** Everything before the quotation: what may be kept as the gateway's words. */
  head: string
}

/** Reads a receipt's text. `toInstant` reads a local date and time in the gateway's zone. */
export function readReceiptText(text: string, toInstant: (local: string) => Instant | undefined): ReceiptText {
  // What the sender wrote stands last and may itself hold words like `stat:`, so it is cut off first.
  const quoted = /[\s,;]text\s*:/i.exec(text)
  const head = text.slice(0, quoted ? quoted.index : 500)
  const found: ReceiptText = { head: head.slice(0, 500).trim() }
  const id = fieldOf(head, 'id')
  const stat = fieldOf(head, 'stat')
  const err = fieldOf(head, 'err')
  const submittedAt = toInstant(dateOf(head, 'submit'))
  const doneAt = toInstant(dateOf(head, 'done'))
  const textBegins = quoted ? text.slice(quoted.index + quoted[0].length).trim() : ''
  if (id) found.id = id
  if (stat) found.stat = stat
  if (err) found.err = err
  if (submittedAt !== undefined) found.submittedAt = submittedAt
  if (doneAt !== undefined) found.doneAt = doneAt
  if (textBegins) found.textBegins = textBegins
  return found
}

const patterns = {
  id: /(?:^|[\s,;])id\s{0,3}:\s{0,3}([^\s,;]{1,255})/i,
  stat: /(?:^|[\s,;])stat(?:us)?\s{0,3}:\s{0,3}([a-z_]{1,20})/i,
  err: /(?:^|[\s,;])err(?:or)?\s{0,3}:\s{0,3}([^\s,;]{1,20})/i,
  submit: /submit\s{0,3}date\s{0,3}:\s{0,3}([\d:/ -]{6,25})/i,
  done: /done\s{0,3}date\s{0,3}:\s{0,3}([\d:/ -]{6,25})/i,
}

function fieldOf(head: string, key: 'id' | 'stat' | 'err'): string | undefined {
  return patterns[key].exec(head)?.[1]
}

function dateOf(head: string, key: 'submit' | 'done'): string {
  return (patterns[key].exec(head)?.[1] ?? '').replace(/\D/g, '')
}
