import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDialler } from './dial.ts'
import { createHttp } from './http.ts'

// A certificate for gateway.test and 127.0.0.1 that nothing but this test trusts, with its key; good for a hundred years.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwBHv8e2O6+GX4nEw
uF7WX4JJAX5c6+ZfBVyrtNYD2+ehRANCAARsz4KX8edn9VlFY8sKNF4IYVkFZ1xz
baDgKfZ54mh1PBwWueLbdKcf04KeLs0sYAbVits9RQixplhdKBKPwUNQ
-----END PRIVATE KEY-----
`
const cert = `-----BEGIN CERTIFICATE-----
MIIBozCCAUmgAwIBAgITWIx5NKMZC3qjGAmpj8gZH62T+zAKBggqhkjOPQQDAjAX
MRUwEwYDVQQDDAxnYXRld2F5LnRlc3QwIBcNMjYxMTI1MTcyMDI4WhgPMjEyNjEx
MDExNzIwMjhaMBcxFTATBgNVBAMMDGdhdGV3YXkudGVzdDBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABGzPgpfx52f1WUVjywo0XghhWQVnXHNtoOAp9nniaHU8HBa5
4tt0px/Tgp4uzSxgBtWK2z1FCLGmWF0oEo/BQ1CjcjBwMB0GA1UdDgQWBBSUaAu/
EuZFJOgI9UZ+CTV9cOsqTjAfBgNVHSMEGDAWgBSUaAu/EuZFJOgI9UZ+CTV9cOsq
TjAPBgNVHRMBAf8EBTADAQH/MB0GA1UdEQQWMBSCDGdhdGV3YXkudGVzdIcEfwAA
ATAKBggqhkjOPQQDAgNIADBFAiAGXYSjkB/BdzwYVnOyUZZkOh12hlw8IqyBJmRz
HdsBMgIhAJaPu4IjEPj6DKtf6BA+xUh6c1db31yJrFVtcK8b0m36
-----END CERTIFICATE-----
`

describe('https', () => {
  const usual = getCACertificates('default')
  let server: Server
  let port: number
  const seen: (string | false | null | undefined)[] = []
  beforeAll(async () => {
    setDefaultCACertificates([...usual, cert])
    server = createServer({ key, cert }, (request, response) => {
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
      deadline: Date.now() + 3_000,
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
    setDefaultCACertificates([...usual, cert])
    expect(answer).toMatchObject({ is: 'failed', sent: false, why: 'unreachable' })
  })
})
