/** Server-sent events over fetch: unlike EventSource it carries the account's header. */
import { send } from './client.ts'
import { untilBack } from './session.ts'

export type LiveEvent = { event: string; data: unknown }

const againAfterMs = 1_500

/** Reads `/v1/live` until the signal ends it, opening it again when it is cut, and when a session that ended is back. A page that nobody looks at does not watch. */
export async function follow(
  query: { calls?: string },
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await untilShown(signal)
    const watch = whileShown(signal)
    let waitMs = againAfterMs
    try {
      const request = new Request(`/v1/live?${new URLSearchParams(query)}`, { signal: watch.signal })
      const response = await send(request)
      if (response.ok && response.body !== null) await readEvents(response.body, onEvent)
      // Too many are open: it says when to come back.
      else waitMs = Math.max(waitMs, Number(response.headers.get('retry-after')) * 1000)
    } catch {
      // A cut or an unreachable program is the connection store's to tell; here it only means to try again.
    } finally {
      watch.end()
    }
    await untilBack(signal)
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

const changes = 'visibilitychange'

async function untilShown(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return
  await new Promise<void>((resolve) => {
    document.addEventListener(changes, () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** A signal that also ends when the page is hidden: browsers allow few connections, and other tabs want theirs. */
function whileShown(signal: AbortSignal): { signal: AbortSignal; end(): void } {
  const hidden = new AbortController()
  const look = () => document.hidden && hidden.abort()
  document.addEventListener(changes, look)
  return {
    signal: AbortSignal.any([signal, hidden.signal]),
    end: () => document.removeEventListener(changes, look),
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: LiveEvent) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += value
    const blocks = rest.split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parseEvent(block)
      if (event !== undefined) onEvent(event)
    }
  }
}

function parseEvent(block: string): LiveEvent | undefined {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('event:')) event = line.slice(6).trim()
    else if (line.startsWith('data:')) data.push(line.slice(5).trimStart())
  }
  return data.length === 0 ? undefined : { event, data: JSON.parse(data.join('\n')) as unknown }
}
