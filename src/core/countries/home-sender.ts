/** What is wrong with a header at home, in the account's own country. India's headers have checks of their own, with what to do about each. */
import { checkHeader, type DltProblem } from '../dlt.ts'
import { packOf } from './packs.ts'
import { senderWords, takesSender } from './senders.ts'

/** A header by the forms of the account's country; nothing where that has no pack. */
export function checkSender(header: string, country: string, path: string): DltProblem[] {
  if (country === 'IN') return checkHeader(header, path)
  const pack = packOf(country)
  if (takesSender(pack, header)) return []
  const message = `${pack.name} takes: ${senderWords(pack)}`
  return [{ path, code: 'not_for_country', message, severity: 'error' }]
}
