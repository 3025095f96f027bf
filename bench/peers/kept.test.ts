import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { keepFigures } from './kept.ts'

it('keeps the command, the day and every round, also of who could not be had', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-figures-'))
  const queues = [
    { name: 'pg-boss', figure: { perSecond: 812.4 } },
    { name: 'BullMQ', figure: { missing: 'no Redis here' } },
    { name: 'pg-boss', figure: { perSecond: 799.6 } },
  ] as Parameters<typeof keepFigures>[0]['queues']
  const file = keepFigures(
    { tables: '`npm run bench:peers -- --rounds 2`\n', flows: [], queues, day: '2026-11-26' },
    path.join(folder, 'figures/peers.md'),
  )
  const kept = readFileSync(file, 'utf8')
  rmSync(folder, { recursive: true })
  expect(kept).toContain('on 2026-11-26')
  expect(kept).toContain('`npm run bench:peers -- --rounds 2`')
  expect(kept).toMatch(/pg-boss\s*\| 812, 800/)
  expect(kept).toMatch(/BullMQ\s*\| no Redis here/)
})
