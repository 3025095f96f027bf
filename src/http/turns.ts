/** Webhooks that wait for room, first come first served: woken by whoever leaves, and looked at anew from time to time, since commits free places too. */
type Turns = {
  /** Resolves with true once there is room, with false when there was none in time. */
  wait(fits: () => boolean): Promise<boolean>
  next(): void
}

const lookAgainMs = 100

export function createTurns(options: { patienceMs: number; most: number }): Turns {
  const turns: (() => void)[] = []
  const nextTurn = (withinMs: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        turns.splice(turns.indexOf(wake), 1)
        resolve()
      }, withinMs)
      turns.push(wake)
    })
  return {
    wait: async (fits) => {
      const givingUpAt = performance.now() + options.patienceMs
      while (!fits()) {
        const left = givingUpAt - performance.now()
        if (left <= 0 || turns.length >= options.most) return false
        await nextTurn(Math.min(left, lookAgainMs))
      }
      return true
    },
    next: () => turns.shift()?.(),
  }
}
