/** Made-up calls for tests: a missed incoming call that ended just now, unless told otherwise. */
import { randomUUID } from 'node:crypto'
import type { CallReport } from '../../src/core/call.ts'
import { freeMoment, quietOf } from '../../src/core/quiet-hours.ts'

let counter = 10_000

/** A caller nobody else in the test run has, a mobile. The ending 842 is delivered by the sandbox. */
export function someCaller(ending = ''): string {
  counter += 1
  return `+919${String(counter).padStart(9 - ending.length, '0')}${ending}`
}

export function missedCall(over: Partial<CallReport> = {}): CallReport {
  return {
    sourceCallId: randomUUID(),
    direction: 'incoming',
    outcome: 'missed',
    caller: someCaller(),
    endedAt: new Date(Date.now() - 500).toISOString(),
    totalSeconds: 24,
    ringSeconds: 24,
    ...over,
  }
}

export function connectedCall(over: Partial<CallReport> = {}): CallReport {
  return missedCall({ outcome: 'connected', talkSeconds: 60, totalSeconds: 70, ringSeconds: 10, ...over })
}

/** A caller where it is day now, so that a promotional text goes at once whatever the time is: in India, or in Brazil or New Zealand, which have no pack. */
export function daytimeCaller(ending = ''): string {
  counter += 1
  const digits = (length: number) =>
    String(counter)
      .padStart(length, '0')
      .slice(ending.length - length) + ending
  const callers = [`+919${digits(9)}`, `+551196${digits(7)}`, `+64212${digits(6)}`]
  const isDay = (number: string) => {
    const moment = freeMoment(quietOf({}, 'promotional', { zone: 'UTC', number }) ?? [], Date.now())
    return moment.is === 'free' && moment.because === null
  }
  return callers.find(isDay) ?? ''
}
