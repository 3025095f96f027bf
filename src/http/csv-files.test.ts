import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../core/csv.ts'
import { createCsvFiles, csvPieces, notAll } from './csv-files.ts'

/** A list of so many rows, of which each page finds as many as the filter lets it. */
const listOf = (pages: readonly (readonly number[])[]) => ({
  columns: [['row', (row: number) => row]] as const,
  read: async ({ limit, before = '0' }: { limit: number; before: string | undefined }) => {
    const place = Number(before)
    return {
      rows: (pages[place] ?? []).slice(0, limit),
      next: place + 1 < pages.length ? String(place + 1) : null,
    }
  },
})

const rowsOf = (file: string) => parseCsv(file).map(({ cells }) => cells[0])
const inAll = (pieces: AsyncIterable<string>) => text(Readable.from(pieces))
const here = () => false

describe('a list as a file', () => {
  it('holds all pages, also behind one that found nothing', async () => {
    const file = await inAll(csvPieces(listOf([[], [2, 1], [], [0]]), { most: 10, isGone: here }))
    expect(rowsOf(file)).toEqual(['row', '2', '1', '0'])
  })

  it('ends where it holds as many as it may, and says so where there are more', async () => {
    const filled = async (pages: number[][]) => rowsOf(await inAll(csvPieces(listOf(pages), { most: 3, isGone: here })))
    expect(await filled([[4, 3], [2, 1], [0]])).toEqual(['row', '4', '3', '2', notAll])
    expect(await filled([[3, 2], [1]])).toEqual(['row', '3', '2', '1'])
  })

  it('is read no further once nobody waits for it', async () => {
    let read = 0
    const list = listOf([[], [], []])
    const counted = { ...list, read: (page: Parameters<typeof list.read>[0]) => list.read(page).finally(() => read++) }
    await inAll(csvPieces(counted, { most: 10, isGone: () => read === 2 }))
    expect(read).toBe(2)
  })

  it('is one at a time for an account, until it ended, was left or failed', async () => {
    const files = createCsvFiles()
    const open = (id: string, list = listOf([[1], [0]])) =>
      files.open(list, { who: { account: { id } }, raw: { socket: { destroyed: false } } } as FastifyRequest)
    const first = await open('a')
    await expect(open('a')).rejects.toMatchObject({ code: 'not_now' })
    expect(rowsOf(await text(await open('b')))).toEqual(['row', '1', '0'])
    expect(rowsOf(await text(first))).toEqual(['row', '1', '0'])

    const left = await open('a')
    left.destroy()
    await once(left, 'close')
    const failing = { ...listOf([]), read: () => Promise.reject(new Error('no database')) }
    await expect(open('a', failing)).rejects.toThrow('no database')
    expect(rowsOf(await text(await open('a')))).toEqual(['row', '1', '0'])
  })

  it('is broken off where nobody takes it, and the account has another', async () => {
    const files = createCsvFiles({ untakenMs: 1 })
    const request = { who: { account: { id: 'a' } }, raw: { socket: { destroyed: false } } } as FastifyRequest
    const stalled = await files.open(listOf([[1], [0]]), request)
    await once(stalled, 'close')
    expect(stalled.readableEnded).toBe(false)
    const next = await files.open(listOf([[1]]), request)
    next.destroy()
  })
})
