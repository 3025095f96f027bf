export const embeddedPostgresFaults = [
  'already_running',
  'no_binary',
  'other_version',
  'disk_full',
  'folder_closed',
  'folder_gone',
  'start_failed',
] as const
export type EmbeddedPostgresFault = (typeof embeddedPostgresFaults)[number]

/** Why our own PostgreSQL could not be started. The message says what to do and is meant to be shown as it is. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
  readonly code: EmbeddedPostgresFault

  constructor(code: EmbeddedPostgresFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code
  return code === 'disk_full' || code === 'ENOSPC' || code === 'EDQUOT'
}

export function diskFull(folder: string, cause: unknown): EmbeddedPostgresError {
  const words = `The disk that holds ${folder} is full. Free at least 1 GB there and start again; what was accepted is kept.`
  return new EmbeddedPostgresError('disk_full', words, cause)
}
