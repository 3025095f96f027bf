/** What the flows have in common: where the load goes, and how many texts came out at the other end. */
export type FlowSubject = {
  load: { port: number; path: string; get?: string }
  /** Texts that reached the SMS service, and when the last of them did. */
  out(): Promise<{ count: number; lastAt: number }>
  stop(): Promise<void>
}

const patienceMs = 60_000

/** Waits until this address answers well. */
export async function answers(url: string, body?: unknown): Promise<void> {
  const asked = {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }
  for (const giveUpAt = performance.now() + patienceMs; ; ) {
    try {
      const answer = await fetch(url, { ...asked, signal: AbortSignal.timeout(2_000) })
      await answer.arrayBuffer()
      if (answer.ok) return
    } catch {
      // It is not up yet.
    }
    if (performance.now() > giveUpAt) throw new Error(`${url} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
