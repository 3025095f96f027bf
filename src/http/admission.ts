/**
 * Back-pressure before memory grows: bodies under way and calls between socket and commit are counted, and what does not fit is answered 503 with
 * a Retry-After before its body is read. Many phone systems never repeat a webhook, so those own half of everything and wait their turn for up to
 * ten seconds; API traffic is shed first. Nobody may take it all: not one account, not one source, and not who sends a body drop by drop. It all ends
 * here: no queue behind this grows without a bound.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readiness } from '../core/readiness.ts'
import { type AccountShares, createAccountShares, createHolders, type Holders, shareOfOne } from './account-shares.ts'
import { createBodyRoom } from './body-room.ts'
import { problem, retryAfter } from './problems.ts'
import { createRefusalPace } from './refusal-pace.ts'
import { createTurns } from './turns.ts'

export type AdmissionOptions = {
  /** Calls between socket and commit. */
  waiting(): number
  readiness(): Readiness
  bodyBytes?: number
  calls?: number
  /** How long a webhook waits for its turn. */
  patienceMs?: number
  /** How long the oldest call of an account or source may wait for its commit before no more of it are let in; and how long nothing may leave, before none is. */
  oldestMs?: Record<Share, number>
  /** How long a body may take when its room is wanted by another; and after what part of that it counts as what has come of it. */
  slowMs?: number
}

type Share = 'api' | 'webhook'
const oldestMs: Record<Share, number> = { api: 5_000, webhook: 10_000 }
/** So few calls, beside what there is room for, are never too many, however long they wait. */
const fewShare = 0.05
const usual = { oldestMs, bodyBytes: 64 * 1_048_576, calls: 5_000, patienceMs: 10_000, slowMs: 2_000 }

export const refusalCauses = ['not_ready', 'full', 'waited', 'slow', 'account'] as const
export type Refusals = Record<(typeof refusalCauses)[number], number>

export type Admission = {
  install(server: FastifyInstance): void
  /** Tells that it is not taken, when its turn comes, or cuts the connection where too many wait; a body that nobody will read takes no room until then. */
  refuseInTurn(request: FastifyRequest, refuse: () => void): void
  bytesUnderWay(): number
  /** So that no account takes the room of all. */
  ofAccounts: AccountShares
  /**
   * Requests that were turned away: the program takes no calls, there was no room, a webhook waited for its turn in vain, a body came so slowly that
   * others needed its room, or an account had too much in hand.
   */
  refusals(): Readonly<Refusals>
}

