/** For tests that look at what was done, not at what was said of it. */
import type { Log } from '../../src/log.ts'

const nothing = () => undefined
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing, debug: nothing }
