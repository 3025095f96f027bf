import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selfMade } from '../../test/support/self-made-certificate.ts'
import { createDialler } from './dial.ts'
import { createHttp } from './http.ts'

describe('https', () => {
  const usual = getCACertificates('default')
  let server: Server
  let port: number
  const seen: (string | false | null | undefined)[] = []
  beforeAll(async () => {
    setDefaultCACertificates([...usual, selfMade.cert])
    server = createServer(selfMade, (request, response) => {
      seen.push((request.socket as { servername?: string | false }).servername)
      response.end('ok')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    setDefaultCACertificates(usual)
    server.closeAllConnections()
    server.close()
  })

  const ask = (host: string) =>
    createHttp(
      createDialler({ allowPrivate: ['127.0.0.1/32'], lookup: async () => [{ address: '127.0.0.1', family: 4 }] }),
    )({
      method: 'GET',
      url: `https://${host}:${port}/`,
      withinMs: 3_000,
    })

  it('names the host it wants and believes a certificate for it', async () => {
    expect(await ask('gateway.test')).toMatchObject({ is: 'answer', status: 200, body: 'ok' })
    expect(seen).toContain('gateway.test')
  })

  it('believes a certificate for an address', async () => {
    expect(await ask('127.0.0.1')).toMatchObject({ is: 'answer', status: 200 })
  })

  it('sends nothing to a host whose certificate is for another', async () => {
    expect(await ask('other.test')).toMatchObject({ is: 'failed', sent: false, why: 'unreachable' })
  })

  it('sends nothing to a host whose certificate nobody vouches for', async () => {
    setDefaultCACertificates(usual)
    const answer = await ask('gateway.test')
    setDefaultCACertificates([...usual, selfMade.cert])
    expect(answer).toMatchObject({ is: 'failed', sent: false, why: 'unreachable' })
  })
})
