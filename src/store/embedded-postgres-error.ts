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
