/** A guard that cannot fire is worse than none: each is given a small project with one planted fault and must refuse it. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string

const rooms = ['core', 'network', 'telephony', 'gateways', 'store', 'pipeline', 'http', 'worker']
const sound: Record<string, string> = {
  ...Object.fromEntries(rooms.map((room) => [`src/${room}/thing.ts`, 'export const thing = 1\n'])),
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [
      `src/core/user-${n}.ts`,
      `import { thing } from './thing.ts'\nimport { z } from 'zod'\nexport const user${n} = z.literal(thing)\n`,
    ]),
  ),
  'src/gateways/gateway.ts': 'export type Gateway = { name: string }\n',
  'src/gateways/one.ts': `import type { Gateway } from './gateway.ts'\nexport const one: Gateway = { name: 'one' }\n`,
  'src/gateways/two.ts': `import type { Gateway } from './gateway.ts'\nexport const two: Gateway = { name: 'two' }\n`,
  'src/log.ts': 'export const log = 1\n',
  'src/config.ts': 'export type Config = { port: number }\n',
  'src/main.ts': `import { thing } from './http/thing.ts'\nexport const main = thing\n`,
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'guards-'))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const copied = [
    '.dependency-cruiser.cjs',
    '.oxlintrc.json',
    'biome.json',
    'tsconfig.json',
    'package.json',
    'tools/no-clock-in-core.grit',
  ]
  for (const file of copied) write(file, readFileSync(path.join(root, file), 'utf8'))
  write('.gitignore', 'node_modules/\n')
  for (const [file, text] of Object.entries(sound)) write(file, text)
})

afterAll(() => rmSync(folder, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

type Outcome = { status: number | null; said: string }

function run(script: string, ...args: string[]): Outcome {
  const done = spawnSync(process.execPath, [path.join(root, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status: done.status, said: done.stdout + done.stderr }
}

/** What a guard says when one file is changed; the file is put back afterwards. */
function planted(fault: { file: string; text: string }, guard: () => Outcome): Outcome {
  write(fault.file, fault.text)
  try {
    return guard()
  } finally {
    restore(fault.file)
  }
}

function restore(file: string): void {
  const before = sound[file]
  if (before === undefined) rmSync(path.join(folder, file))
  else write(file, before)
}

describe('the arrows', () => {
  const arrows = () => run('tools/check-arrows.mjs')
  const imports = (...files: string[]) => files.map((file, n) => `export * as x${n} from '${file}'\n`).join('')

  test('let a sound project pass', () => {
    expect(arrows()).toMatchObject({ status: 0 })
  })

  const faults: [rule: string, file: string, ...imported: string[]][] = [
    ['core-may-import-only', 'src/core/bad-1.ts', '../store/thing.ts'],
    ['core-may-import-only', 'src/core/bad-2.ts', '../log.ts'],
    ['core-is-pure', 'src/core/bad-3.ts', 'node:fs'],
    ['core-is-pure', 'src/core/bad-4.ts', 'pino'],
    ['network-may-import-only', 'src/network/bad-5.ts', '../core/thing.ts'],
    ['telephony-may-import-only', 'src/telephony/bad-6.ts', '../store/thing.ts'],
    ['gateways-may-import-only', 'src/gateways/bad-7.ts', '../pipeline/thing.ts'],
    ['store-may-import-only', 'src/store/bad-8.ts', '../pipeline/thing.ts'],
    ['pipeline-may-import-only', 'src/pipeline/bad-9.ts', '../telephony/thing.ts'],
    ['http-may-import-only', 'src/http/bad-10.ts', '../worker/thing.ts'],
    ['worker-may-import-only', 'src/worker/bad-11.ts', '../http/thing.ts'],
    ['adapters-stand-alone', 'src/gateways/one.ts', './gateway.ts', './two.ts'],
    ['sql-only-in-store', 'src/worker/bad-12.ts', 'pg'],
    ['fastify-only-in-http', 'src/worker/bad-13.ts', 'fastify'],
    ['config-only-at-the-top', 'src/http/bad-14.ts', '../config.ts'],
    ['main-is-the-top', 'src/worker/bad-15.ts', '../main.ts'],
    ['log-stands-alone', 'src/log.ts', './core/thing.ts'],
    ['no-tests-in-production', 'src/http/bad-16.ts', '../../test/support/postgres.ts'],
    ['web-speaks-http', 'web/src/bad-17.ts', '../../src/core/thing.ts'],
  ]
  // One run for all: each fault stands in a file of its own.
  let said = ''
  beforeAll(() => {
    write('test/support/postgres.ts', 'export const x = 1\n')
    for (const [, file, ...imported] of faults) write(file, imports(...imported))
    said = arrows().said
    for (const [, file] of faults) restore(file)
    rmSync(path.join(folder, 'test'), { recursive: true })
  })
  for (const [rule, file, ...imported] of faults) {
    test(`refuse ${file} importing ${imported.join(' and ')}: ${rule}`, () => {
      expect(
        said
          .split('\n')
          .filter((line) => line.startsWith(`${file} -> `))
          .join('\n'),
      ).toContain(rule)
    })
  }

  test('refuse a ring', () => {
    write('src/worker/ring.ts', imports('./bad.ts'))
    const { status, said } = planted({ file: 'src/worker/bad.ts', text: imports('./ring.ts') }, arrows)
    expect(said).toContain('no-rings')
    expect(status).toBe(1)
    rmSync(path.join(folder, 'src/worker/ring.ts'))
  })

  test('refuse to call it green when nothing was looked at', () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'guards-empty-'))
    symlinkSync(path.join(root, 'node_modules'), path.join(empty, 'node_modules'))
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) {
      writeFileSync(path.join(empty, file), readFileSync(path.join(root, file)))
    }
    mkdirSync(path.join(empty, 'src'))
    writeFileSync(path.join(empty, 'src', 'one.ts'), 'export const one = 1\n')
    const done = spawnSync(process.execPath, [path.join(root, 'tools/check-arrows.mjs')], {
      cwd: empty,
      encoding: 'utf8',
    })
    expect(done.stdout).toContain('proves nothing')
    expect(done.status).toBe(1)
    rmSync(empty, { recursive: true })
  })
})

