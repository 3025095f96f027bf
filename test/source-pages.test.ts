/** Whoever copies an example from docs/sources has a source that the program takes. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { source } from '../src/core/configuration.ts'
import { sourceKinds } from '../src/telephony/all.ts'

const root = path.join(import.meta.dirname, '..')

const written = globSync('docs/sources/*.md', { cwd: root }).flatMap((page) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(
    ([, text = '']): { page: string; one: unknown }[] => parse(text).sources.map((one: unknown) => ({ page, one })),
  ),
)

it('has an example of each kind that is written by hand', () => {
  expect(written.map(({ one }) => (one as { kind: string }).kind).toSorted()).toEqual(['mapped', 'native'])
})

it.each(written)('takes the source of $page', ({ one }) => {
  const { kind, settings, secrets } = source.parse(one)
  const found = sourceKinds.find((each) => each.kind === kind)
  const given = Object.fromEntries(Object.keys(secrets).map((name) => [name, 'said']))
  expect(found?.settings.safeParse({ ...settings, ...given }).error).toBeUndefined()
})
