/** How long texts took, on a scale of fifty steps to each power of ten: days are added up by it, and what is read from it is right within a twentieth. */
export type Waits = readonly { step: number; texts: number }[]

export const stepsPerPowerOfTen = 50

/** The milliseconds within which this share of the texts came, 0 to 1; undefined of none. */
export function withinMs(waits: Waits, share: number): number | undefined {
  const textsOf = new Map<number, number>()
  for (const { step, texts } of waits) textsOf.set(step, (textsOf.get(step) ?? 0) + texts)
  const steps = [...textsOf].toSorted(([a], [b]) => a - b)
  let left = share * steps.reduce((sum, [, texts]) => sum + texts, 0)
  for (const [step, texts] of steps) {
    if (left <= texts) return 10 ** ((step + left / texts) / stepsPerPowerOfTen)
    left -= texts
  }
  return undefined
}
