/** Says in the log what waits on Home, for whoever is told by the log: once each time that it arises, whichever process comes first. */
import { publicId } from '../core/public-id.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { takeUntold } from '../store/notices.ts'

/** What it is about is named by its key alone: its details may be a name, or words of a caller. */
export async function tellNotices(db: Database, log: Pick<Log, 'warn'>): Promise<void> {
  for (const { accountId, kind, subject } of await takeUntold(db))
    log.warn(
      { alarm: kind, accountId: publicId('acct', accountId), ...(subject !== '' && { subject }) },
      'a notice waits on Home',
    )
}
