import { type AddressInfo, connect } from 'node:net'
import { type FastifyInstance, fastify } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdmissionOptions, createAdmission } from './admission.ts'
import { answerError, problem } from './problems.ts'

const log = { info: () => undefined, error: () => undefined } as never
let server: FastifyInstance
afterEach(() => server.close())

/** A server whose requests stay until they are let go; from then on none stays. */
async function serverWith(options: Partial<AdmissionOptions>) {
  const held: (() => void)[] = []
  server = fastify({ forceCloseConnections: true })
  const admission = createAdmission({ waiting: () => 0, readiness: () => ({ ready: true, words: '' }), ...options })
  server.setErrorHandler(answerError(log, { refuseInTurn: admission.refuseInTurn }))
  admission.install(server)
  let isOpen = false
  const hold = () => (isOpen ? 'done' : new Promise<string>((resolve) => held.push(() => resolve('done'))))
  server.post('/hook/:token', { config: { intake: 'webhook' } }, async () => await hold())
  server.post('/api', { config: { intake: 'api' } }, async () => await hold())
  server.post('/hook', { config: { intake: 'webhook' } }, async () => await hold())
  server.post('/other', async () => 'done')
  const ask = (url: string, bytes = 10) =>
    server.inject({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, payload: 'x'.repeat(bytes) })
  const letGo = () => {
    isOpen = true
    for (const one of held.splice(0)) one()
  }
  return { ask, held, admission, letGo }
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
    expect(admission.refusals()).toEqual({ not_ready: 0, full: 1, waited: 1, slow: 0, account: 0 })
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

  test('counts nobody for ever who went away while waiting', async () => {
    let waiting = 10
    const { ask, letGo } = await serverWith({
      waiting: () => waiting,
      calls: 10,
      patienceMs: 5_000,
      oldestMs: { api: 50, webhook: 50 },
    })
    server.get('/hook/:token', { config: { intake: 'webhook' } }, () => 'done')
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const socket = connect({ host: '127.0.0.1', port }).on('error', () => undefined)
    socket.write('GET /hook/one HTTP/1.1\r\nhost: x\r\n\r\n')
    await soon()
    socket.destroy()
    await soon()
    waiting = 0
    await new Promise((resolve) => setTimeout(resolve, 300))
    letGo()
    expect((await ask('/hook/one')).statusCode).toBe(200)
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

  test('tells hundreds that there is no room one after the other, and their bodies take none meanwhile', async () => {
    const { ask, admission } = await serverWith({})
    const noRoom = (_request: unknown, _reply: unknown, done: (error: Error) => void) => done(problem('account_busy'))
    server.post('/crowded', { config: { intake: 'api' }, onRequest: noRoom }, async () => 'done')
    const began = performance.now()
    const all = Array.from({ length: 600 }, () => ask('/crowded', 1_000))
    await all[0]
    await expect.poll(() => admission.bytesUnderWay()).toBe(0)
    expect(new Set((await Promise.all(all)).map((one) => one.statusCode))).toEqual(new Set([429]))
    // 200 at once, and of the others a thousand a second.
    expect(performance.now() - began).toBeGreaterThan(350)
  })

  test('cuts off who asks on and on without waiting for refusals, and tells others', async () => {
    const { ask } = await serverWith({})
    server.get('/full', () => {
      throw problem('busy')
    })
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const socket = connect({ host: '127.0.0.1', port }).on('error', () => undefined)
    const cut = new Promise<string>((resolve) => socket.once('close', () => resolve('cut')))
    socket.resume().write('GET /full HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(1_000))
    expect(await Promise.race([cut, new Promise((resolve) => setTimeout(resolve, 3_000, 'told'))])).toBe('cut')
    socket.destroy()
    expect((await server.inject({ url: '/full' })).statusCode).toBe(503)
    expect((await ask('/other')).statusCode).toBe(200)
  })

  test('refuses a body that says it is too large without reading it', async () => {
    const { ask } = await serverWith({})
    expect((await ask('/api', 1_048_577)).statusCode).toBe(413)
  })

  /** A request whose body is announced and does not come. */
  async function drip(url: string, bytes: number) {
    if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const socket = connect({ host: '127.0.0.1', port }).on('error', () => undefined)
    const cut = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.write(`POST ${url} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: ${bytes}\r\n\r\nx`)
    return { socket, cut }
  }

  test('does not take a body that is slow to come for a call that is slow to be stored', async () => {
    const inHand = { calls: 20, waiting: () => 1 }
    const { ask, admission, letGo } = await serverWith({ ...inHand, oldestMs: { api: 40, webhook: 40 } })
    const { socket } = await drip('/api', 100)
    await expect.poll(() => admission.bytesUnderWay()).toBe(100)
    await new Promise((resolve) => setTimeout(resolve, 80))
    const quick = ask('/api')
    await soon()
    // This one is in hand, and its commit does not come: now nobody else is let in.
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect((await ask('/api')).statusCode).toBe(503)
    letGo()
    expect((await quick).statusCode).toBe(200)
    socket.destroy()
  })

  test('cuts off bodies that hardly move when their room is needed, and those alone', async () => {
    const { ask, admission, letGo } = await serverWith({ bodyBytes: 1_000, slowMs: 50 })
    const slow = await drip('/api', 300)
    await expect.poll(() => admission.bytesUnderWay()).toBe(300)
    await new Promise((resolve) => setTimeout(resolve, 80))
    const young = await drip('/api', 150)
    await expect.poll(() => admission.bytesUnderWay()).toBe(450)
    const asked = ask('/api', 300)
    await slow.cut
    await soon()
    letGo()
    expect((await asked).statusCode).toBe(200)
    expect(admission.bytesUnderWay()).toBe(150)
    expect(admission.refusals()).toMatchObject({ slow: 1, full: 0 })
    young.socket.destroy()
  })

  test('counts a body that is slow to come as what has come of it, and never lets large ones take the room of small ones', async () => {
    const megabyte = 1_048_576
    const { ask, admission, letGo } = await serverWith({ bodyBytes: 8 * megabyte, slowMs: 400 })
    const first = [await drip('/api', megabyte), await drip('/api', megabyte)]
    await expect.poll(() => admission.bytesUnderWay()).toBe(2 * megabyte)
    // A quarter of all is taken by large ones: a third finds no room as yet, and a small one does.
    expect((await ask('/api', megabyte)).statusCode).toBe(503)
    const small = ask('/api', 60_000)
    await new Promise((resolve) => setTimeout(resolve, 150))
    const large = ask('/api', megabyte)
    await soon()
    expect(admission.bytesUnderWay()).toBeLessThan(2.2 * megabyte)
    letGo()
    expect([(await small).statusCode, (await large).statusCode]).toEqual([200, 200])
    expect(admission.refusals()).toMatchObject({ slow: 0, full: 1 })
    for (const one of first) one.socket.destroy()
  })

  test('leaves room to others beside a source that pushes without end', async () => {
    const { ask, letGo } = await serverWith({ calls: 4, patienceMs: 50 })
    const pushed = [ask('/hook/a'), ask('/hook/a'), ask('/hook/a')]
    await soon()
    expect((await ask('/hook/a')).statusCode).toBe(503)
    const other = ask('/hook/b')
    await soon()
    letGo()
    expect((await Promise.all([...pushed, other])).map((one) => one.statusCode)).toEqual([200, 200, 200, 200])
  })

  test('leaves room to others beside an account that reports without end, however many calls its arrays hold', async () => {
    let waiting = 0
    const { admission } = await serverWith({ waiting: () => waiting, calls: 200 })
    const done: (() => void)[] = []
    const take = (account: string, calls: number) =>
      admission.ofAccounts.whileCounted(account, calls, () => {
        waiting += calls
        return new Promise<string>((resolve) => done.push(() => resolve('kept')))
      })
    const large = take('a', 75)
    expect(() => admission.ofAccounts.demandRoom('a')).toThrow()
    admission.ofAccounts.demandRoom('b')
    await expect(take('a', 10)).rejects.toMatchObject({ code: 'account_busy' })
    const other = take('b', 25)
    await expect(take('c', 1)).rejects.toMatchObject({ code: 'busy' })
    for (const one of done) one()
    expect(await Promise.all([large, other])).toEqual(['kept', 'kept'])
    waiting = 0
    // Alone it may bring an array as large as it likes, and what it had is forgotten.
    void take('a', 500)
    expect(admission.refusals()).toMatchObject({ account: 2, full: 1 })
  })

  test('refuses an account whose own calls wait too long, and everybody once nothing leaves any more', async () => {
    const options = { calls: 20, waiting: () => 1, oldestMs: { api: 60, webhook: 60 }, patienceMs: 20 }
    const { ask, held, admission, letGo } = await serverWith(options)
    const wait = () => new Promise((resolve) => setTimeout(resolve, 80))
    const kept = Promise.withResolvers<string>()
    const old = admission.ofAccounts.whileCounted('a', 1, () => kept.promise)
    const pushed = ask('/hook/a')
    await expect.poll(() => held.length).toBe(1)
    await wait()
    expect(() => admission.ofAccounts.demandRoom('a')).toThrow()
    admission.ofAccounts.demandRoom('b')
    // Nothing has left: nobody is let in.
    expect((await ask('/hook/b')).statusCode).toBe(503)
    letGo()
    kept.resolve('kept')
    await Promise.all([old, pushed])
  })

  test('never refuses few calls for waiting long: that is no fault of whose they are', async () => {
    const { ask, held, admission, letGo } = await serverWith({ oldestMs: { api: 40, webhook: 40 }, waiting: () => 200 })
    const first = ask('/api')
    const kept = Promise.withResolvers<string>()
    const old = admission.ofAccounts.whileCounted('a', 1, () => kept.promise)
    await expect.poll(() => held.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 80))
    admission.ofAccounts.demandRoom('a')
    const second = ask('/api')
    await expect.poll(() => held.length).toBe(2)
    letGo()
    kept.resolve('kept')
    expect((await Promise.all([first, second])).map((one) => one.statusCode)).toEqual([200, 200])
    await old
  })

  test('lets others in beside a source whose own calls wait long, as long as calls still leave', async () => {
    const { ask, held, letGo } = await serverWith({ oldestMs: { api: 800, webhook: 800 }, patienceMs: 20 })
    const slow = ask('/hook/a')
    await expect.poll(() => held.length).toBe(1)
    const other = async () => {
      const asked = ask('/hook/b')
      await expect.poll(() => held.length).toBe(2)
      held.splice(1).forEach((one) => void one())
      return (await asked).statusCode
    }
    for (const until = performance.now() + 900; performance.now() < until; ) expect(await other()).toBe(200)
    expect((await ask('/hook/a')).statusCode).toBe(503)
    expect(await other()).toBe(200)
    letGo()
    expect((await slow).statusCode).toBe(200)
  })
})
