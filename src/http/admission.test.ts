import { type FastifyInstance, fastify } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdmissionOptions, createAdmission } from './admission.ts'
import { answerError } from './problems.ts'

const log = { info: () => undefined, error: () => undefined } as never
let server: FastifyInstance
afterEach(() => server.close())

/** A server whose requests stay until they are let go. */
async function serverWith(options: Partial<AdmissionOptions>) {
  const held: (() => void)[] = []
  server = fastify({ forceCloseConnections: true })
  server.setErrorHandler(answerError(log))
  const admission = createAdmission({ waiting: () => 0, readiness: () => ({ ready: true, words: '' }), ...options })
  admission.install(server)
  const hold = () => new Promise<string>((resolve) => held.push(() => resolve('done')))
  server.post('/api', { config: { intake: 'api' } }, hold)
  server.post('/hook', { config: { intake: 'webhook' } }, hold)
  server.post('/other', async () => 'done')
  const ask = (url: string, bytes = 10) =>
    server.inject({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, payload: 'x'.repeat(bytes) })
  return { ask, held, admission, letGo: () => held.splice(0).forEach((one) => void one()) }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 30))

describe('admission', () => {
  test('sheds API calls first, at half of what webhooks may fill', async () => {
    let waiting = 0
    const { ask, letGo, admission } = await serverWith({ waiting: () => waiting, calls: 10, patienceMs: 50 })
    waiting = 5
    const shed = await ask('/api')
    expect(shed.statusCode).toBe(503)
    expect(shed.json()).toMatchObject({ code: 'busy' })
    expect(Number(shed.headers['retry-after'])).toBeGreaterThan(0)
    const hook = ask('/hook')
    await soon()
    letGo()
    expect((await hook).statusCode).toBe(200)
    waiting = 10
    expect((await ask('/hook')).statusCode).toBe(503)
    expect(admission.refusals()).toEqual({ not_ready: 0, full: 1, waited: 1 })
  })

  test('lets a webhook wait for its turn', async () => {
    let waiting = 10
    const { ask, letGo } = await serverWith({ waiting: () => waiting, calls: 10, patienceMs: 5_000 })
    const hook = ask('/hook')
    await soon()
    waiting = 9
    await new Promise((resolve) => setTimeout(resolve, 150))
    letGo()
    expect((await hook).statusCode).toBe(200)
  })

  test('counts bodies before they are read, and gives their bytes back when the answer is out', async () => {
    const { ask, letGo, admission } = await serverWith({ bodyBytes: 1_000, patienceMs: 20 })
    const first = ask('/api', 400)
    await soon()
    expect(admission.bytesUnderWay()).toBe(400)
    expect((await ask('/api', 200)).statusCode).toBe(503)
    expect((await ask('/other', 500)).statusCode).toBe(200)
    expect((await ask('/other', 700)).statusCode).toBe(503)
    letGo()
    await first
    await soon()
    expect(admission.bytesUnderWay()).toBe(0)
  })

  test('gives them back also when the peer goes away', async () => {
    const { admission } = await serverWith({})
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as { port: number }
    const gone = new AbortController()
    const asked = fetch(`http://127.0.0.1:${port}/api`, {
      method: 'POST',
      body: 'x'.repeat(100),
      signal: gone.signal,
    }).catch(() => undefined)
    await expect.poll(() => admission.bytesUnderWay()).toBe(100)
    gone.abort()
    await asked
    await expect.poll(() => admission.bytesUnderWay()).toBe(0)
  })

  test('takes no calls while the program is not ready, and answers everything else', async () => {
    const { ask } = await serverWith({ readiness: () => ({ ready: false, words: 'The disk is nearly full.' }) })
    expect((await ask('/api')).json()).toMatchObject({ code: 'busy', detail: 'The disk is nearly full.' })
    expect((await ask('/other')).statusCode).toBe(200)
  })

  test('refuses a body that says it is too large without reading it', async () => {
    const { ask } = await serverWith({})
    expect((await ask('/api', 1_048_577)).statusCode).toBe(413)
  })
})
