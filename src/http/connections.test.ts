import { type AddressInfo, connect, type Socket } from 'node:net'
import { type FastifyInstance, fastify } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { connectionLimit, installConnections } from './connections.ts'

let server: FastifyInstance
let sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  await server.close()
})

const most = 20

async function serverWith() {
  server = fastify({ forceCloseConnections: true })
  const connections = installConnections(server, most)
  server.get('/', async () => 'here')
  server.post('/', async () => 'taken')
  const held = Promise.withResolvers<string>()
  server.get('/held', () => held.promise)
  server.get('/live', (request, reply) => {
    reply.hijack()
    connections.goesOn(request.raw)
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.raw.write('event: here\n\n')
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  return { letGo: () => held.resolve('late') }
}

function open(text = ''): Socket & { got: string } {
  const { port } = server.server.address() as AddressInfo
  const socket = Object.assign(connect({ host: '127.0.0.1', port }), { got: '' })
  socket
    .on('error', () => undefined)
    .on('data', (chunk) => {
      socket.got += String(chunk)
    })
  if (text !== '') socket.write(text)
  sockets.push(socket)
  return socket
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`
const openNow = () => sockets.filter((one) => !one.destroyed && !one.closed).length
const connections = () =>
  new Promise<number>((resolve) => server.server.getConnections((_, count) => void resolve(count)))

describe('connections', () => {
  test('that ask nothing make room, and a request in hand never does', async () => {
    const { letGo } = await serverWith()
    const held = open(get('/held'))
    await expect.poll(connections).toBe(1)
    for (let n = 0; n < 200; n++) open()
    await expect.poll(openNow).toBe(most)
    const asking = open(get('/'))
    await expect.poll(() => asking.got).toContain('here')
    letGo()
    await expect.poll(() => held.got).toContain('late')
    expect(await connections()).toBeLessThanOrEqual(most)
  })

  test('that were answered and rest keep theirs longer than those that never asked', async () => {
    await serverWith()
    const answered = open(get('/'))
    await expect.poll(() => answered.got).toContain('here')
    for (let n = 0; n < 100; n++) open()
    await expect.poll(openNow).toBe(most)
    answered.got = ''
    answered.write(get('/'))
    await expect.poll(() => answered.got).toContain('here')
  })

  test('whose answers go on for ever make room before those of callers that rest', async () => {
    await serverWith()
    const caller = open(get('/'))
    await expect.poll(() => caller.got).toContain('here')
    const pages = Array.from({ length: most - 1 }, () => open(get('/live')))
    await expect.poll(() => pages.every((one) => one.got.includes('event: here'))).toBe(true)
    const other = open(get('/'))
    await expect.poll(() => other.got).toContain('here')
    await expect.poll(() => pages.filter((one) => one.closed)).toEqual([pages[0]])
    caller.got = ''
    caller.write(get('/'))
    await expect.poll(() => caller.got).toContain('here')
  })

  test('whose headers or bodies come drop by drop make room too', async () => {
    await serverWith()
    for (let n = 0; n < most / 2; n++) open('GET / HTTP/1.1\r\nhost: x\r\nx-drop')
    for (let n = 0; n < most / 2; n++)
      open('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\nx')
    await expect.poll(connections).toBe(most)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    for (let n = 0; n < most; n++) {
      const asking = open(get('/'))
      await expect.poll(() => asking.got).toContain('here')
    }
  })
})

test('the limit leaves files for everything else, and is ten thousand where there are plenty', () => {
  expect(connectionLimit(1_024)).toBe(824)
  expect(connectionLimit(20_000)).toBe(10_000)
  expect(connectionLimit(Number.POSITIVE_INFINITY)).toBe(10_000)
})
