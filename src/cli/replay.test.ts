import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectAs } from './client.ts'
import { paintFor } from './print.ts'
import { type Replayed, replay } from './replay.ts'
import type { Shell } from './shell.ts'

let folder: string
let server: Server | undefined

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-replay-'))
})
afterEach(() => {
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Answering = (
  calls: { sourceCallId: string }[],
  request: number,
) => { status: number; body: unknown; headers?: Record<string, string> }

/** A program of ours that answers as it is told; it says how many requests came, and which calls. */
async function peer(answering: Answering): Promise<{ url: string; requests: string[][] }> {
  const requests: string[][] = []
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const calls = JSON.parse(Buffer.concat(chunks).toString())
    requests.push(calls.map((one: { sourceCallId: string }) => one.sourceCallId))
    const { status, body, headers = {} } = answering(calls, requests.length)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
  const listening = createServer((request, response) => void respond(request, response))
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, requests }
}

async function replayed(url: string, lines: string[]): Promise<{ done: Replayed; code: number }> {
  const file = path.join(folder, 'calls.jsonl')
  writeFileSync(file, lines.join('\n'))
  let printed = ''
  let code = 0
  const shell = {
    paint: paintFor(1),
    isTerminal: false,
    isWatched: false,
    print: (text: string) => {
      printed += text
    },
    exitWith: (to: number) => {
      code = to
    },
  } as unknown as Shell
  const given = { json: true, url, key: 'ac_test' }
  await replay(connectAs(shell, given), { file }, given, shell)
  return { done: JSON.parse(printed), code }
}

const line = (id: number) => JSON.stringify({ sourceCallId: `c${id}` })
const allNew: Answering = (calls) => ({
  status: 202,
  body: { results: calls.map((_, index) => ({ index, outcome: 'new' })) },
})

test('a file goes in order, a hundred calls to a request', async () => {
  const { url, requests } = await peer(allNew)
  const { done, code } = await replayed(
    url,
    Array.from({ length: 250 }, (_, n) => line(n)),
  )
  expect(requests.map((one) => one.length)).toEqual([100, 100, 50])
  expect(requests.flat()).toEqual(Array.from({ length: 250 }, (_, n) => `c${n}`))
  expect({ ...done, code }).toMatchObject({ calls: 250, new: 250, known: 0, invalid: 0, code: 0 })
})

test('a line ends where the file says so, and not within a text', async () => {
  const { url, requests } = await peer(allNew)
  const told = ['one\u2028more', 'two\u0085more', 'three'].map((id) => JSON.stringify({ sourceCallId: id }))
  expect(told[0]).toContain('\u2028')
  const { done } = await replayed(url, [`\uFEFF${told[0]}\r`, ...told.slice(1)])
  expect(requests.flat()).toEqual(['one\u2028more', 'two\u0085more', 'three'])
  expect(done).toMatchObject({ calls: 3, new: 3, invalid: 0 })
})

test('a line that is no call is named with its line and field, the others go, and the command fails', async () => {
  const { url } = await peer((calls) => ({
    status: 202,
    body: {
      results: calls.map(({ sourceCallId }, index) =>
        sourceCallId === 'c7'
          ? {
              index,
              outcome: 'invalid',
              problem: {
                code: 'invalid_call',
                errors: [{ path: 'outcome', code: 'invalid_value', message: 'is one of …' }],
              },
            }
          : { index, outcome: sourceCallId === 'c1' ? 'known' : 'new' },
      ),
    },
  }))
  const { done, code } = await replayed(url, [`\uFEFF${line(1)}`, 'not json', '', '[1]', line(7), line(8)])
  expect(done).toMatchObject({ calls: 5, new: 1, known: 1, invalid: 3 })
  expect(done.invalidLines.map((one) => [one.line, one.errors[0]?.path])).toEqual([
    [2, ''],
    [4, ''],
    [5, 'outcome'],
  ])
  expect(code).toBe(1)
})

test('a program that is busy is asked again when it says so', async () => {
  const { url, requests } = await peer((calls, request) =>
    request === 1 ? { status: 503, body: { code: 'busy' }, headers: { 'retry-after': '0' } } : allNew(calls, request),
  )
  const { done } = await replayed(url, [line(1), line(2)])
  expect(requests).toEqual([
    ['c1', 'c2'],
    ['c1', 'c2'],
  ])
  expect(done.new).toBe(2)
})

test('a key that is refused ends the replay with what to do', async () => {
  const { url } = await peer(() => ({ status: 401, body: { code: 'unknown_key', title: 'No' } }))
  await expect(replayed(url, [line(1)])).rejects.toThrow(/does not take this key/)
})

test('a call that is larger than the program takes is the line’s fault, not the file’s', async () => {
  const { url } = await peer((calls, request) =>
    JSON.stringify(calls).length > 900_000 ? { status: 413, body: { code: 'too_large' } } : allNew(calls, request),
  )
  const huge = JSON.stringify({ sourceCallId: 'huge', callerName: 'x'.repeat(950_000) })
  const { done } = await replayed(url, [line(1), huge, line(3)])
  expect(done).toMatchObject({ new: 2, invalid: 1, invalidLines: [{ line: 2, errors: [{ code: 'too_large' }] }] })
})
