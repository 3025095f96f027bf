/** Sends a file of consents in chunks, so that its length does not matter; what is known already changes nothing. */
import type { Client } from './client.ts'
import { type CsvChunk, chunksOfFile } from './csv-chunks.ts'
import { type Imported, importFile } from './import-file.ts'
import type { Given, Shell } from './shell.ts'

type Consents = Imported & { given: number; known: number }

export async function importConsents(
  client: Client,
  { file, ...ask }: { file: string; purpose?: string; wording?: string },
  given: Given,
  shell: Shell,
): Promise<void> {
  const total: Consents = { rows: 0, given: 0, known: 0, bad: 0, badRows: [] }
  const send = ({ head, rows, skippedLines }: CsvChunk) =>
    client.send<Consents>('POST', '/v1/consents/import', { csv: head + rows, skippedLines, ...ask })
  const words = { done: (all: Consents) => `${all.given} recorded, ${all.known} known already`, bad: 'not recorded' }
  await importFile({ file, pieces: () => chunksOfFile(file), send, total }, words, given, shell)
}
