/** Opt-outs by file: CSV, read as it comes and never held whole; rows without a number are named, and keep no other from being taken. */
import { z } from 'zod'
import { type CsvReader, type CsvRow, type CsvSeparator, csvReader } from '../../core/csv.ts'
import { csvDecoder } from '../../core/csv-decoder.ts'
import { NoNumberColumn, numberListReader, type ReadNumber } from '../../core/number-list.ts'
import type { PhoneNumber } from '../../core/phone-number.ts'
import { readAccount } from '../../store/accounts.ts'
import { addOptOuts, endingOf, type OptedBy } from '../../store/opt-outs.ts'
import type { Api, Context } from '../context.ts'
import { problem } from '../problems.ts'
import { byWhom } from './opt-outs.ts'

const atOnce = 2_000
const mostRows = 100_000
const namedRows = 100

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const satisfies Record<string, CsvSeparator>
const separatorNames = Object.keys(separators) as (keyof typeof separators)[]

const imported = z
  .object({
    column: z
      .string()
      .nullable()
      .describe('Where the numbers stood, such as `#2`: for the next piece of the same file'),
    separator: z
      .enum(separatorNames)
      .nullable()
      .describe('What separated the cells: for the next piece of the same file'),
    rows: z.int(),
    added: z.int().describe('Numbers that were not opted out before'),
    known: z.int(),
    bad: z.int(),
    badRows: z
      .array(z.object({ line: z.int(), value: z.string(), message: z.string() }))
      .describe(`The first ${namedRows} of them`),
  })
  .meta({ id: 'OptOutImport' })

/** Of whatever size, so no validator reads it: rows are judged as they come. */
const file = z
  .custom<AsyncIterable<Buffer> | undefined>()
  .meta({ type: 'string', description: `CSV in UTF-8, or in UTF-16 with its mark, at most ${mostRows} rows` })

export function addOptOutImport(api: Api, context: Context): void {
  api.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(['text/csv', 'text/plain'], (_request, payload, done) => done(null, payload))
    ;(scope as unknown as Api).post(
      '/v1/opt-outs/import',
      {
        config: { permission: 'configuration:write', streams: true },
        schema: {
          tags: ['Opt-outs'],
          summary: 'Opt out the numbers of a file',
          description:
            'The numbers’ column is found by its heading or by the first row. What was read before an error stays opted out: send the file again.',
          consumes: ['text/csv'],
          body: file,
          querystring: z.object({
            column: z
              .string()
              .max(80)
              .optional()
              .describe('The heading of the numbers’ column, or its place as in `#2`'),
            firstLine: z.coerce
              .number()
              .int()
              .min(1)
              .max(100_000_000)
              .default(1)
              .describe('The line that the body begins with, where it is a piece of a file'),
            separator: z
              .enum(separatorNames)
              .optional()
              .describe('What separates the cells; without it, the one that the first row has most of'),
          }),
          response: { 200: imported },
        },
      },
      async (request) => {
        const by: OptedBy = { ...byWhom(request), source: 'file' }
        const account = await readAccount(context.db.console, by.accountId)
        const { column, firstLine, separator } = request.query
        const take = taker(context, by)
        const list = numberListReader(account?.settings.country ?? 'IN', column)
        const csv = csvReader({ firstLine, separator: separator && separators[separator] })
        try {
          await readFile(request.body, csv, async (rows) => await take(rows.map(list.read)))
        } catch (error) {
          throw error instanceof NoNumberColumn ? noColumn(error) : error
        }
        const cut = separatorNames.find((name) => separators[name] === csv.separator())
        return { ...(await take.end()), column: list.column(), separator: cut ?? null }
      },
    )
  })
}

async function readFile(
  body: AsyncIterable<Buffer> | undefined,
  csv: CsvReader,
  take: (rows: CsvRow[]) => Promise<void>,
): Promise<void> {
  // A letter that cannot be read makes no number unreadable.
  const decoder = csvDecoder({ fatal: false })
  for await (const chunk of body ?? []) await take(csv.read(decoder.decode(chunk)))
  await take([...csv.read(decoder.end()), ...csv.end()])
}

/** Counts what comes, and opts numbers out some thousands at a time. */
function taker({ db, seal, accountTurns }: Context, by: OptedBy) {
  const result: Omit<z.infer<typeof imported>, 'column' | 'separator'> = {
    rows: 0,
    added: 0,
    known: 0,
    bad: 0,
    badRows: [],
  }
  let waiting: PhoneNumber[] = []
  const flush = async () => {
    const all = waiting.map((number) => ({ hash: seal.hashNumber(by.accountId, number), ending: endingOf(number) }))
    waiting = []
    const added = await accountTurns.inTurn(by.accountId, 'changing', () =>
      db.transaction('console', (tx) => addOptOuts(tx, by, all)),
    )
    result.added += added.size
    result.known += all.length - added.size
  }
  const take = async (rows: readonly ReadNumber[]) => {
    for (const one of rows) {
      if (one.is === 'nothing') continue
      result.rows += 1
      if (result.rows > mostRows) {
        await flush()
        throw problem('invalid', {
          detail: `The file has more than ${mostRows} rows. The first ${mostRows} are opted out: send the rest by itself, or use aftercall opt-out import.`,
        })
      }
      if (one.is === 'number') waiting.push(one.number)
      else {
        result.bad += 1
        const { line, value, message } = one
        if (result.badRows.length < namedRows) result.badRows.push({ line, value, message })
      }
      if (waiting.length >= atOnce) await flush()
    }
  }
  return Object.assign(take, {
    end: async () => {
      await flush()
      return result
    },
  })
}

function noColumn({ columns }: NoNumberColumn) {
  return problem('invalid', {
    detail: `No column of the file is known to hold numbers. Name one of ${columns
      .slice(0, 10)
      .map((one) => `"${one}"`)
      .join(', ')} with ?column=`,
    errors: [{ path: 'column', code: 'no_number_column', message: 'names no column of the file' }],
  })
}
