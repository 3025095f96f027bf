/** A sentence made of somebody else's words: with a full stop at its end, and with one only. */
export function fullStop(words: string): string {
  const bare = words.trimEnd()
  return /[.!?…]$/.test(bare) ? bare : `${bare}.`
}
