import { type IdKind, idRange, parsePublicId } from '../core/public-id.ts'
import { findCallsBetween } from '../store/call-list.ts'
import type { Database } from '../store/database.ts'
import { findMessagesBetween } from '../store/message-list.ts'
import { notFound, problem } from './problems.ts'

type Find = (db: Database, accountId: string, range: { from: string; to: string }) => Promise<string[]>

/** The call whose id this is, or begins so. */
export const resolveCall = (db: Database, accountId: string, text: string): Promise<string> =>
  resolve(db, accountId, text, { kind: 'call', what: 'call', find: findCallsBetween })

/** The message whose id this is, or begins so. */
export const resolveMessage = (db: Database, accountId: string, text: string): Promise<string> =>
  resolve(db, accountId, text, { kind: 'msg', what: 'message', find: findMessagesBetween })

async function resolve(
  db: Database,
  accountId: string,
  text: string,
  by: { kind: IdKind; what: string; find: Find },
): Promise<string> {
  const whole = parsePublicId(by.kind, text)
  if (whole !== undefined) return whole
  const range = idRange(by.kind, text)
  const [first, second] = range === undefined ? [] : await by.find(db, accountId, range)
  if (second !== undefined)
    throw problem('ambiguous_id', {
      detail: `More than one ${by.what} has an id that begins with "${text}"; give more of it.`,
    })
  if (first === undefined) throw notFound(`${by.what} "${text}"`)
  return first
}
