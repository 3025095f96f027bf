/**
 * The phone system of the torture run. It reports each call until it is told 2xx, at whichever node answers, repeats some that were taken long ago, and
 * keeps its own log. Now and then it sends a text in doubt again, as a person would.
 */
import { kindOf, reportOf, smppRules } from './account.ts'
import { draw, drawBetween } from './draw.ts'

export type Posted = {
  n: number
  acceptedAt: number | undefined
  id: string | undefined
  tries: { at: number; status: number }[]
}
export type Resent = { message: string; number: string; text: string; before: number; after: number }

export type Targets = {
  /** Addresses of the nodes; those that are down too. */
  urls(): string[]
  key(kind: 'smpp' | 'http'): string
}

const giveUpMs = 90_000

export class Client {
  readonly posted = new Map<number, Posted>()
  readonly resent: Resent[] = []
  /** A call that was known under another id, or new twice. */
  readonly wrong: string[] = []
  repeats = 0
  readonly #seed: number
  readonly #targets: Targets
  readonly #underWay = new Set<Promise<void>>()
  #next = 0
  #timer: NodeJS.Timeout | undefined

  constructor(seed: number, targets: Targets) {
    this.#seed = seed
    this.#targets = targets
  }

  /** Reports so many calls a second from now on; never more than `most` under way. */
  start(perSecond: number, most = 400): void {
    clearInterval(this.#timer)
    const everyMs = 100
    let owed = 0
    this.#timer = setInterval(() => {
      owed = Math.min(owed + (perSecond * everyMs) / 1000, perSecond)
      for (; owed >= 1 && this.#underWay.size < most; owed--) this.#begin(this.#report(this.#next++))
    }, everyMs)
  }

  /** No new calls; resolves when every one begun was taken or given up. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    while (this.#underWay.size > 0) await Promise.race(this.#underWay)
  }

  get accepted(): number {
    return [...this.posted.values()].filter((one) => one.acceptedAt !== undefined).length
  }

  #begin(work: Promise<void>): void {
    const one = work.finally(() => this.#underWay.delete(one))
    this.#underWay.add(one)
  }

  async #report(n: number): Promise<void> {
    const posted: Posted = { n, acceptedAt: undefined, id: undefined, tries: [] }
    this.posted.set(n, posted)
    const body = JSON.stringify(reportOf(this.#seed, n, Date.now()))
    const startedAt = Date.now()
    for (let tried = 0; Date.now() - startedAt < giveUpMs; tried++) {
      if (await this.#post(posted, body, tried)) {
        this.#repeatSome(posted, body)
        return
      }
      await pause(drawBetween(50, 400, this.#seed, 'again', n, tried))
    }
  }

  /** Whether it was taken. */
  async #post(posted: Posted, body: string, tried: number): Promise<boolean> {
    const { status, answer } = await this.#send(posted.n, body, tried)
    posted.tries.push({ at: Date.now(), status })
    if (status !== 200 && status !== 202) {
      if (status === 422 || status === 401 || status === 404)
        this.wrong.push(`call ${posted.n} was answered ${status}: ${JSON.stringify(answer)}`)
      return false
    }
    const id = answer['id'] as string
    if (posted.id !== undefined && posted.id !== id)
      this.wrong.push(`call ${posted.n} has two ids: ${posted.id} and ${id}`)
    if (posted.id !== undefined && status === 202) this.wrong.push(`call ${posted.n} was new twice`)
    posted.id = id
    posted.acceptedAt ??= Date.now()
    return true
  }

  async #send(n: number, body: string, tried: number): Promise<{ status: number; answer: Record<string, unknown> }> {
    const urls = this.#targets.urls()
    const url = urls[(n + tried) % urls.length]
    const key = this.#targets.key(kindOf(this.#seed, n) === 'http' ? 'http' : 'smpp')
    try {
      const answer = await fetch(`${url}/v1/calls`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(15_000),
      })
      return { status: answer.status, answer: (await answer.json()) as Record<string, unknown> }
    } catch {
      return { status: 0, answer: {} }
    }
  }

  /** Some phone systems report again what was taken, at once or much later, to another node. */
  #repeatSome(posted: Posted, body: string): void {
    const share = draw(this.#seed, 'repeat', posted.n)
    if (share > 0.1) return
    const afterMs = share < 0.05 ? 0 : drawBetween(200, 8_000, this.#seed, 'repeat after', posted.n)
    this.repeats++
    this.#begin(pause(afterMs).then(async () => void (await this.#post(posted, body, posted.n + 1))))
  }

  /** Saves other rules, at whichever node answers; says how often. */
  async changeRules(nth: number): Promise<number> {
    // Another hand may have the database down just now.
    for (const until = performance.now() + 15_000; performance.now() < until; await pause(500))
      for (const url of this.#targets.urls()) if (await this.#changeRulesAt(url, nth)) return 1
    return 0
  }

  async #changeRulesAt(url: string, nth: number): Promise<boolean> {
    try {
      const answer = await fetch(`${url}/v1/configuration`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${this.#targets.key('smpp')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ rules: smppRules(nth + 1) }),
        signal: AbortSignal.timeout(15_000),
      })
      return answer.ok
    } catch {
      // That node is down; the other may not be.
      return false
    }
  }

  /** Sends a third of what is in doubt again by hand. */
  async resendDoubts(kind: 'smpp' | 'http'): Promise<number> {
    for (const url of this.#targets.urls()) {
      try {
        return await this.#resendAt(url, kind)
      } catch {
        // That node is down; the other may not be.
      }
    }
    return 0
  }

  async #resendAt(url: string, kind: 'smpp' | 'http'): Promise<number> {
    const headers = { authorization: `Bearer ${this.#targets.key(kind)}`, 'content-type': 'application/json' }
    const list = await fetch(`${url}/v1/messages?state=unconfirmed&limit=200`, {
      headers,
      signal: AbortSignal.timeout(5_000),
    })
    const { items } = (await list.json()) as { items: { id: string; number: string; text: string }[] }
    let done = 0
    for (const { id, number, text } of items) {
      if (draw(this.#seed, 'resend', id, this.resent.length) > 0.33) continue
      const before = Date.now()
      const answer = await fetch(`${url}/v1/messages/${id}/resend`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ confirm: 'may arrive twice' }),
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined)
      // Not answered may yet be done; so may what failed, where the answer to its COMMIT was swallowed.
      if (answer && !answer.ok && answer.status < 500) continue
      this.resent.push({ message: id, number, text, before, after: Date.now() })
      done++
    }
    return done
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
