/**
 * Names that calls use and nobody knows, listed to be mapped. They are written behind the calls, each once a minute and all that wait in one statement at a time:
 * a source whose people nobody mapped yet says the same few names in every call, and the console's connections are for its pages.
 */
import type { UnknownName } from '../core/facts.ts'
import type { Log } from '../log.ts'

type Write = (accountId: string, sourceId: string, names: readonly UnknownName[]) => Promise<void>
export type NoteUnknown = (accountId: string, sourceId: string, names: readonly UnknownName[]) => void

const listedForMs = 60_000
/** Names remembered and names that wait: one beyond that is listed when a later call says it. */
const most = 10_000

type OfSource = { accountId: string; sourceId: string; names: UnknownName[] }

export function createUnknownNames(write: Write, log: Log, now: () => number = () => performance.now()): NoteUnknown {
  /** When each was listed, or began to wait for it. */
  const listedAt = new Map<string, number>()
  const waiting = new Map<string, OfSource>()
  let isWriting = false

  const isFresh = (key: string): boolean => {
    const at = listedAt.get(key)
    return at !== undefined && now() - at < listedForMs
  }
  const writeAll = async (): Promise<void> => {
    isWriting = true
    for (const [source, { accountId, sourceId, names }] of waiting) {
      waiting.delete(source)
      try {
        await write(accountId, sourceId, names)
      } catch (error) {
        for (const name of names) listedAt.delete(keyOf(source, name))
        log.warn({ err: String(error) }, 'unknown names were not listed')
      }
    }
    isWriting = false
  }
  return (accountId, sourceId, names) => {
    const source = `${accountId} ${sourceId}`
    const fresh = names.filter((name) => !isFresh(keyOf(source, name)))
    if (fresh.length === 0) return
    if (listedAt.size + fresh.length > most) {
      for (const [key, at] of listedAt) if (now() - at >= listedForMs) listedAt.delete(key)
      if (listedAt.size + fresh.length > most) return
    }
    for (const name of fresh) listedAt.set(keyOf(source, name), now())
    const ofSource = waiting.get(source) ?? { accountId, sourceId, names: [] }
    ofSource.names.push(...fresh)
    waiting.set(source, ofSource)
    if (!isWriting) void writeAll()
  }
}

const keyOf = (source: string, { kind, external }: UnknownName) => `${source} ${kind} ${external}`
