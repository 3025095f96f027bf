/** Numbers drawn from a seed: the same seed and the same words give the same number, whoever asks and whenever. */
import { createHash } from 'node:crypto'

/** From 0 up to, not including, 1. */
export function draw(seed: number, ...words: (string | number)[]): number {
  return (
    createHash('sha256')
      .update([seed, ...words].join('\0'))
      .digest()
      .readUInt32BE(0) /
    2 ** 32
  )
}

export function drawBetween(least: number, most: number, seed: number, ...words: (string | number)[]): number {
  return Math.floor(least + draw(seed, ...words) * (most - least + 1))
}

export function drawOne<T>(from: readonly T[], seed: number, ...words: (string | number)[]): T {
  const one = from[drawBetween(0, from.length - 1, seed, ...words)]
  if (one === undefined) throw new Error('nothing to draw from')
  return one
}
