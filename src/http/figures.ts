/** Everything that is counted, in one value: the metrics page and the status are two views of it. */

import type { Readiness } from '../core/readiness.ts'
import type { Database, ErrorCounts } from '../store/database.ts'
import { type HeldBack, readHeldBack } from '../store/held-back.ts'
import { countLiveNodes, type QueueFigures, readQueueFigures } from '../store/queue-figures.ts'
import type { Refusals } from './admission.ts'
import type { Context } from './context.ts'
import type { ProblemCode } from './problems.ts'
import type { ProgramFigures } from './program-figures.ts'

/** What the whole installation holds, whichever process asks. */
export type InstallationFigures = { nodes: number; queues: QueueFigures[]; heldBack: HeldBack | null }

export type Figures = ProgramFigures & {
  version: string
  readiness: Readiness
  requests: { problems: Readonly<Record<ProblemCode, number>>; invalidCalls: number }
  admission: { bytes: number; refusals: Readonly<Refusals> }
  database: { pools: ReturnType<Database['waiting']>; errors: Readonly<ErrorCounts> }
  /** Null where the database does not answer: what the process itself counts can still be read. */
  installation: InstallationFigures | null
}

export type ReadFigures = () => Promise<Figures>

/** However many look, the database is asked at most this often. */
const rememberMs = 2_000

export function createReadFigures({ db, services, version, counts, admission }: Context): ReadFigures {
  let asked: { at: number; answer: Promise<InstallationFigures | null> } | undefined
  const installation = () => {
    if (!asked || performance.now() - asked.at > rememberMs)
      asked = { at: performance.now(), answer: askDatabase(db).catch(() => null) }
    return asked.answer
  }
  return async () => ({
    ...services.figures(),
    version,
    readiness: services.readiness(),
    requests: counts.counted(),
    admission: { bytes: admission.bytesUnderWay(), refusals: admission.refusals() },
    database: { pools: db.waiting(), errors: db.errors() },
    installation: await installation(),
  })
}

async function askDatabase(db: Database): Promise<InstallationFigures> {
  const [queues, nodes, heldBack] = await Promise.all([readQueueFigures(db), countLiveNodes(db), readHeldBack(db)])
  return { queues, nodes, heldBack }
}
