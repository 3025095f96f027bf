/** Sends a file of opt-outs in chunks, so that its length does not matter; what is opted out already changes nothing. */
import type { Client } from './client.ts'
import { type CsvChunk, chunksOfFile } from './csv-chunks.ts'
import { type Imported, importFile } from './import-file.ts'
import type { Given, Shell } from './shell.ts'

type OptOuts = Imported & { column: string | null; separator: string | null; added: number; known: number }

export async function importOptOuts(
  client: Client,
  { file, column }: { file: string; column?: string | undefined },
  given: Given,
  shell: Shell,
): Promise<void> {
  const total: OptOuts = { column: column ?? null, separator: null, rows: 0, added: 0, known: 0, bad: 0, badRows: [] }
  const send = ({ head, rows, firstLine, skippedLines }: CsvChunk) => {
    // The first row may be a number and no heading, so it goes once: what the answer says of the columns holds for the other chunks.
    const isFirst = skippedLines === 0
    const query = {
      firstLine: isFirst ? 1 : firstLine,
      ...(total.column !== null && { column: total.column }),
      ...(total.separator !== null && { separator: total.separator }),
    }
    const body = isFirst ? head + rows : rows
    return client.sendText<OptOuts>('/v1/opt-outs/import', { type: 'text/csv', body }, query)
  }
  const words = {
    done: (all: OptOuts) => `${all.added} opted out, ${all.known} known already`,
    bad: 'without a number',
    named: 'up to a hundred of each request',
  }
  await importFile({ file, pieces: () => chunksOfFile(file), send, total }, words, given, shell)
}
