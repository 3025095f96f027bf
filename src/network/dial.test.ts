import type { AddressInfo } from 'node:net'
import { createServer, isIP, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressRule } from './addresses.ts'
import { createDialler, DialError } from './dial.ts'

/** Sixty ways to write an address that is not the internet's, as a URL or a settings field may hold them. */
const spellings = [
  // loopback
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0x7f.1',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '127.0.0.1.',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000::0001]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  // this network
  '0.0.0.0',
  '0',
  '0.0.0.1',
  '0x0',
  '[::]',
  '[::ffff:0.0.0.0]',
  // private and shared
  '10.0.0.1',
  '10.1',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '0xc0a80001',
  '3232235521',
  '100.64.0.1',
  '100.127.255.255',
  '[::ffff:10.0.0.1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  // link-local and metadata
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.43518',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  // embedded in IPv6
  '[64:ff9b::7f00:1]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2002:c0a8:101::1]',
  '[2001:0:7f00:1::]',
  // multicast, reserved, documentation
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.9',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[3fff::1]',
]

describe('dial', () => {
  let server: Server
  let port: number
  const seen: Socket[] = []
  beforeAll(async () => {
    server = createServer((socket) => seen.push(socket)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    for (const socket of seen) socket.destroy()
    server.close()
  })

  it.each(spellings)('refuses %s', async (spelling) => {
    const dial = createDialler({ allowPrivate: [] })
    // As the URL parser spells it, which is what the HTTP client dials, and as it stands, which is what a host field gives.
    const asUrl = new URL(`http://${spelling}/`).hostname.replace(/^\[|\]$/g, '')
    for (const host of new Set([asUrl, spelling.replace(/^\[|\]$/g, '')])) {
      const failure = await dial({ host, port, connectTimeoutMs: 2_000 }).then(
        () => 'connected',
        (error: unknown) => (error instanceof DialError ? error.why : error),
      )
      // A name that the resolver does not know leads nowhere, which is as good.
      expect(failure).toBeOneOf(isIP(host) !== 0 ? ['refused_address'] : ['refused_address', 'unreachable'])
    }
    expect(seen).toHaveLength(0)
  })

  it('lets the addresses of the internet pass', () => {
    const mayDial = addressRule([])
    for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '11.0.0.1', '2606:4700::1111', '2a00:1450::1'])
      expect(mayDial(address)).toBe(true)
  })

  it('connects to what the operator allows, and to no more', async () => {
    const dial = createDialler({ allowPrivate: ['127.0.0.1/32'] })
    const socket = await dial({ host: '127.0.0.1', port, connectTimeoutMs: 2_000 })
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
    await expect(dial({ host: '127.0.0.2', port, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
      why: 'refused_address',
    })
    await expect(dial({ host: '::ffff:127.0.0.1', port, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
      why: 'refused_address',
    })
  })

  it('resolves a name once and connects to the address that was judged', async () => {
    let asked = 0
    const rebinding = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.9', family: 4 }]
    const socket = await createDialler({ allowPrivate: ['127.0.0.1/32'], lookup: rebinding })({
      host: 'pbx.example',
      port,
      connectTimeoutMs: 2_000,
    })
    expect([asked, socket.remoteAddress]).toEqual([1, '127.0.0.1'])
    socket.destroy()
  })

  it('refuses a name that has one public and one private address', async () => {
    const both = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    const dial = createDialler({ allowPrivate: [], lookup: both })
    await expect(dial({ host: 'two.example', port, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
      why: 'refused_address',
    })
  })

  it('gives up in time while a name server is silent', async () => {
    const silent = () => new Promise<never>(() => undefined)
    const dial = createDialler({ allowPrivate: [], lookup: silent })
    await expect(dial({ host: 'slow.example', port, connectTimeoutMs: 50 })).rejects.toMatchObject({ why: 'timeout' })
  })

  it('gives up in time on a server that takes the connection and never speaks TLS', async () => {
    const dial = createDialler({ allowPrivate: ['127.0.0.1/32'] })
    await expect(dial({ host: '127.0.0.1', port, tls: true, connectTimeoutMs: 100 })).rejects.toMatchObject({
      why: 'timeout',
    })
  })

  it('says that a closed port cannot be reached', async () => {
    const dial = createDialler({ allowPrivate: ['127.0.0.1/32'] })
    await expect(dial({ host: '127.0.0.1', port: 1, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
      why: 'unreachable',
    })
  })

  it('names a range that is none', () => {
    for (const range of ['10.0.0.0', '10.0.0.0/x', 'office', ''])
      expect(() => createDialler({ allowPrivate: [range] })).toThrow('address range')
  })
})
