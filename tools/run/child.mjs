import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './say.mjs'

/** The environment in which `node` means that Node. */
export function withNode(node, more = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, ...more, [name]: [path.dirname(node), process.env[name]].join(path.delimiter) }
}

/**
 * Runs the goal and answers its exit code. The child has a process group of its own, so that Ctrl-C reaches it once, through us: the
 * terminal, npm and its shell would each bring the signal again, and a second one means "at once".
 */
export function run(node, args, more = {}) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: withNode(node, more),
    detached: process.platform !== 'win32',
  })
  const stopWatching = passSignalsOn(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      stopWatching()
      killGroup(child)
      resolve(code ?? 128 + (signalNumbers[signal] ?? 1))
    })
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 }
const repeatMilliseconds = 500

function passSignalsOn(child) {
  let passedAt = 0
  const pass = (signal) => {
    const now = Date.now()
    if (now - passedAt < repeatMilliseconds) return
    passedAt = now
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)

  // npm does not pass SIGTERM on and cannot pass SIGKILL on: what is seen is that the parent is gone.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    pass('SIGTERM')
  }, 500)
  watch.unref()

  return () => {
    clearInterval(watch)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass)
  }
}

// What the goal left behind (a test runner that was cut down leaves its workers) goes with it.
function killGroup(child) {
  if (process.platform === 'win32') return
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch {
    // Nothing was left.
  }
}
