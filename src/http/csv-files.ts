/**
 * Lists as files for spreadsheets, read a page at a time as the list has them and never held whole. An account has one under way at a time on a node: however
 * many are asked for, the console's pages find a connection to the database.
 */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { csvLine, utf8Mark } from '../core/csv.ts'
import { problem } from './problems.ts'
import { accountOf } from './who.ts'

/** What each column is called, and what it says of a row. */
export type CsvColumns<Row> = readonly (readonly [name: string, of: (row: Row) => string | number | null | undefined])[]

type CsvList<Row> = {
  columns: CsvColumns<Row>
  read(page: PageAsked): Promise<{ rows: Row[] /** Where to read on. */; next: string | null }>
}
/** The newest rows, or those older than `before`. */
export type PageAsked = { limit: number; before: string | undefined }

const mostRows = 100_000
const atOnce = 200
/** Whoever takes nothing for so long keeps the account from other files no longer. */
const patienceMs = 60_000

/** How a file is bounded, for whoever asks for one. */
export const boundWords = `at most the newest ${mostRows.toLocaleString('en')}, sent while it is read; where there is more, the last line says so. An account has one such file under way at a time on each node, and one of which nothing is taken for a minute is broken off.`
/** @public csv-files.test.ts reads it */
export const notAll = `Only the newest ${mostRows.toLocaleString('en')} are here. Older ones come with a time (to) that ends at the last of them.`

export type CsvFiles = {
  /** The file, once its beginning is read: what fails at once is a problem of its own. Nothing is read for who went away. */
  open<Row>(list: CsvList<Row>, request: FastifyRequest): Promise<Readable>
}

export function createCsvFiles({ untakenMs = patienceMs } = {}): CsvFiles {
  const underWay = new Set<string>()

  async function* toItsEnd(accountId: string, pieces: AsyncIterable<string>, breakOff: () => void) {
    let untaken: NodeJS.Timeout | undefined
    try {
      for await (const piece of pieces) {
        untaken = setTimeout(breakOff, untakenMs)
        yield piece
        clearTimeout(untaken)
      }
    } finally {
      clearTimeout(untaken)
      underWay.delete(accountId)
    }
  }
  return {
    open: async (list, request) => {
      const accountId = accountOf(request)
      if (underWay.has(accountId))
        throw problem('not_now', { detail: 'Another file of this account is under way. Ask again when it is there.' })
      underWay.add(accountId)
      const pieces = csvPieces(list, { most: mostRows, isGone: () => request.raw.socket.destroyed })
      const file: Readable = Readable.from(toItsEnd(accountId, pieces, () => file.destroy()))
      // Begins to read, which alone leads to its end.
      await once(file, 'readable')
      return file
    },
  }
}

/** @public csv-files.test.ts reads it */
export async function* csvPieces<Row>(
  { columns, read }: CsvList<Row>,
  { most, isGone }: { most: number; isGone(): boolean },
): AsyncGenerator<string> {
  let piece = utf8Mark + csvLine(columns.map(([name]) => name))
  let left = most
  let before: string | undefined
  do {
    const { rows, next } = await read({ limit: Math.min(atOnce, left), before })
    piece += rows.map((row) => csvLine(columns.map(([, of]) => String(of(row) ?? '')))).join('')
    left -= rows.length
    if (left === 0 && next !== null) piece += csvLine([notAll])
    // A page of a filter that finds little may be empty.
    if (piece !== '') yield piece
    piece = ''
    before = next ?? undefined
  } while (before !== undefined && left > 0 && !isGone())
}

/** A file as a schema has it. */
export const csvFile = { content: { 'text/csv': { schema: z.string() } } }

type Reply = { header(name: string, value: string): unknown; send(file: string): unknown }

/** Answers what a browser keeps under this name, with `.csv` behind it. */
export function sendCsvFile<Given extends Reply>(reply: Given, name: string, file: string | Readable): Given {
  reply.header('content-type', 'text/csv; charset=utf-8')
  reply.header('content-disposition', `attachment; filename="${name}.csv"`)
  // Its schema is that of the whole file, which may go in pieces.
  reply.send(file as string)
  return reply
}
