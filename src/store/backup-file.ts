/**
 * The file of a backup, gzip around lines of UTF-8, so that `zcat` shows it: a heading as JSON; each table as a line of JSON, its rows as
 * COPY writes them, `\.`, and a line with their number and SHA-256; at the end a line that sums up. Nothing stands behind that.
 */
import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'

/** Another one is another number: a program refuses a file of a format it does not know. */
export const backupFormat = 1

const migration = z.object({ name: z.string(), checksum: z.string() })

export const heading = z.object({
  aftercall: z.literal('backup'),
  format: z.int(),
  /** The version of the program that wrote it. */
  version: z.string(),
  /** The moment of the snapshot, by the database's clock. */
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  schema: z.array(migration).min(1),
  /** Ids of the keys that its secrets are sealed with. */
  sealedWith: z.array(z.string()),
})
export type Heading = z.infer<typeof heading>

export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })
export const tableEnd = z.object({ rows: z.int(), sha256: z.string() })
export const fileEnd = z.object({ tables: z.int(), rows: z.int(), sha256: z.string() })

/** Tables that speak of running processes and of who is signed in: a restored installation begins these anew. */
export const neverInBackups = ['migration', 'node', 'installation', 'login_link', 'login_session']

export type BackupFault =
  | 'damaged'
  | 'foreign_column'
  | 'incomplete'
  | 'not_a_backup'
  | 'newer'
  | 'not_empty'
  | 'no_key'
  | 'in_use'

/** Why nothing was backed up or restored; the message says what to do. */
export class BackupError extends Error {
  override name = 'BackupError'
  readonly code: BackupFault

  constructor(code: BackupFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export function damaged(what: string, cause?: unknown): BackupError {
  return new BackupError(
    'damaged',
    `The backup is damaged: ${what}. Nothing was restored. Use another copy of it, or an earlier one.`,
    cause,
  )
}

export function incomplete(): BackupError {
  return new BackupError(
    'incomplete',
    'The backup ends in the middle: it was cut off while it was written or copied. Nothing was restored. Use another copy of it, or an earlier one.',
  )
}

const newLine = 10
const endOfRows = Buffer.from('\\.\n')
const endAfterRows = Buffer.from('\n\\.\n')
/** A line of JSON; rows may be longer. */
const longestLine = 1_048_576

export type BackupReader = {
  /** The next line as this shape has it; undefined at the end of the file. */
  line<T>(shape: z.ZodType<T>, what: string): Promise<T | undefined>
  /** The rows of a table in blocks, up to their end. */
  rows(): AsyncIterable<Buffer>
  /** SHA-256 of everything up to the line that was read last, without that line. */
  digestBeforeLine(): string
}

/** Reads the unpacked text, a block at a time. */
export function readBackup(text: AsyncIterable<Buffer>): BackupReader {
  const blocks = text[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  let isOver = false
  const hash = createHash('sha256')
  let before: Hash = hash.copy()

  const more = async (): Promise<boolean> => {
    if (isOver) return false
    const { value, done } = await blocks.next()
    if (done) isOver = true
    else rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return !isOver
  }
  const take = (bytes: number): Buffer => {
    const taken = rest.subarray(0, bytes)
    rest = rest.subarray(bytes)
    hash.update(taken)
    return taken
  }

  async function* rows(): AsyncIterable<Buffer> {
    for (;;) {
      if (rest.subarray(0, endOfRows.length).equals(endOfRows)) return void take(endOfRows.length)
      const end = rest.indexOf(endAfterRows)
      const until = end >= 0 ? end + 1 : rest.lastIndexOf(newLine) + 1
      if (until > 0) yield take(until)
      else if (!(await more())) throw incomplete()
    }
  }

  return {
    rows,
    digestBeforeLine: () => before.copy().digest('hex'),
    line: async (shape, what) => {
      while (rest.indexOf(newLine) < 0 && rest.length < longestLine) if (!(await more())) break
      if (isOver && rest.length === 0) return undefined
      const end = rest.indexOf(newLine)
      if (end < 0) throw isOver ? incomplete() : damaged(`${what} is missing`)
      before = hash.copy()
      return parseLine(shape, take(end + 1).toString(), what)
    },
  }
}

function parseLine<T>(shape: z.ZodType<T>, text: string, what: string): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (error) {
    throw damaged(`${what} cannot be read`, error)
  }
}
