/** Sends a file of opt-outs in pieces of whole rows, so that its length does not matter; what is opted out already changes nothing. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Client } from './client.ts'
import { type Imported, importFile } from './import-file.ts'
import type { Given, Shell } from './shell.ts'

const linesPerPiece = 20_000

type Piece = { firstLine: number; text: string }
type OptOuts = Imported & { column: string | null; added: number; known: number }

export async function importOptOuts(
  client: Client,
  { file, column }: { file: string; column?: string | undefined },
  given: Given,
  shell: Shell,
): Promise<void> {
  const total: OptOuts = { column: column ?? null, rows: 0, added: 0, known: 0, bad: 0, badRows: [] }
  const send = ({ firstLine, text }: Piece) => {
    // The headings stand in the first piece alone: what it said of the column holds for the others.
    const query = { firstLine, ...(total.column !== null && { column: total.column }) }
    return client.sendText<OptOuts>('/v1/opt-outs/import', { type: 'text/csv', body: text }, query)
  }
  const words = {
    done: (all: OptOuts) => `${all.added} opted out, ${all.known} known already`,
    bad: 'without a number',
    named: `up to a hundred of each ${linesPerPiece} rows`,
  }
  await importFile({ file, pieces: () => piecesOf(file), send, total }, words, given, shell)
}

async function* piecesOf(file: string): AsyncGenerator<Piece> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let lines: string[] = []
  let read = 0
  let isQuoted = false
  const piece = () => ({ firstLine: read - lines.length + 1, text: `${lines.join('\n')}\n` })
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    read += 1
    lines.push(line)
    if (line.split('"').length % 2 === 0) isQuoted = !isQuoted
    if (lines.length < linesPerPiece || isQuoted) continue
    yield piece()
    lines = []
  }
  if (lines.length > 0) yield piece()
}
