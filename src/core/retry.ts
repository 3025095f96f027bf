/** When a text that was surely refused for now is tried again. Doubt is never retried; that is not decided here. */
const firstMs = 1_000
const longestMs = 60_000

/**
 * How long to wait, in ms: anything up to 1 s after the first refusal, up to twice that after each further one, at most 60 s ("full jitter", which
 * keeps those who were refused together from coming back together). `refusals` is how many there were before this one, `random` is in [0, 1). A
 * gateway that said how long to wait (`hintMs`) is not asked before that; the jitter comes on top.
 */
export function retryDelayMs(refusals: number, random: number, hintMs = 0): number {
  const most = Math.min(longestMs, firstMs * 2 ** Math.max(0, refusals))
  return Math.max(0, Math.ceil(hintMs)) + Math.floor(random * most)
}
