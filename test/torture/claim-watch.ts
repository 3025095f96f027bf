/** How often processes pick what another has taken meanwhile: read from their metrics while they run, since the figures of a killed process are gone. */
import { readMetrics } from '../support/metrics.ts'

export type ClaimFigures = { claimed: number; collided: number }

const everyMs = 500

export class ClaimWatch {
  readonly #last = new Map<number, ClaimFigures>()
  readonly #nodes: () => { url: string; pid: number }[]
  readonly #key: string
  readonly #timer: NodeJS.Timeout

  constructor(nodes: () => { url: string; pid: number }[], key: string) {
    this.#nodes = nodes
    this.#key = key
    this.#timer = setInterval(() => void this.#look(), everyMs)
  }

  async #look(): Promise<void> {
    for (const { url, pid } of this.#nodes()) {
      if (pid === 0) continue
      const figures = await this.#ask(url).catch(() => undefined)
      if (figures) this.#last.set(pid, figures)
    }
  }

  async #ask(url: string): Promise<ClaimFigures> {
    const answer = await fetch(`${url}/metrics`, {
      headers: { authorization: `Bearer ${this.#key}` },
      signal: AbortSignal.timeout(1_000),
    })
    const families = readMetrics(await answer.text())
    const sum = (name: string, by?: string) =>
      (families.get(name)?.samples ?? [])
        .filter(({ labels }) => by === undefined || labels['by'] === by)
        .reduce((all, { value }) => all + value, 0)
    return { claimed: sum('aftercall_permits_total', 'claim'), collided: sum('aftercall_claims_collided_total') }
  }

  /** Of every process that was ever seen. */
  figures(): ClaimFigures {
    const all = [...this.#last.values()]
    return {
      claimed: all.reduce((sum, one) => sum + one.claimed, 0),
      collided: all.reduce((sum, one) => sum + one.collided, 0),
    }
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
