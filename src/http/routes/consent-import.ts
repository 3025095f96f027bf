/** Consents by file: rows that cannot be recorded are named by their lines, and keep no other from being recorded. */
import type { z } from 'zod'
import { usualConsent } from '../../core/consent.ts'
import { type ConsentRow, consentFileReader } from '../../core/consent-file.ts'
import { readAccount } from '../../store/accounts.ts'
import { type GivenBy, giveConsents } from '../../store/consents.ts'
import { endingOf } from '../../store/opt-outs.ts'
import type { Api, Context } from '../context.ts'
import { listRows, type Rows } from '../list-rows.ts'
import { imported, importing } from '../shapes/consents.ts'
import { byWhom, timeProblem, tooSoonWords } from './consents.ts'

const atOnce = 1_000
const namedRows = 1_000

export function addConsentImport(api: Api, context: Context): void {
  api.post(
    '/v1/consents/import',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: ['Consents'],
        summary: 'Record the consents of a file',
        description:
          'CSV whose first row names the columns: the number, and any of `purpose`, `wording`, `given at`, `expires at`, `evidence`. Days as 2026-03-31, in the account’s time zone and the last one whole, or times with an offset. Safe to repeat.',
        body: importing,
        response: { 200: imported },
      },
    },
    async (request) => {
      const { csv, skippedLines, purpose = null, wording } = request.body
      const by: GivenBy = { ...byWhom(request), source: 'file' }
      const account = await readAccount(context.db.console, by.accountId)
      const { country = 'IN', zone = 'UTC' } = account?.settings ?? {}
      const read = consentFileReader({ country, zone, purpose, wording })
      const rows = await listRows(csv, read)
      const { reconsentBlockDays } = account?.settings.consent ?? usualConsent
      const result = await record(context, by, rows, reconsentBlockDays)
      return {
        ...result,
        badRows: result.badRows
          .sort((a, b) => a.line - b.line)
          .slice(0, namedRows)
          .map((one) => ({ ...one, line: one.line + skippedLines })),
      }
    },
  )
}

async function record(
  { db, seal }: Context,
  by: GivenBy,
  { good: read, bad: badRows }: Rows<ConsentRow>,
  blockDays: number,
): Promise<z.output<typeof imported>> {
  const rows = read.length + badRows.length
  const good = read.flatMap((row) => {
    const wrong = timeProblem(row)
    if (!wrong) return [{ ...row, hash: seal.hashNumber(by.accountId, row.number), ending: endingOf(row.number) }]
    badRows.push({ line: row.line, value: `…${endingOf(row.number)}`, message: `${wrong.path}: ${wrong.message}` })
    return []
  })
  let given = 0
  for (let from = 0; from < good.length; from += atOnce) {
    const piece = good.slice(from, from + atOnce)
    const outcomes = await db.transaction('console', (tx) => giveConsents(tx, by, piece, blockDays))
    for (const [n, { line, ending }] of piece.entries()) {
      const outcome = outcomes[n]
      if (outcome?.is === 'given') given += 1
      if (outcome?.is === 'too_soon') badRows.push({ line, value: `…${ending}`, message: tooSoonWords(outcome.from) })
    }
  }
  return { rows, given, known: rows - badRows.length - given, bad: badRows.length, badRows }
}
