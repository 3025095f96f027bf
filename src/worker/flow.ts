/** How many places a gateway freed lately: what it may be expected to free in as long a time again. */
export type Flow = {
  freed(places: number): void
  lately(): number
  /** Whether it freed at least so many in each of the two full spans before: what is freed once in a while says nothing of the next span. */
  isSteady(least: number): boolean
  /** How many a millisecond, which is known before a whole span is over. */
  pace(): number
}

/** So soon after the first place was freed nobody knows the pace yet. */
const leastSpanMs = 50

/** Two spans are counted, the one that runs and the full one before it, and the larger is told. `now` is monotonic milliseconds. */
export function createFlow(spanMs: number, now: () => number): Flow {
  let beganAt = 0
  let [current, before, earlier] = [0, 0, 0]
  const turn = () => {
    const passed = now() - beganAt
    if (passed < spanMs) return
    earlier = passed < 2 * spanMs ? before : 0
    before = passed < 2 * spanMs ? current : 0
    current = 0
    beganAt = passed < 2 * spanMs ? beganAt + spanMs : now()
  }
  return {
    freed: (places) => {
      turn()
      current += places
    },
    lately: () => {
      turn()
      return Math.max(before, current)
    },
    isSteady: (least) => {
      turn()
      return Math.min(before, earlier) >= least
    },
    pace: () => {
      turn()
      return Math.max(before / spanMs, current / Math.max(leastSpanMs, now() - beganAt))
    },
  }
}
