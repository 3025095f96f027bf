/** Whoever copies an example from docs/operating/rules.md has one that applies, and finds there whatever a rule can say. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { z } from 'zod'
import { conditionNames } from '../src/core/conditions.ts'
import { rule, selector } from '../src/core/rule.ts'
import { startTestProgram, type TestProgram } from './support/program.ts'

type Written = z.input<typeof rule>

const root = path.join(import.meta.dirname, '..')
const page = readFileSync(path.join(root, 'docs/operating/rules.md'), 'utf8')
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
const transcripts = [...page.matchAll(/^\$ npm run -s aftercall -- (plan .*) --account demo\n([\s\S]*?)^```$/gm)]
const demo = parse(readFileSync(path.join(root, 'demo/account.yaml'), 'utf8'))

let program: TestProgram
let key: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-rules-page-'))
  program = await startTestProgram()
  key = (await program.account(demo)).key
})

afterAll(async () => {
  await program.stop()
  rmSync(folder, { recursive: true, force: true })
})

function run(args: string[]): Promise<{ code: number; out: string }> {
  const entry = path.join(root, 'src/cli.ts')
  const { PATH, TZ, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, TZ, NODE_COMPILE_CACHE, AFTERCALL_URL: program.url(), AFTERCALL_KEY: key }
  const child = spawn(process.execPath, [entry, ...args], { cwd: folder, env })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      out += chunk
    })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, out })))
}

describe('docs/operating/rules.md', () => {
  it.each(examples.map((text, at) => [`example ${at + 1}`, text]))(
    '%s applies, and a plan can be made by it',
    async (name, text) => {
      const file = path.join(folder, `${name.replace(' ', '-')}.yaml`)
      writeFileSync(file, text)
      const applied = await run(['apply', file, '--dry-run', '--json'])
      expect(applied).toMatchObject({ code: 0 })
      expect(JSON.parse(applied.out).changes).not.toEqual([])
      expect(await run(['plan', '--rules', file])).toMatchObject({ code: 0 })
    },
  )

  it('has an example of everything that a rule can say', () => {
    const rules = examples.flatMap((text) => (parse(text) as { rules: Written[] }).rules)
    const said = (of: (one: Written) => object | undefined) =>
      [...new Set(rules.flatMap((one) => Object.keys(of(one) ?? {})))].sort()
    expect(said((one) => one)).toEqual(Object.keys(rule.shape).sort())
    expect(said((one) => one.conditions)).toEqual([...conditionNames].sort())
    const selectors = new Set(rules.flatMap((one) => one.recipients.map((recipient) => recipient.selector.to)))
    expect([...selectors].sort()).toEqual(selector.options.map((one) => one.shape.to.value).sort())
    expect(rules.some((one) => one.recipients.some(({ quietTemplate }) => quietTemplate !== undefined))).toBe(true)
  })

  it('shows what a plan prints', async () => {
    expect(transcripts.length).toBeGreaterThan(0)
    for (const [, command = '', shown = ''] of transcripts)
      expect(shown.trimEnd()).toBe((await run(command.split(' '))).out.trimEnd())
  })
})
