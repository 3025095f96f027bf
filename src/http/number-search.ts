/** What lists are asked for by a number. */
import type { FastifyRequest } from 'fastify'
import { maskPhoneNumber, parsePhoneNumber } from '../core/phone-number.ts'
import { addAudit } from '../store/audit-entry.ts'
import type { Context } from './context.ts'
import { problem } from './problems.ts'
import { accountOf, seesNumbers, whoOf } from './who.ts'

/** A whole number is looked up, anything shorter is how numbers end. `path` is how the request calls it. */
export function numberFilter(path: string, text: string, country: string): string {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 3)
    throw problem('invalid_request', {
      errors: [{ path, code: 'too_short', message: 'needs at least three digits' }],
    })
  return parsePhoneNumber(text, country) ?? digits
}

/** Whoever sees numbers masked could find out by asking what the mask hides, so what they asked is recorded. */
export async function noteSearch(
  { db }: Context,
  request: FastifyRequest,
  what: string,
  number: string,
): Promise<void> {
  if (seesNumbers(request)) return
  const subject = maskPhoneNumber(number)
  await addAudit(db.console, { accountId: accountOf(request), who: whoOf(request).name, what, subject })
}
