/**
 * What a unit of systemd is told: that the program takes calls, and again and again that it is alive, so that one that hangs is started anew. The words go
 * through systemd's own `systemd-notify`: they need a datagram socket of Unix, which Node has not, and an addon would have to be built at every install.
 */
import { execFile } from 'node:child_process'

export type Unit = {
  /** How the environment is read: NOTIFY_SOCKET is there where a unit wants to be told, WATCHDOG_USEC where it wants to be told regularly. */
  environmentValue(name: string): string | undefined
  complain(words: string): void
}

const notifyTimeoutMs = 10_000

/** Says that the program is ready, and from then on that it lives: a program whose event loop stands still says nothing. Without a unit it does nothing. */
export function tellSystemd({ environmentValue, complain }: Unit): void {
  if (!environmentValue('NOTIFY_SOCKET')) return
  let hasFailed = false
  const tell = (words: string) =>
    execFile('systemd-notify', [words], { timeout: notifyTimeoutMs }, (error) => {
      if (!error || hasFailed) return
      hasFailed = true
      complain(
        `The unit could not be told ${words}: ${error.message}. Without systemd-notify, set Type=exec and no WatchdogSec.`,
      )
    })
  tell('READY=1')
  const watchdogMs = Number(environmentValue('WATCHDOG_USEC') ?? 0) / 1_000
  // Two signs may be lost before the third must come.
  if (watchdogMs > 0) setInterval(() => tell('WATCHDOG=1'), watchdogMs / 3).unref()
}
