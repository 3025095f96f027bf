/** A backlog that is worked off in bounded rounds. */
export type Rounds = {
  /** So many make a round full. */
  full: number
  /** After so many rounds the rest waits for the next time, so that other work has its turn. */
  atMost: number
  /** Asked before each round, as a process that stops waits for the one that runs. */
  isStopping?: (() => boolean) | undefined
}

/** Repeats a round as long as it is full: there may be more of it. Answers how many it was together. */
export async function whileFull(round: () => Promise<number>, rounds: Rounds): Promise<number> {
  let sum = 0
  for (let n = 0; n < rounds.atMost && !rounds.isStopping?.(); n++) {
    const count = await round()
    sum += count
    if (count < rounds.full) break
  }
  return sum
}
