import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SourceKind } from '../telephony/source.ts'
import { kindChecks } from './kinds.ts'

describe('the check of a kind', () => {
  it('is by what new settings must fit, where a kind reads more from the store', () => {
    const settings = z.strictObject({ words: z.string() })
    const newSettings = z.strictObject({ words: z.string().max(2) })
    const kind = { kind: 'some', title: '', about: '', settings, newSettings, setup: () => [] } as SourceKind
    const check = kindChecks({ gateways: [], sources: [kind] }).source('some')?.check
    expect([check?.({ words: 'ab' }), check?.({ words: 'abc' })]).toMatchObject([[], [{ path: 'words' }]])
  })
})
