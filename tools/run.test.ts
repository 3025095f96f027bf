import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-'))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
})

afterAll(() => rmSync(folder, { recursive: true }))

// Says each signal it gets, and ends with 7 at "SIGTERM" or after three seconds.
const goal = `
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => { console.log(name); if (name === 'SIGTERM') process.exit(7) })
  console.log('up'); setTimeout(() => process.exit(7), 3000)`

/** A stand-in for tools/run.mjs with that goal. */
function runner(script: string): string {
  const file = path.join(folder, 'runner.mjs')
  const child = path.join(root, 'tools', 'run', 'child.mjs')
  writeFileSync(
    file,
    `import { run } from ${JSON.stringify(child)}\nprocess.exit(await run(process.execPath, ['-e', ${JSON.stringify(script)}]))\n`,
  )
  return file
}

function collect(program: ChildProcess): { said: string } {
  const seen = { said: '' }
  program.stdout!.on('data', (chunk) => (seen.said += chunk))
  return seen
}

async function until(holds: () => boolean): Promise<void> {
  const givingUpAt = performance.now() + 10_000
  while (!holds() && performance.now() < givingUpAt) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('running a goal', () => {
  test('answers its exit code', () => {
    expect(spawnSync(process.execPath, [runner('process.exit(5)')]).status).toBe(5)
  })

  test('brings Ctrl-C once, however many bring it: a second one would mean "at once"', async () => {
    const program = spawn(process.execPath, [runner(goal)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const seen = collect(program)
    await until(() => seen.said.includes('up'))
    for (let n = 0; n < 3; n++) program.kill('SIGINT')
    await until(() => seen.said.includes('SIGINT'))
    await new Promise((resolve) => setTimeout(resolve, 600))
    program.kill('SIGTERM')
    const [code] = await once(program, 'exit')
    expect(seen.said.trim().split('\n')).toEqual(['up', 'SIGINT', 'SIGTERM'])
    expect(code).toBe(7)
  })

  test('stops when the npm above it is killed', async () => {
    // `wait` keeps the shell there as the parent.
    const npm = spawn('/bin/sh', ['-c', `"${process.execPath}" "${runner(goal)}" & wait`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const seen = collect(npm)
    await until(() => seen.said.includes('up'))
    npm.kill('SIGKILL')
    await until(() => seen.said.includes('SIGTERM'))
    expect(seen.said).toContain('SIGTERM')
  })

  test('needs Node 22.19, 23.6 or newer', async () => {
    const file = path.join(folder, 'node.mjs')
    const versions = ['18.20.8', '20.20.2', '22.18.0', '22.19.0', '23.5.0', '23.6.0', '24.0.0', '26.1.0']
    const script = `import { isNewEnough } from ${JSON.stringify(path.join(root, 'tools', 'run', 'node.mjs'))}
      console.log(JSON.stringify(${JSON.stringify(versions)}.filter(isNewEnough)))`
    writeFileSync(file, script)
    const said = spawnSync(process.execPath, [file], { encoding: 'utf8' }).stdout
    expect(JSON.parse(said)).toEqual(['22.19.0', '23.6.0', '24.0.0', '26.1.0'])
  })
})

describe('the closing line of a test run', () => {
  function runTests(text: string): { status: number | null; lastLine: string | undefined } {
    writeFileSync(path.join(folder, 'one.test.ts'), `import { test, expect } from 'vitest'\n${text}`)
    const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const reporter = `--reporter=${path.join(root, 'tools', 'ci-reporter.mjs')}`
    const done = spawnSync(process.execPath, [vitest, 'run', '--root', folder, reporter], { encoding: 'utf8' })
    return { status: done.status, lastLine: done.stdout.trim().split('\n').at(-1) }
  }

  test('counts what passed', () => {
    expect(runTests(`test('a', () => {})`)).toEqual({ status: 0, lastLine: '1 passed, 0 failed, 0 skipped' })
  })

  test('a skipped test fails the run', () => {
    expect(runTests(`test('a', () => {}); test.skip('b', () => {})`)).toEqual({
      status: 1,
      lastLine: '1 passed, 0 failed, 1 skipped',
    })
  })

  test('a file that cannot be loaded is a failure', () => {
    expect(runTests(`import './nowhere.ts'`)).toEqual({ status: 1, lastLine: '0 passed, 1 failed, 0 skipped' })
  })

  test('an error outside every test is a failure', () => {
    const text = `test('a', () => { setTimeout(() => { throw new Error('late') }, 5); return new Promise((r) => setTimeout(r, 50)) })`
    expect(runTests(text)).toMatchObject({ status: 1, lastLine: '1 passed, 1 failed, 0 skipped' })
  })
})
