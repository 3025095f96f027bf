/** The host names this program answers to: a page that makes its own name lead here (DNS rebinding) is refused. */
import type { FastifyInstance } from 'fastify'
import { problem } from './problems.ts'

const always = ['localhost', '127.0.0.1', '[::1]']

/** Adds the check. `publicUrl` is asked each time, since the port is known only once the server listens. */
export function installHostCheck(server: FastifyInstance, publicUrl: () => string): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { hostname } = request
    if (request.routeOptions.config.anyHost || always.includes(hostname) || hostname === nameOf(publicUrl()))
      return done()
    done(
      problem('unknown_host', {
        detail: `This program is not called "${hostname.slice(0, 100)}". If it should be, set PUBLIC_URL to its address.`,
      }),
    )
  })
}

let known = { url: '', name: '' }

function nameOf(url: string): string {
  if (known.url !== url) known = { url, name: URL.canParse(url) ? new URL(url).hostname : '' }
  return known.name
}
