/**
 * The torture's own main: the whole real program, with short times (so that a lease ends while somebody watches) and, where asked, an aim at the point at
 * which it is to die.
 */
import { readConfig } from '../../src/config.ts'
import { usualLineTimes } from '../../src/gateways/smpp/line.ts'
import { startProgram } from '../../src/main.ts'
import { usualTimings } from '../../src/worker/write-deadline.ts'
import { type Aim, takeAim } from './aim.ts'
import { followClock } from './moved-clock.ts'
import { leaseMs, responseMs, writeWithinMs } from './times.ts'

Object.assign(usualTimings, { writeWithinMs, leaseMs })
Object.assign(usualLineTimes, {
  connect: 2_000,
  bind: 2_000,
  response: responseMs,
  enquire: 1_000,
  blocked: 1_000,
  unbind: 300,
  reconnectFirst: 50,
  reconnectLongest: 500,
})

process.on('unhandledRejection', (error) => {
  console.error('unhandled rejection', error)
  process.exit(70)
})

const clock = process.env['TORTURE_CLOCK']
if (clock) followClock(clock)
const aim = process.env['TORTURE_AIM']
if (aim) takeAim(JSON.parse(aim) as Aim)
const program = await startProgram(readConfig(), { version: '0.0.0-torture' })
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('the stop failed', error)
        process.exit(71)
      },
    )
  })
}
// Last: whoever reads it may end this process at once.
console.log(JSON.stringify({ url: program.url, pid: process.pid }))
