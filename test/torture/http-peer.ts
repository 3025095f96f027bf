/**
 * A Kannel of the torture run that is no help: it takes a text and redirects, cuts, answers half or answers nonsense. Like the SMSC it is never killed, and
 * journals each text before it answers. `node test/torture/http-peer.ts --seed S --journal FILE`.
 */
import { openSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'
import { draw } from './draw.ts'
import type { JournalLine } from './peer.ts'
import { textKey } from './text.ts'

export const httpBehaviours = [
  'redirects',
  'cuts',
  'cuts in the answer',
  'answers nonsense',
  'refuses for now',
  'accepts',
] as const
type Behaviour = (typeof httpBehaviours)[number]

/** What becomes of the n-th time that a text is submitted. Only one that refuses has not taken it. */
export function httpFate(seed: number, key: string, nth: number): Behaviour {
  const share = draw(seed, 'http', key)
  if (share < 0.08) return 'redirects'
  if (share < 0.16) return 'cuts'
  if (share < 0.2) return 'cuts in the answer'
  if (share < 0.27) return 'answers nonsense'
  if (share < 0.34 && nth <= 2) return 'refuses for now'
  return 'accepts'
}

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, journal: { type: 'string' } } })
const seed = Number(values.seed)
const journal = openSync(values.journal ?? '/dev/null', 'a')
const times = new Map<string, number>()
let ids = 0

function take(request: IncomingMessage, response: ServerResponse): void {
  const query = new URL(request.url ?? '/', 'http://peer').searchParams
  const [to, text] = [query.get('to') ?? '', query.get('text') ?? '']
  const key = textKey({ to, text, part: 1 })
  const nth = (times.get(key) ?? 0) + 1
  times.set(key, nth)
  // Whoever follows a redirect, or repeats, writes a second line.
  const how = httpFate(seed, key, nth)
  const accepted = how !== 'refuses for now'
  const isReceived = accepted && draw(seed, 'http receipt', key) < 0.8
  const line: JournalLine = {
    at: Date.now(),
    key,
    to,
    part: 1,
    parts: 1,
    session: 0,
    id: `http-${ids++}`,
    accepted,
    answered: how === 'accepts' || how === 'refuses for now',
    receipt: isReceived ? 'DELIVRD' : null,
  }
  writeSync(journal, `${JSON.stringify(line)}\n`)
  answer(how, request, response)
  const receiptUrl = query.get('dlr-url')
  if (isReceived && receiptUrl)
    setTimeout(() => void sendReceipt(receiptUrl, to), 50 + draw(seed, 'http wait', key) * 400)
}

function answer(how: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  switch (how) {
    case 'redirects':
      response.writeHead(307, { location: `http://${request.headers.host}${request.url}` }).end()
      break
    case 'cuts':
      request.socket.resetAndDestroy()
      break
    case 'cuts in the answer':
      response.writeHead(202, { 'content-length': '100' })
      response.write('0: Acc', () => request.socket.resetAndDestroy())
      break
    case 'answers nonsense':
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>Service unavailable</html>')
      break
    case 'refuses for now':
      response.writeHead(503).end('Temporal failure, try again later.')
      break
    case 'accepts':
      response.writeHead(202).end('0: Accepted for delivery')
      break
  }
}

/** Thousands may wait for a node that is down: offered ever more slowly, they leave it the machine to come up on. */
const longestWaitMs = 5_000

/** What answered each receipt that is not taken yet, and how many times. */
const waiting = new Map<string, Record<string, number>>()

/** As Kannel does, until it is taken: the node that it names may be down, for minutes on a machine that does much else. */
async function sendReceipt(template: string, to: string): Promise<void> {
  const told: Record<string, string> = {
    '%d': '1',
    '%F': '0-0-0',
    '%A': '',
    '%T': String(Math.floor(Date.now() / 1000)),
    '%p': encodeURIComponent(to),
  }
  const url = template.replace(/%[dFATp]/g, (word) => told[word] ?? '')
  const answers: Record<string, number> = {}
  waiting.set(url, answers)
  for (let waitMs = 300; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const status = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (one) => one.status,
      (error: Error) => error.name,
    )
    if (status === 200) break
    answers[status] = (answers[status] ?? 0) + 1
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  waiting.delete(url)
}

const server = createServer(take)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }))
})
process.on('SIGTERM', () => {
  for (const [url, answers] of waiting) console.error(`a receipt was not taken: ${url} ${JSON.stringify(answers)}`)
  process.exit(0)
})
