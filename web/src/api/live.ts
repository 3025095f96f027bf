/** Server-sent events over fetch: unlike EventSource it carries the account's header. */
import { send } from './client.ts'

export type LiveEvent = { event: string; data: unknown }

const againAfterMs = 1_500

/** Reads `/v1/live` until the signal ends it, opening it again when it is cut. */
export async function follow(
  query: { calls?: string },
  onEvent: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await send(new Request(`/v1/live?${new URLSearchParams(query)}`, { signal }))
      if (response.ok && response.body !== null) await readEvents(response.body, onEvent)
    } catch {
      // A cut or an unreachable program is the connection store's to tell; here it only means to try again.
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, againAfterMs))
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
