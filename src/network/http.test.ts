import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Http } from '../core/adapter.ts'
import { createDialler } from './dial.ts'
import { createHttp } from './http.ts'

const http: Http = createHttp(createDialler({ allowPrivate: ['127.0.0.1/32', '::1/128'] }))
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that answers each whole request head with what `act` does; returns its URL and how many heads it saw. */
async function peer(act: (socket: Socket) => void, onAccept?: (socket: Socket) => void, host = '127.0.0.1') {
  const seen = { requests: 0, connections: 0, url: '' }
  const sockets = new Set<Socket>()
  const server: Server = createTcp((socket) => {
    sockets.add(socket)
    seen.connections++
    socket.on('error', () => socket.destroy())
    onAccept?.(socket)
    socket.on('data', () => {
      seen.requests++
      act(socket)
    })
  }).listen(0, host)
  await new Promise((resolve) => server.once('listening', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  seen.url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`
  return seen
}
const withinMs = 3_000
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** Whether undici says on its own diagnostics channel that the head of a request went out: the evidence that `sent` is held against. */
async function headsSent<T>(work: () => Promise<T>): Promise<{ result: T; heads: number }> {
  let heads = 0
  const count = () => void heads++
  subscribe('undici:client:sendHeaders', count)
  const result = await work()
  unsubscribe('undici:client:sendHeaders', count)
  return { result, heads }
}

describe('http', () => {
  it('gives the answer as it came', async () => {
    const server = await peer((socket) =>
      socket.write('HTTP/1.1 202 Accepted\r\nX-Id: 7\r\ncontent-length: 2\r\n\r\n0:'),
    )
    const answer = await http({ method: 'POST', url: `${server.url}/a?b=1`, body: 'x', withinMs })
    expect(answer).toMatchObject({ is: 'answer', status: 202, headers: { 'x-id': '7' }, body: '0:', truncated: false })
  })

  it.each([302, 307])('does not follow a %d', async (status) => {
    const target = await peer((socket) => socket.write(ok))
    const server = await peer((socket) =>
      socket.write(`HTTP/1.1 ${status} X\r\nlocation: ${target.url}\r\ncontent-length: 0\r\n\r\n`),
    )
    const answer = await http({ method: 'POST', url: server.url, body: 'x', withinMs })
    expect(answer).toMatchObject({ is: 'answer', status, headers: { location: target.url } })
    expect(target.connections).toBe(0)
  })

  // What a peer can do amiss: error codes do not tell these apart, `sent` does.
  it('knows that nothing left when nobody listens', async () => {
    const { result, heads } = await headsSent(() => http({ method: 'GET', url: 'http://127.0.0.1:1/', withinMs }))
    expect([result, heads]).toMatchObject([{ is: 'failed', sent: false, why: 'unreachable' }, 0])
  })

  it('knows that nothing left when the name is not known', async () => {
    const lost = createHttp(createDialler({ allowPrivate: [], lookup: () => Promise.reject(new Error('ENOTFOUND')) }))
    expect(await lost({ method: 'GET', url: 'http://nowhere.example/', withinMs })).toMatchObject({
      sent: false,
      why: 'unreachable',
    })
  })

  it('knows that nothing left when TLS fails', async () => {
    const server = await peer((socket) => socket.end('this is not TLS'))
    const { result, heads } = await headsSent(() =>
      http({ method: 'GET', url: server.url.replace('http:', 'https:'), withinMs }),
    )
    expect([result, heads]).toMatchObject([{ is: 'failed', sent: false, why: 'unreachable' }, 0])
  })

  it('agrees with undici’s own evidence when the peer resets on accept', async () => {
    const server = await peer(
      () => undefined,
      (socket) => socket.resetAndDestroy(),
    )
    for (let round = 0; round < 5; round++) {
      const { result, heads } = await headsSent(() => http({ method: 'POST', url: server.url, body: 'x', withinMs }))
      expect(result).toMatchObject({ is: 'failed', sent: heads > 0 })
    }
  })

  it('counts a cut in the middle of the request as sent', async () => {
    const server = await peer((socket) => socket.resetAndDestroy())
    const answer = await http({ method: 'POST', url: server.url, body: 'x'.repeat(4_000_000), withinMs })
    expect(answer).toMatchObject({ is: 'failed', sent: true, why: 'cut' })
  })

  it('counts a cut after the request as sent, and makes no second attempt', async () => {
    const server = await peer((socket) => socket.destroy())
    for (const method of ['GET', 'POST'] as const) {
      server.requests = 0
      expect(await http({ method, url: server.url, withinMs })).toMatchObject({
        is: 'failed',
        sent: true,
        why: 'cut',
      })
      expect(server.requests).toBe(1)
    }
  })

  it('counts half an answer as sent and cut', async () => {
    for (const half of ['HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', 'HTTP/1.1 200 OK\r\ncontent-le']) {
      const server = await peer((socket) => socket.end(half))
      expect(await http({ method: 'GET', url: server.url, withinMs })).toMatchObject({
        is: 'failed',
        sent: true,
        why: 'cut',
      })
    }
  })

  it('counts an answer that is not HTTP as sent and unreadable', async () => {
    const server = await peer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
    expect(await http({ method: 'GET', url: server.url, withinMs })).toMatchObject({
      is: 'failed',
      sent: true,
      why: 'unreadable',
    })
  })

  it('gives up at its deadline on silence, and on an answer that trickles', async () => {
    const silent = await peer(() => undefined)
    expect(await http({ method: 'GET', url: silent.url, withinMs: 80 })).toMatchObject({
      is: 'failed',
      sent: true,
      why: 'timeout',
    })
    const trickle = await peer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
      const drip = setInterval(() => socket.write('.'), 10)
      socket.once('close', () => clearInterval(drip))
    })
    expect(await http({ method: 'GET', url: trickle.url, withinMs: 120 })).toMatchObject({
      is: 'failed',
      sent: true,
      why: 'timeout',
    })
  })

  it('cuts a long answer at 64 KiB', async () => {
    const server = await peer((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 5000000\r\n\r\n${'a'.repeat(200_000)}`),
    )
    const answer = await http({ method: 'GET', url: server.url, withinMs })
    expect(answer).toMatchObject({ is: 'answer', status: 200, truncated: true })
    expect(answer.is === 'answer' && answer.body.length).toBe(65_536)
  })

  it('asks at the last moment whether it may still write', async () => {
    const server = await peer((socket) => socket.write(ok))
    const { result, heads } = await headsSent(() =>
      http({ method: 'GET', url: server.url, withinMs, mayWrite: () => false }),
    )
    expect([result, heads]).toMatchObject([{ is: 'failed', sent: false, why: 'timeout' }, 0])
    expect(server.requests).toBe(0)
  })

  it('writes nothing once its deadline passed while connecting', async () => {
    let dialled = 0
    const server = await peer((socket) => socket.write(ok))
    const plain = createDialler({ allowPrivate: ['127.0.0.1/32'] })
    const slow = createHttp(async (target) => {
      dialled++
      await new Promise((resolve) => setTimeout(resolve, 100))
      return plain(target)
    })
    expect(await slow({ method: 'GET', url: server.url, withinMs: 30 })).toMatchObject({
      is: 'failed',
      sent: false,
      why: 'timeout',
    })
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect([dialled, server.requests]).toEqual([1, 0])
  })

  it('uses a connection again, one request at a time', async () => {
    const server = await peer((socket) => socket.write(ok))
    await http({ method: 'GET', url: server.url, withinMs })
    await new Promise((resolve) => setTimeout(resolve, 10))
    await http({ method: 'GET', url: server.url, withinMs })
    expect([server.connections, server.requests]).toEqual([1, 2])
    await Promise.all([1, 2, 3].map(() => http({ method: 'GET', url: server.url, withinMs })))
    expect(server.connections).toBeGreaterThan(1)
  })

  it('dials IPv6 literals', async () => {
    const server = await peer((socket) => socket.write(ok), undefined, '::1')
    expect(await http({ method: 'GET', url: server.url, withinMs })).toMatchObject({
      is: 'answer',
      status: 200,
    })
  })

  it.each([
    'ftp://x.example/',
    'http://user:pw@x.example/',
    'not a url',
    'http://169.254.169.254/latest/',
    'http://[::ffff:127.0.0.1]/',
  ])('refuses %s', async (url) => {
    expect(await http({ method: 'GET', url, withinMs })).toMatchObject({
      is: 'failed',
      sent: false,
      why: 'refused_address',
    })
  })

  it('refuses a header that would break the request', async () => {
    const server = await peer((socket) => socket.write(ok))
    const answer = await http({ method: 'GET', url: server.url, headers: { a: 'b\r\nx: y' }, withinMs })
    expect(answer).toMatchObject({ is: 'failed', sent: false })
    expect(server.requests).toBe(0)
  })
})
