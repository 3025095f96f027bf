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
const mostNewest = 20

type Watched = Watcher & { since: number; pulses: Map<string, string>; newest: string | undefined }

export function createLiveCalls(context: Context): LiveCalls {
  const byAccount = new Map<string, Set<Watched>>()
  let timer: NodeJS.Timeout | undefined
  let lastRound = new Map<string, number>()

  const tick = async (): Promise<void> => {
    for (const [accountId, watchers] of byAccount) {
      const isQuick = [...watchers].some((one) => performance.now() - one.since < quickForMs && one.calls.length > 0)
      if (performance.now() - (lastRound.get(accountId) ?? 0) < (isQuick ? quickMs : usualMs) - 20) continue
      lastRound.set(accountId, performance.now())
      try {
        await lookAt(context, accountId, [...watchers])
      } catch (error) {
        context.log.warn({ err: (error as Error).name, accountId }, 'live pages could not be read')
      }
    }
    timer = byAccount.size === 0 ? undefined : setTimeout(() => void tick(), quickMs).unref()
  }

  return {
    watch: (watcher) => {
      const one: Watched = { ...watcher, since: performance.now(), pulses: new Map(), newest: undefined }
      const watchers = byAccount.get(watcher.accountId) ?? new Set()
      byAccount.set(watcher.accountId, watchers.add(one))
      lastRound.delete(watcher.accountId)
      timer ??= setTimeout(() => void tick(), 0).unref()
      return () => {
        watchers.delete(one)
        if (watchers.size === 0) byAccount.delete(watcher.accountId)
      }
    },
    close: () => {
      clearTimeout(timer)
      byAccount.clear()
      lastRound = new Map()
    },
  }
}

async function lookAt(context: Context, accountId: string, watchers: readonly Watched[]): Promise<void> {
  const wanted = [...new Set(watchers.flatMap((one) => one.calls))].slice(0, 200)
  const pulses = wanted.length === 0 ? new Map<string, string>() : await readPulses(context.db, accountId, wanted)
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
