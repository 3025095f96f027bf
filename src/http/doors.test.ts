import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { listen } from './listen.ts'

const open: { server: FastifyInstance; close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await Promise.all([one.server.close(), one.close()])
})

async function start(port = 0) {
  const server = fastify()
  server.get('/', () => 'here')
  const at = await listen(server, { host: '127.0.0.1', port })
  open.push({ server, close: at.doors.close })
  return { server, port: at.port }
}

const linuxOnly = process.platform === 'linux'

it.runIf(linuxOnly)('takes many connections in a round of the event loop, however long the round is', async () => {
  const { server, port } = await start()
  let taken = 0
  server.server.on('connection', () => {
    taken += 1
  })
  const wanted = 400
  const clients = spawn(process.execPath, [
    '-e',
    `for (let n = 0; n < ${wanted}; n++) require('node:net').connect(${port}, '127.0.0.1').on('error', () => undefined)`,
  ])
  try {
    let rounds = 0
    for (const giveUpAt = performance.now() + 20_000; taken < wanted && performance.now() < giveUpAt; rounds++) {
      // The first one is there, and all the others come while we are busy with it.
      if (taken > 0) for (const until = performance.now() + (rounds === 0 ? 300 : 5); performance.now() < until; );
      await new Promise((resolve) => setImmediate(resolve))
      if (taken === 0) rounds = -1
    }
    expect(taken).toBe(wanted)
    expect(rounds).toBeLessThan(wanted / 4)
  } finally {
    clients.kill()
  }
})

it('answers at every one of its sockets', async () => {
  const { port } = await start()
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })
      return answer.text()
    }),
  )
  expect(new Set(answers)).toEqual(new Set(['here']))
})

it('shares its port with nobody, neither one like it nor another, until it is closed', async () => {
  const { port } = await start()
  await expect(start(port)).rejects.toThrow('is in use by another program')
  const other = createServer()
  other.listen({ host: '127.0.0.1', port })
  expect((await once(other, 'error'))[0]).toMatchObject({ code: 'EADDRINUSE' })
  const [{ server, close }] = open.splice(0) as [(typeof open)[number]]
  await Promise.all([server.close(), close()])
  expect((await start(port)).port).toBe(port)
})
