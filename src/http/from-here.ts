/** Whether a request comes from this very computer and from nobody behind it. */
import type { FastifyRequest } from 'fastify'

const loopback = /^(127\.|::1$|::ffff:127\.)/
const localNames = new Set(['localhost', '127.0.0.1', '[::1]'])
/** What a reverse proxy adds. */
const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/**
 * Once others reach the program under a public address, a proxy may stand on this computer: its requests come from here, and some proxies say of
 * nobody that they stand before it. Then nothing counts as from here.
 */
export function isFromHere(request: FastifyRequest, publicUrl: string): boolean {
  if (publicUrl !== '' && !(URL.canParse(publicUrl) && localNames.has(new URL(publicUrl).hostname))) return false
  return (
    loopback.test(request.socket.remoteAddress ?? '') &&
    localNames.has(request.hostname) &&
    forwarded.every((name) => request.headers[name] === undefined)
  )
}
