import type { Bill } from '../../api/types.ts'

export type LineMode = Bill['rental']['items'][number]['mode']
type Day = Bill['lines'][number]['days'][number]
export type Run = { mode: LineMode; from: string; to: string; isToCome: boolean }

/** Days one after the other in one mode, those to come apart: how the picture of the days is said in words. */
export function runsOf(days: readonly Day[]): Run[] {
  const runs: Run[] = []
  for (const { day, mode, isToCome = false } of days) {
    const last = runs.at(-1)
    if (last?.mode === mode && last.isToCome === isToCome) last.to = day
    else runs.push({ mode, from: day, to: day, isToCome })
  }
  return runs
}
