import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addConsole } from './console-files.ts'

const script = "console.log('here')\n"
let folder: string
let server: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-console-'))
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), '<title>Aftercall</title>')
  writeFileSync(path.join(folder, 'assets/page-1a2b.js'), script)
  writeFileSync(path.join(folder, 'assets/page-1a2b.js.gz'), gzipSync(script))
  writeFileSync(path.join(folder, 'assets/font.woff2'), 'font')
  server = fastify()
  addConsole(server, folder)
  await server.ready()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (url: string, encodings = '') =>
  server.inject({ url, headers: encodings ? { 'accept-encoding': encodings } : {} })

test('a built file comes compressed to whoever can read that, as what it is, and is kept', async () => {
  const answer = await get('/assets/page-1a2b.js', 'gzip, deflate, br')
  expect(answer.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  expect(gunzipSync(answer.rawPayload).toString()).toBe(script)
})

test.each(['', 'identity', 'br'])('and as it is to a reader of "%s"', async (encodings) => {
  const answer = await get('/assets/page-1a2b.js', encodings)
  expect([answer.headers['content-encoding'], answer.body]).toEqual([undefined, script])
})

test('a file without a compressed form comes as it is', async () => {
  expect((await get('/assets/font.woff2', 'gzip')).body).toBe('font')
})

test('every address of a page is the page, asked for each time; what is no page is not found', async () => {
  const page = await get('/calls/call_0123')
  expect([page.statusCode, page.body, page.headers['cache-control']]).toEqual([
    200,
    '<title>Aftercall</title>',
    'no-cache',
  ])
  for (const nothing of ['/v1/nothing', '/assets/gone.js'])
    expect([nothing, (await get(nothing)).statusCode]).toEqual([nothing, 404])
})
