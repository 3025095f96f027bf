/** Counts wrong keys by address: more than 20 in a minute, and the address waits. A right key in between changes nothing. */
const most = 20
const windowMs = 60_000
const mostAddresses = 10_000

export type WrongKeys = {
  isOver(address: string): boolean
  secondsLeft(address: string): number
  count(address: string): void
}

export function createWrongKeys(now: () => number = () => performance.now()): WrongKeys {
  const counted = new Map<string, { wrong: number; until: number }>()
  const current = (address: string) => {
    const one = counted.get(address)
    return one && one.until > now() ? one : undefined
  }
  return {
    isOver: (address) => (current(address)?.wrong ?? 0) >= most,
    secondsLeft: (address) => Math.max(1, Math.ceil(((current(address)?.until ?? now()) - now()) / 1000)),
    count: (address) => {
      const one = current(address) ?? { wrong: 0, until: now() + windowMs }
      one.wrong += 1
      counted.delete(address)
      counted.set(address, one)
      if (counted.size > mostAddresses) counted.delete(counted.keys().next().value as string)
    },
  }
}