describe('the linter', () => {
  const lint = () => run('node_modules/@biomejs/biome/bin/biome', 'lint', '--colors=off', 'src')

  test('lets a sound project pass', () => {
    expect(lint()).toMatchObject({ status: 0 })
  })

  const faults: [rule: string, file: string, text: string][] = [
    ['core takes now as an argument', 'src/core/bad.ts', 'export const at = () => Date.now()\n'],
    ['core takes now as an argument', 'src/core/bad.ts', 'export const at = () => new Date()\n'],
    ['core takes now as an argument', 'src/core/bad.ts', 'export const at = () => Math.random()\n'],
    ['noRestrictedGlobals', 'src/core/bad.ts', `export const at = () => fetch('http://127.0.0.1')\n`],
    ['noProcessEnv', 'src/http/bad.ts', `export const port = process.env['PORT']\n`],
    ['noConsole', 'src/http/bad.ts', `console.log('here')\n`],
    ['noBarrelFile', 'src/http/bad.ts', `export * from './thing.ts'\n`],
    ['noDefaultExport', 'src/http/bad.ts', 'export default 1\n'],
    ['noEnum', 'src/http/bad.ts', 'export enum State {\n  on = 1,\n}\n'],
    ['noExplicitAny', 'src/http/bad.ts', 'export const x = (y: any) => y\n'],
    ['noNonNullAssertion', 'src/http/bad.ts', `export const x = (y?: string) => y!.length\n`],
    ['useThrowOnlyError', 'src/http/bad.ts', `export const x = () => {\n  throw 'words'\n}\n`],
    ['useFilenamingConvention', 'src/http/BadName.ts', 'export const x = 1\n'],
  ]
  for (const [rule, file, text] of faults) {
    test(`refuses ${text.split('\n')[0]} in ${file}: ${rule}`, () => {
      const { status, said } = planted({ file, text }, lint)
      expect(said).toContain(rule)
      expect(status).toBe(1)
    })
  }

  test('leaves a clock outside core alone', () => {
    expect(planted({ file: 'src/worker/ok.ts', text: 'export const at = () => Date.now()\n' }, lint)).toMatchObject({
      status: 0,
    })
  })
})

describe('promises and switches', () => {
  const oxlint = () => run('node_modules/oxlint/bin/oxlint', '--type-aware', 'src')

  test('a promise nobody waits for is refused', () => {
    const text = `const later = async () => 1\nexport const x = () => {\n  later()\n}\n`
    const { status, said } = planted({ file: 'src/http/bad.ts', text }, oxlint)
    expect(said).toContain('no-floating-promises')
    expect(status).toBe(1)
  })

  test('a switch that forgets one kind is refused', () => {
    const text = `export const x = (kind: 'a' | 'b') => {\n  switch (kind) {\n    case 'a':\n      return 1\n  }\n  return 2\n}\n`
    const { status, said } = planted({ file: 'src/http/bad.ts', text }, oxlint)
    expect(said).toContain('switch-exhaustiveness-check')
    expect(status).toBe(1)
  })
})

describe('the lock', () => {
  test('lacks a package that only another platform would install', () => {
    const packages = {
      '': { dependencies: { tool: '1' } },
      'node_modules/tool': { optionalDependencies: { 'tool-linux': '1', 'tool-windows': '1' } },
      'node_modules/tool/node_modules/tool-linux': {},
    }
    write('lock.json', JSON.stringify({ packages }))
    const { status, said } = run('tools/check-lock.mjs', path.join(folder, 'lock.json'))
    expect(said).toContain('missing: tool-windows, which node_modules/tool names')
    expect(said).not.toContain('tool-linux,')
    expect(status).toBe(1)
  })
})
