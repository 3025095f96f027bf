/**
 * Webhooks that wait for room, first come first served: whoever leaves lets the longest waiting look first, and all look anew from time to time, since
 * commits free places too. One that still finds no room (its source may have too much in hand) keeps its place.
 */
type Turns = {
  /** Resolves with true once there is room, with false when there was none in time. */
  wait(fits: () => boolean): Promise<boolean>
  next(): void
}

const lookAgainMs = 100
/** Of one source that has too much in hand many may stand in front. */
const lookingAtOnce = 8

export function createTurns(options: { patienceMs: number; most: number }): Turns {
  /** In the order in which they came; each says whether it went in. */
  const waiting = new Set<() => boolean>()
  return {
    wait: (fits) => {
      if (waiting.size >= options.most) return Promise.resolve(false)
      return new Promise((resolve) => {
        const end = (isIn: boolean) => {
          clearInterval(timer)
          waiting.delete(look)
          resolve(isIn)
        }
        const look = () => {
          const isIn = fits()
          if (isIn) end(true)
          return isIn
        }
        const givingUpAt = performance.now() + options.patienceMs
        const timer = setInterval(
          () => {
            if (!look() && performance.now() >= givingUpAt) end(false)
          },
          Math.min(lookAgainMs, options.patienceMs),
        )
        waiting.add(look)
      })
    },
    next: () => {
      let looked = 0
      for (const look of waiting) {
        looked += 1
        if (look() || looked === lookingAtOnce) return
      }
    },
  }
}
