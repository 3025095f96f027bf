/**
 * Something that is done again and again with a pause between, one round at a time. A round that fails is logged and the next one tries. A stop waits
 * for the round that runs: a long one asks `isStopping` between its steps.
 */
export type Loop = { stop(): Promise<void> }

export function startLoop(
  name: string,
  everyMs: number,
  round: (isStopping: () => boolean) => Promise<void>,
  log: { warn(fields: object, words: string): void },
): Loop {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running = Promise.resolve()
  const schedule = () => {
    if (stopped) return
    // A little jitter keeps the nodes of one installation from all looking at the same moment.
    timer = setTimeout(run, everyMs * (0.9 + Math.random() * 0.2))
  }
  const run = () => {
    running = round(() => stopped)
      .catch((error: unknown) => log.warn({ loop: name, err: String(error) }, 'a round failed'))
      .finally(schedule)
  }
  schedule()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
