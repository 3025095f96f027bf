/** Sends a file of callers' languages in chunks, so that its length does not matter; what is known already changes nothing. */
import type { Client } from './client.ts'
import { type CsvChunk, chunksOfFile } from './csv-chunks.ts'
import { type Imported, importFile } from './import-file.ts'
import type { Given, Shell } from './shell.ts'

type Languages = Imported & { set: number; known: number }

export async function importLanguages(client: Client, file: string, given: Given, shell: Shell): Promise<void> {
  const total: Languages = { rows: 0, set: 0, known: 0, bad: 0, badRows: [] }
  const send = ({ head, rows, skippedLines }: CsvChunk) =>
    client.send<Languages>('POST', '/v1/caller-languages/import', { csv: head + rows, skippedLines })
  const words = { done: (all: Languages) => `${all.set} set, ${all.known} known already`, bad: 'not read' }
  await importFile({ file, pieces: () => chunksOfFile(file), send, total }, words, given, shell)
}
