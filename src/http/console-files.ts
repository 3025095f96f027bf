/** The console: files that were built, and for every other address of a page the page itself. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendProblem } from './problems.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine writes style attributes and elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer: what pages may do, and for the API only that its answers are not to be guessed at or kept. */
export function installSecurityHeaders(server: FastifyInstance): void {
  const ofPages = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  }
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/v1/'))
      reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store')
    else reply.headers(ofPages)
    done()
  })
}

/** Serves the built console from `folder`; where there is none, the API answers alone. */
export function addConsole(server: FastifyInstance, folder: string | undefined): void {
  const index = folder === undefined ? undefined : path.join(folder, 'index.html')
  const page = index !== undefined && existsSync(index) ? readFileSync(index) : undefined
  if (folder !== undefined && page) server.register((scope) => addFiles(scope, folder))
  server.setNotFoundHandler((request, reply) => {
    if (page && isPage(request))
      return reply
        .code(200)
        .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
        .send(page)
    const address = request.url.split('?', 1)[0]?.slice(0, 200)
    return sendProblem(reply, 'not_found', { detail: `There is no ${request.method} ${address} here.` })
  })
}

async function addFiles(scope: FastifyInstance, folder: string): Promise<void> {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, permission: 'anyone' }
    route.schema = { ...route.schema, hide: true }
  })
  await scope.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    // Built files carry their hash in their names; the page itself must always be asked for.
    setHeaders: (reply, file) =>
      void reply.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
}

function isPage({ method, url }: FastifyRequest): boolean {
  const [address = ''] = url.split('?', 1)
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(v1|s|g|o|enter|docs|openapi\.json|livez|readyz|metrics)(\/|$)/.test(address) &&
    path.extname(address) === ''
  )
}
