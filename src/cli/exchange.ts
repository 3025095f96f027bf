/** One request and its answer, by node:http: it lets us say by which name we ask, follows no redirects and repeats nothing. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: unknown }

type Asked = { method: string; headers: Record<string, string>; body?: string | undefined; patienceMs: number }

/** Rejects with the system's error where nobody answers, and with an AbortError after `patienceMs`. */
export async function exchange(url: URL, { method, headers, body, patienceMs }: Asked): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method, headers, signal: AbortSignal.timeout(patienceMs) }, resolve)
    sent.once('error', reject)
    sent.end(body)
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: readBody(Buffer.concat(chunks).toString()),
  }
}

function readBody(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
