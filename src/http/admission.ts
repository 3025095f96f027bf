/**
 * Back-pressure before memory grows: bodies under way and calls between socket and commit are counted, and what does not fit is answered 503 with
 * a Retry-After before its body is read. Many phone systems never repeat a webhook, so those own half of everything and wait their turn for up to
 * ten seconds; API traffic is shed first. It all ends here: no queue behind this grows without a bound.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimit } from './json-body.ts'
import { problem, retryAfter } from './problems.ts'
import type { Readiness } from './services.ts'

export type AdmissionOptions = {
  /** Calls between socket and commit. */
  waiting(): number
  readiness(): Readiness
  bodyBytes?: number
  calls?: number
  /** How long a webhook waits for its turn. */
  patienceMs?: number
}

type Share = 'api' | 'webhook'
const oldestMs = { api: 5_000, webhook: 10_000 } as const
const usual = { bodyBytes: 64 * 1_048_576, calls: 5_000, patienceMs: 10_000 }

export const refusalCauses = ['not_ready', 'full', 'waited'] as const
export type Refusals = Record<(typeof refusalCauses)[number], number>

export type Admission = {
  install(server: FastifyInstance): void
  bytesUnderWay(): number
  /** Requests that were turned away: the program takes no calls, there was no room, or a webhook waited for its turn in vain. */
  refusals(): Readonly<Refusals>
}

export function createAdmission(options: AdmissionOptions): Admission {
  const most = { ...usual, ...options }
  let bytes = 0
  /** When each admitted intake request came, oldest first. */
  const underWay = new Map<FastifyRequest, number>()
  const turns: (() => void)[] = []
  const refusals: Refusals = { not_ready: 0, full: 0, waited: 0 }
  const refuse = (cause: 'full' | 'waited'): never => {
    refusals[cause] += 1
    throw problem('busy', { headers: retryAfter(1, 30) })
  }

  const fits = (share: Share, size: number): boolean => {
    const part = share === 'webhook' ? 1 : 0.5
    if (bytes + size > most.bodyBytes * part || options.waiting() >= most.calls * part) return false
    const oldest = underWay.values().next().value
    return oldest === undefined || performance.now() - oldest < oldestMs[share]
  }

  const waitForTurn = async (size: number): Promise<boolean> => {
    const givingUpAt = performance.now() + most.patienceMs
    while (!fits('webhook', size)) {
      const left = givingUpAt - performance.now()
      if (left <= 0 || turns.length >= most.calls) return false
      // Woken by whoever leaves; looked at anew from time to time, since commits free places too.
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(
          () => {
            turns.splice(turns.indexOf(wake), 1)
            resolve()
          },
          Math.min(left, 100),
        )
        turns.push(wake)
      })
    }
    return true
  }

  const enter = (request: FastifyRequest, reply: FastifyReply, size: number): void => {
    bytes += size
    if (request.routeOptions.config.intake !== undefined) underWay.set(request, performance.now())
    // Comes once, whether the answer was sent or the peer went away.
    reply.raw.once('close', () => {
      bytes -= size
      underWay.delete(request)
      turns.shift()?.()
    })
  }

  /** Undefined: it is in. A promise: it waits for its turn. Throws when there is no room. */
  const admit = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const { intake, streams } = request.routeOptions.config
    const size = streams ? 0 : sizeOf(request)
    if (intake === undefined && size === 0) return undefined
    const { ready, words } = intake === undefined ? alwaysReady : options.readiness()
    if (!ready) {
      refusals.not_ready += 1
      throw problem('busy', { detail: words, headers: retryAfter(2, 10) })
    }
    if (fits(intake ?? 'api', size)) enter(request, reply, size)
    else if (intake === 'webhook')
      return waitForTurn(size).then((isIn) => (isIn ? enter(request, reply, size) : refuse('waited')))
    // What is no call is held back only by the bytes.
    else if (intake === undefined && bytes + size <= most.bodyBytes) enter(request, reply, size)
    else refuse('full')
    return undefined
  }

  return {
    install: (server) => {
      // Not an async function: every call passes here, and seldom has to wait.
      server.addHook('onRequest', (request, reply, done) => {
        try {
          const waiting = admit(request, reply)
          if (waiting) waiting.then(() => done(), done)
          else done()
        } catch (error) {
          done(error as Error)
        }
      })
    },
    bytesUnderWay: () => bytes,
    refusals: () => refusals,
  }
}

const alwaysReady: Readiness = { ready: true, words: '' }

/** A body of unknown length may turn out to be as long as any. */
function sizeOf(request: FastifyRequest): number {
  const told = request.headers['content-length']
  if (told === undefined) return request.headers['transfer-encoding'] === undefined ? 0 : bodyLimit
  const length = Number(told)
  if (length > bodyLimit) throw problem('too_large')
  return Number.isSafeInteger(length) && length > 0 ? length : 0
}