export function createAdmission(options: AdmissionOptions): Admission {
  const most = { ...usual, ...options }
  /** Since when each intake request whose body is here waits for its commit, oldest first. */
  const inHand = new Map<FastifyRequest, number>()
  const ofSource = createHolders()
  const letGo = new WeakMap<FastifyRequest, () => void>()
  /** When the last of those in hand was answered. */
  let lastLeftAt = 0
  const turns = createTurns({ patienceMs: most.patienceMs, most: most.calls })
  const refusals: Refusals = { not_ready: 0, full: 0, waited: 0, slow: 0, account: 0 }
  const refused = (cause: keyof Refusals): void => {
    refusals[cause] += 1
  }
  const refuse = (cause: 'full' | 'waited'): never => {
    refused(cause)
    throw problem('busy', { headers: retryAfter(1, 30) })
  }

  const pace = createRefusalPace()
  const room = createBodyRoom({ bodyBytes: most.bodyBytes, slowMs: most.slowMs, cut: () => refused('slow') })

  const fits = (share: Share, size: number, source?: string): boolean => {
    const part = share === 'webhook' ? 1 : 0.5
    if (options.waiting() >= most.calls * part || !room.fits(size, most.bodyBytes * part)) return false
    if (
      source !== undefined &&
      !leavesRoom(ofSource, source, { calls: most.calls * shareOfOne, ms: most.oldestMs[share] })
    )
      return false
    // Where calls still leave, one that has waited long stands behind others of its own account, and that is no reason to refuse anyone else.
    // And few that wait long show a slow database, not a want of room.
    if (options.waiting() < most.calls * fewShare) return true
    const oldest = inHand.values().next().value
    return oldest === undefined || performance.now() - Math.max(oldest, lastLeftAt) < most.oldestMs[share]
  }

  /** From here on it is the program's own time: how long the body took says nothing of that. */
  const bodyIsHere = (request: FastifyRequest): void => {
    if (request.routeOptions.config.intake === undefined) return
    inHand.set(request, performance.now())
    const source = sourceOf(request)
    if (source !== undefined) letGo.set(request, ofSource.take(source, 1))
  }

  const enter = (request: FastifyRequest, reply: FastifyReply, size: number): void => {
    let isIn = true
    const leave = () => {
      if (!isIn) return
      isIn = false
      room.leave(request)
      if (inHand.delete(request) && isAnsweredWell(reply)) lastLeftAt = performance.now()
      letGo.get(request)?.()
      turns.next()
    }
    if (size > 0) room.take(request, size, leave)
    else bodyIsHere(request)
    // Comes once, whether the answer was sent or the peer went away; which it may have done while it waited for its turn.
    if (reply.raw.closed) leave()
    else reply.raw.once('close', leave)
  }

  /** Undefined: it is in. A promise: it waits for its turn. Throws when there is no room. */
  const admit = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const { intake, streams } = request.routeOptions.config
    const size = streams ? 0 : sizeOf(request)
    if (intake === undefined && size === 0) return undefined
    const { ready, words } = intake === undefined ? alwaysReady : options.readiness()
    if (!ready) {
      refused('not_ready')
      throw problem('busy', { detail: words, headers: retryAfter(2, 10) })
    }
    const source = sourceOf(request)
    if (fits(intake ?? 'api', size, source)) enter(request, reply, size)
    else if (intake === 'webhook')
      return turns
        .wait(() => fits('webhook', size, source))
        .then((isIn) => (isIn ? enter(request, reply, size) : refuse('waited')))
    // What is no call is held back only by the bytes.
    else if (intake === undefined && room.fits(size, most.bodyBytes)) enter(request, reply, size)
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
      server.addHook('preValidation', (request, _reply, done) => {
        if (room.isHere(request)) bodyIsHere(request)
        done()
      })
    },
    refuseInTurn: (request, refuse) => {
      if (request.body === undefined) {
        room.leave(request)
        request.raw.resume()
      }
      if (!pace.tell(refuse, request.raw.socket)) request.raw.socket.destroy()
    },
    bytesUnderWay: room.bytes,
    ofAccounts: createAccountShares({
      waiting: options.waiting,
      most: most.calls / 2,
      few: (most.calls / 2) * fewShare,
      oldestMs: most.oldestMs.api,
      refused,
    }),
    refusals: () => refusals,
  }
}

const alwaysReady: Readiness = { ready: true, words: '' }

/** Who pushes calls here: the token of its address. */
function sourceOf(request: FastifyRequest): string | undefined {
  if (request.routeOptions.config.intake !== 'webhook') return undefined
  const { token } = request.params as { token?: string }
  return token
}

function leavesRoom(ofSource: Holders, source: string, most: { calls: number; ms: number }): boolean {
  return ofSource.calls(source) < most.calls && ofSource.oldestMs(source) < most.ms
}

const isAnsweredWell = ({ raw }: FastifyReply): boolean => raw.writableEnded && raw.statusCode < 300

/** A body of unknown length may turn out to be as long as any. */
function sizeOf(request: FastifyRequest): number {
  const told = request.headers['content-length']
  const { bodyLimit: most } = request.routeOptions
  if (told === undefined) return request.headers['transfer-encoding'] === undefined ? 0 : most
  const length = Number(told)
  if (length > most) throw problem('too_large')
  return Number.isSafeInteger(length) && length > 0 ? length : 0
}
