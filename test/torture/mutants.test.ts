import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mutants } from './mutant-list.ts'

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')

// `npm run mutants` takes minutes; that its patches still fit is known at once.
describe('the mutants', () => {
  it.each(mutants)('$name still fits the sources', ({ patches, caughtBy, where }) => {
    for (const { file, from } of patches) expect(read(file).split(from), `${file}: ${from}`).toHaveLength(2)
    expect(existsSync(new URL(caughtBy, root))).toBe(true)
    if (where !== undefined) expect(read(caughtBy)).toContain(where)
  })

  it('are all there', () => {
    const wanted = Array.from({ length: 19 }, (_, n) => `M${n + 1}`)
    expect(mutants.map((one) => one.name)).toEqual(wanted)
  })
})
