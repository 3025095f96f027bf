/** Where an SMSC listens, and in which order its addresses are tried. */
export type Endpoint = {
  host: string
  port: number
  /** The name in its certificate, where it has one of its own. */
  serverName?: string
}

const endpointForm = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/[\]]{1,253})):(\d{1,5})(?:\/([^\s/]{1,253}))?$/

/** `host:port`, or `[address]:port` for IPv6, with `/name` behind it where its certificate is for that name; undefined for anything else. */
export function readEndpoint(text: string): Endpoint | undefined {
  const [, six, host, port, serverName] = endpointForm.exec(text.trim()) ?? []
  const found = { host: six ?? host ?? '', port: Number(port), ...(serverName !== undefined && { serverName }) }
  return found.host !== '' && found.port >= 1 && found.port <= 65_535 ? found : undefined
}

type Places = Endpoint & { otherEndpoints: readonly string[] }

export function endpointsOf({ host, port, otherEndpoints }: Places): readonly [Endpoint, ...Endpoint[]] {
  return [{ host, port }, ...otherEndpoints.flatMap((one) => readEndpoint(one) ?? [])]
}

export function endpointWords({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * The order of trying: from the first on, each in turn, then from the first again. One that refused our credentials is
 * left out for a while, because repeated wrong binds get an account locked.
 */
export class EndpointOrder {
  readonly #all: readonly [Endpoint, ...Endpoint[]]
  readonly #leftOutUntil: number[]
  #at = 0

  constructor(all: readonly [Endpoint, ...Endpoint[]]) {
    this.#all = all
    this.#leftOutUntil = all.map(() => 0)
  }

  get first(): Endpoint {
    return this.#all[0]
  }

  get current(): Endpoint {
    return this.#all[this.#at] ?? this.#all[0]
  }

  get isFirst(): boolean {
    return this.#at === 0
  }

  /** Begins at the first again, or at the next that is not left out. */
  restart(now: number): void {
    this.#at = 0
    if (this.#isLeftOut(now)) this.next(now)
  }

  /** Moves on to the next that may be tried. Says that the list is through, and begins anew. */
  next(now: number): 'more' | 'through' {
    let through = false
    for (let tried = 0; tried < this.#all.length; tried++) {
      this.#at = (this.#at + 1) % this.#all.length
      through ||= this.#at === 0
      if (!this.#isLeftOut(now)) break
    }
    return through ? 'through' : 'more'
  }

  leaveOut(now: number, forMs: number): void {
    this.#leftOutUntil[this.#at] = now + forMs
  }

  leaveOutFirst(now: number, forMs: number): void {
    this.#leftOutUntil[0] = now + forMs
  }

  /** The first has taken us: everything begins there again. */
  backToFirst(): void {
    this.#at = 0
    this.#leftOutUntil[0] = 0
  }

  /** How long the first is still left out. */
  firstLeftOutForMs(now: number): number {
    return Math.max(0, (this.#leftOutUntil[0] ?? 0) - now)
  }

  /** When the first of them may be tried again, where all are left out. */
  allLeftOutUntil(now: number): number | undefined {
    const soonest = Math.min(...this.#leftOutUntil)
    return soonest > now ? soonest : undefined
  }

  #isLeftOut(now: number): boolean {
    return (this.#leftOutUntil[this.#at] ?? 0) > now
  }
}
