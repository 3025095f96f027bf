/** Whoever puts an example of these pages into the account section that `export` wrote has a file that applies. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ConfigurationInput } from '../src/core/configuration.ts'
import { startTestProgram, type TestProgram } from './support/program.ts'

type Document = ConfigurationInput & { account: object }

const root = path.join(import.meta.dirname, '..')
const demo = parse(readFileSync(path.join(root, 'demo/account.yaml'), 'utf8')) as Document
const bye = { key: 'bye', name: 'Bye', header: 'kaveri', body: 'You get no more texts from us. - Kaveri Appliances' }
const examples = ['consent', 'opt-out', 'billing'].flatMap((page) => {
  const text = readFileSync(path.join(root, `docs/operating/${page}.md`), 'utf8')
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, yaml = '']) => [page, parse(yaml) as Document] as const,
  )
})

let program: TestProgram

beforeAll(async () => {
  program = await startTestProgram()
})

afterAll(() => program.stop())

it('there is one on each of the pages', () => {
  expect(examples.map(([page]) => page)).toEqual(['consent', 'opt-out', 'billing'])
})

it.each(examples)(
  'of %s: applies beside the rest of an account, and stands as it was written',
  async (_page, example) => {
    const dids = demo.dids?.map((did) => example.dids?.find((one) => one.key === did.key) ?? did)
    const account = await program.account({
      ...demo,
      account: { ...demo.account, ...example.account },
      ...(dids && { dids }),
      templates: [...(demo.templates ?? []), bye],
    })
    expect((await account.get('/v1/account')).body).toMatchObject(
      Object.fromEntries(Object.entries(example.account).filter(([, value]) => typeof value === 'object')),
    )
  },
)
