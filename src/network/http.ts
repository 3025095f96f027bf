/**
 * The HTTP client that adapters get: one attempt, redirects are answers, the body is capped, one time-out for all of it. What it adds to a plain
 * client is the truth about doubt: error codes cannot tell a request that never left from one that was cut after it (http.test.ts shows it), but
 * undici calls `onRequestStart` in the very turn in which it writes the first byte, so "not started" is "not sent", and nothing else is.
 */
import { Agent, type Dispatcher } from 'undici'
import { type Dial, DialError } from './dial.ts'

/** Below the time that a text may be written in (5 s): a host that answers nothing must show as away before its text is merely late. */
const connectTimeoutMs = 3_000
const bodyLimit = 64 * 1024
/** Shorter than what usual servers keep (Node and Apache 5 s, nginx 75 s): writing into a socket that the peer is just closing makes doubt out of nothing. */
const keepAliveMs = 2_000

/** One request. `withinMs` is for all of it; `mayWrite` is asked in the turn of the first byte, seconds after the call when a connection had to be made. */
export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string
  withinMs: number
  mayWrite?: () => boolean
}

/** Shaped as core/adapter.ts has it; this room imports no other, and a test holds the two together. */
export type HttpAnswer =
  | { is: 'answer'; status: number; headers: Record<string, string>; body: string; truncated: boolean }
  | {
      is: 'failed'
      sent: boolean
      why: 'timeout' | 'cut' | 'refused_address' | 'unreachable' | 'unreadable'
      words: string
    }

type Failure = Extract<HttpAnswer, { is: 'failed' }>

/** Makes the client on a guarded dialler. */
export function createHttp(dial: Dial): (request: HttpRequest) => Promise<HttpAnswer> {
  const agent = new Agent({
    connect: ({ hostname, protocol, port }, done) => {
      const tls = protocol === 'https:'
      dial({ host: hostname, port: Number(port) || (tls ? 443 : 80), tls, connectTimeoutMs }).then(
        (socket) => done(null, socket),
        (error: Error) => done(error, null),
      )
    },
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return (request) => {
    const url = readUrl(request.url)
    if ('is' in url) return Promise.resolve(url)
    return new Promise((settle) => {
      const exchange = new HttpExchange(request, settle)
      agent.dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: request.method,
          headers: { 'user-agent': 'aftercall', ...request.headers },
          ...(request.body === undefined ? {} : { body: request.body }),
        },
        exchange,
      )
    })
  }
}

function readUrl(text: string): URL | Failure {
  const refuse = (words: string): Failure => ({ is: 'failed', sent: false, why: 'refused_address', words })
  if (!URL.canParse(text)) return refuse('the URL cannot be read')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse(`${url.protocol} is neither http nor https`)
  if (url.username !== '' || url.password !== '')
    return refuse('a URL with a user name in it is not dialled; use a header')
  return url
}

/** One request and what becomes of it; settles exactly once. */
class HttpExchange implements Dispatcher.DispatchHandler {
  private readonly request: HttpRequest
  private readonly settle: (answer: HttpAnswer) => void
  private readonly timer: NodeJS.Timeout
  private controller: Dispatcher.DispatchController | undefined
  private sent = false
  private over = false
  private status = 0
  private headers: Record<string, string> = {}
  private readonly chunks: Buffer[] = []
  private size = 0

  constructor(request: HttpRequest, settle: (answer: HttpAnswer) => void) {
    this.request = request
    this.settle = settle
    this.timer = setTimeout(() => this.fail('timeout', 'no whole answer in time'), request.withinMs)
  }

  /** The last moment before the first byte: undici writes as soon as this returns, unless it was aborted here. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.over) controller.abort(new Error('nobody waits any more'))
    else if (this.request.mayWrite?.() === false)
      this.fail('timeout', 'the time to write was over before the connection stood')
    else this.sent = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.status = status
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) this.headers[name] = String(value)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
    this.size += chunk.length
    if (this.size > bodyLimit) this.answer(true)
  }

  onResponseEnd(): void {
    this.answer(false)
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    if (error instanceof DialError) this.fail(error.why, error.message)
    else if (!this.sent) this.fail('unreachable', `the request could not be made (${code})`)
    else if (error.name === 'HTTPParserError' && code !== 'HPE_INVALID_EOF_STATE')
      this.fail('unreadable', `the answer is not HTTP (${code})`)
    else this.fail('cut', `the connection was cut before the whole answer (${code})`)
  }

  private answer(truncated: boolean): void {
    const body = new TextDecoder().decode(Buffer.concat(this.chunks).subarray(0, bodyLimit))
    this.end({ is: 'answer', status: this.status, headers: this.headers, body, truncated })
    if (truncated) this.controller?.abort(new Error('the answer is too long'))
  }

  private fail(why: Failure['why'], words: string): void {
    const { sent } = this
    this.end({ is: 'failed', sent, why, words })
    this.controller?.abort(new Error(words))
  }

  private end(answer: HttpAnswer): void {
    if (this.over) return
    this.over = true
    clearTimeout(this.timer)
    this.settle(answer)
  }
}
