import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mutants } from './torture/mutant-list.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('the mutants', () => {
  it.each(mutants.map((one) => [one.name, one] as const))('%s still finds what it changes', (_, { patches }) => {
    for (const { file, from } of patches)
      expect({ file, from, times: readFileSync(path.join(root, file), 'utf8').split(from).length - 1 }).toEqual({
        file,
        from,
        times: 1,
      })
  })
})
