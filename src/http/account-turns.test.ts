/** Pages of accounts, each held open until the test lets it end. */
import { type FastifyInstance, fastify } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAccountTurns, installAccountTurns } from './account-turns.ts'

let server: FastifyInstance
let begun: string[]
let endings: Map<string, (error?: Error) => void>

beforeEach(async () => {
  begun = []
  endings = new Map()
  server = fastify()
  server.decorateRequest('who', null)
  server.addHook('onRequest', (request, _reply, done) => {
    const named = request.headers['aftercall-account']
    if (typeof named === 'string') request.who = { account: { id: named } } as NonNullable<(typeof request)['who']>
    done()
  })
  installAccountTurns(server, createAccountTurns())
  const held = async (request: { params: unknown }) => {
    const { page } = request.params as { page: string }
    begun.push(page)
    await new Promise<void>((resolve, reject) => endings.set(page, (error) => (error ? reject(error) : resolve())))
    return { page }
  }
  server.get('/:page', held)
  server.post('/:page', held)
  server.put('/:page', { config: { waits: true } }, held)
  server.patch('/:page', { config: { streams: true } }, held)
  await server.ready()
})
afterEach(() => server.close())

const ask = (page: string, account?: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' = 'GET') =>
  server
    .inject({
      url: `/${encodeURIComponent(page)}`,
      method,
      headers: account === undefined ? {} : { 'aftercall-account': account },
    })
    .then((one) => one.statusCode)
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

it('makes two pages of an account at a time, the next in the order in which they were asked for', async () => {
  const asked = ['one', 'two', 'three', 'four'].map((page) => ask(page, 'large'))
  await settled()
  expect(begun).toEqual(['one', 'two'])
  endings.get('two')?.(new Error('the database did not answer'))
  await settled()
  expect(begun).toEqual(['one', 'two', 'three'])
  endings.get('one')?.()
  await settled()
  for (const page of ['three', 'four']) endings.get(page)?.()
  expect(await Promise.all(asked)).toEqual([200, 500, 200, 200])
  // All places are free again.
  void ask('five', 'large')
  void ask('six', 'large')
  await settled()
  expect(begun.slice(4)).toEqual(['five', 'six'])
  for (const page of ['five', 'six']) endings.get(page)?.()
})

it('keeps nobody else waiting, nor its pages a change or what waits for a gateway, and makes one change at a time', async () => {
  for (const page of ['one', 'two', 'three']) void ask(page, 'large')
  void ask('other', 'small')
  void ask('nobody')
  void ask('change', 'large', 'POST')
  void ask('next change', 'large', 'POST')
  void ask('try', 'large', 'PUT')
  for (const body of ['body', 'other body']) void ask(body, 'large', 'PATCH')
  await settled()
  expect(new Set(begun)).toEqual(new Set(['one', 'two', 'other', 'nobody', 'change', 'try', 'body', 'other body']))
  endings.get('change')?.()
  await settled()
  expect(begun.at(-1)).toBe('next change')
  for (const end of endings.values()) end()
  await settled()
  for (const end of endings.values()) end()
})
