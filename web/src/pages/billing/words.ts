import type { LineMode } from './runs.ts'

/** By which word of the translations a mode is said. */
export const modeKey = { off: 'off', one_way: 'oneWay', two_way: 'twoWay' } as const satisfies Record<LineMode, string>
