/**
 * Pages that update by themselves. Only while somebody watches: the calls on screen are re-read by their keys once a second (for the first ten
 * seconds four times), per account and node, and sent where they differ; of the newest calls twenty are read by the primary key.
 */
import type { CallRow } from '../store/call-list.ts'
import { listCalls } from '../store/call-list.ts'
import { readPulses } from '../store/message-history.ts'
import { callRowViews, callStory } from './call-views.ts'
import type { Context } from './context.ts'
import type { CallRowView, CallStoryView } from './shapes/calls.ts'
import type { Viewer } from './views.ts'

export type Watcher = {
  accountId: string
  viewer: Viewer
  calls: readonly string[]
  send(event: 'call', story: CallStoryView): void
  send(event: 'newest', rows: CallRowView[]): void
}

export type LiveCalls = { watch(watcher: Watcher): () => void; close(): void }

const quickMs = 250
const usualMs = 1_000
const quickForMs = 10_000
/** So many of the newest are told of. */
export const mostNewest = 20

/** Half of the connections that the console has: whoever opens a page meanwhile waits for none of this. */
const mostAtOnce = 2
const mostIds = 200

type Watched = Watcher & { since: number; pulses: Map<string, string>; newest: string | undefined }
type Account = { accountId: string; watchers: Set<Watched>; lookedAt: number; isLooking: boolean }

export function createLiveCalls(context: Context): LiveCalls {
  const byAccount = new Map<string, Account>()
  /** Those whose turn it is, longest ago first: a slow one holds up nobody. */
  const waiting = new Set<Account>()
  let looking = 0
  let timer: NodeJS.Timeout | undefined

  const tick = (): void => {
    for (const one of byAccount.values()) if (isDue(one)) waiting.add(one)
    next()
    timer = byAccount.size === 0 ? undefined : setTimeout(tick, quickMs).unref()
  }
  const next = (): void => {
    for (const one of waiting) {
      if (looking === mostAtOnce) return
      waiting.delete(one)
      void look(one)
    }
  }
  const look = async (one: Account): Promise<void> => {
    looking += 1
    one.isLooking = true
    one.lookedAt = performance.now()
    try {
      await lookAt(context, one.accountId, [...one.watchers])
    } catch (error) {
      context.log.warn({ err: (error as Error).name, accountId: one.accountId }, 'live pages could not be read')
    }
    one.isLooking = false
    looking -= 1
    next()
  }

  return {
    watch: (watcher) => {
      const { accountId } = watcher
      const one: Watched = { ...watcher, since: performance.now(), pulses: new Map(), newest: undefined }
      const account = byAccount.get(accountId) ?? { accountId, watchers: new Set(), lookedAt: 0, isLooking: false }
      byAccount.set(accountId, account)
      account.watchers.add(one)
      account.lookedAt = Number.NEGATIVE_INFINITY
      timer ??= setTimeout(tick, 0).unref()
      return () => {
        account.watchers.delete(one)
        if (account.watchers.size > 0 || byAccount.get(accountId) !== account) return
        byAccount.delete(accountId)
        waiting.delete(account)
      }
    },
    close: () => {
      clearTimeout(timer)
      byAccount.clear()
      waiting.clear()
    },
  }
}

function isDue({ watchers, lookedAt, isLooking }: Account): boolean {
  if (isLooking) return false
  const isQuick = [...watchers].some((one) => performance.now() - one.since < quickForMs && one.calls.length > 0)
  return performance.now() - lookedAt >= (isQuick ? quickMs : usualMs) - 20
}

async function lookAt(context: Context, accountId: string, watchers: readonly Watched[]): Promise<void> {
  const pulses = await pulsesOf(context, accountId, [...new Set(watchers.flatMap((one) => one.calls))])
  for (const watcher of watchers)
    for (const id of watcher.calls) {
      const pulse = pulses.get(id) ?? ''
      if (watcher.pulses.get(id) === pulse) continue
      watcher.pulses.set(id, pulse)
      const story = await callStory({ context, accountId, viewer: watcher.viewer }, id)
      if (story) watcher.send('call', story)
    }
  const rows = await newestCalls(context, accountId)
  for (const watcher of watchers) await sendNewest(context, watcher, rows)
}

/** Of all that is watched, however many pages there are: what is left out here would be sent once and never again. */
async function pulsesOf({ db }: Context, accountId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const pulses = new Map<string, string>()
  for (let at = 0; at < ids.length; at += mostIds)
    for (const [id, pulse] of await readPulses(db, accountId, ids.slice(at, at + mostIds))) pulses.set(id, pulse)
  return pulses
}

async function newestCalls({ db }: Context, accountId: string): Promise<CallRow[]> {
  return (await listCalls(db, accountId, {}, { limit: mostNewest })).calls
}

/** The newest rows whenever a call is new among them; calls commit a little out of the order of their ids, so never only those after the last. */
async function sendNewest(context: Context, watcher: Watched, rows: readonly CallRow[]): Promise<void> {
  const ids = rows.map((row) => row.id).join()
  if (ids === watcher.newest) return
  watcher.newest = ids
  watcher.send('newest', await callRowViews({ context, accountId: watcher.accountId, viewer: watcher.viewer }, rows))
}
