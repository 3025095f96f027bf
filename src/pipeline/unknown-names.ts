/**
 * Names that calls use and nobody knows, listed to be mapped. They are written behind the calls, each once a minute and all that wait in one statement at a time:
 * a source whose people nobody mapped yet says the same few names in every call, and the console's connections are for its pages.
 */
import type { UnknownName } from '../core/facts.ts'
import type { Log } from '../log.ts'

type Write = (accountId: string, sourceId: string, names: readonly UnknownName[]) => Promise<void>
export type NoteUnknown = (accountId: string, sourceId: string, names: readonly UnknownName[]) => void

const listedForMs = 60_000
/** Of each source, as its list has room for no more. */
const mostOfSource = 1_000

type OfSource = {
  accountId: string
  sourceId: string
  /** When each was listed, or began to wait for it. */
  listedAt: Map<string, number>
  waiting: UnknownName[]
}

export function createUnknownNames(write: Write, log: Log, now: () => number = () => performance.now()): NoteUnknown {
  const sources = new Map<string, OfSource>()
  const withNews = new Set<OfSource>()
  let isWriting = false
  let prunedAt = now()

  const isOld = (at: number): boolean => now() - at >= listedForMs
  const forgetOld = ({ listedAt }: OfSource): void => {
    for (const [name, at] of listedAt) if (isOld(at)) listedAt.delete(name)
  }
  const pruneNowAndThen = (): void => {
    if (!isOld(prunedAt)) return
    prunedAt = now()
    for (const [key, source] of sources) {
      forgetOld(source)
      if (source.listedAt.size === 0) sources.delete(key)
    }
  }
  const writeAll = async (): Promise<void> => {
    isWriting = true
    for (const source of withNews) {
      withNews.delete(source)
      const names = source.waiting.splice(0)
      try {
        await write(source.accountId, source.sourceId, names)
      } catch (error) {
        for (const name of names) source.listedAt.delete(keyOf(name))
        log.warn({ err: String(error) }, 'unknown names were not listed')
      }
    }
    isWriting = false
  }
  return (accountId, sourceId, names) => {
    pruneNowAndThen()
    const key = `${accountId} ${sourceId}`
    const source: OfSource = sources.get(key) ?? { accountId, sourceId, listedAt: new Map(), waiting: [] }
    sources.set(key, source)
    for (const name of names) {
      const at = source.listedAt.get(keyOf(name))
      if (at === undefined ? source.listedAt.size >= mostOfSource : !isOld(at)) continue
      source.listedAt.set(keyOf(name), now())
      source.waiting.push(name)
    }
    if (source.waiting.length > 0) withNews.add(source)
    if (!isWriting) void writeAll()
  }
}

const keyOf = ({ kind, external }: UnknownName) => `${kind} ${external}`
