import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sourceKinds } from './all.ts'

describe.each(sourceKinds)('the source kind $kind', (kind) => {
  it('has a page in the documentation', () => {
    expect(existsSync(new URL(`../../docs/sources/${kind.kind}.md`, import.meta.url))).toBe(true)
  })

  it('gives a form: each setting has a title, and secrets stand at the top', () => {
    const schema = z.toJSONSchema(kind.settings, { io: 'input' })
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      expect((field as { title?: string }).title, name).toBeTruthy()
    expect(JSON.stringify(schema).match(/"secret":true/g)?.length ?? 0).toBe(
      Object.values(schema.properties ?? {}).filter((field) => (field as { secret?: boolean }).secret).length,
    )
  })
})
