/** Signs a browser in, or with an empty value out. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionHours } from '../store/sessions.ts'
import type { Context } from './context.ts'

type Reply = Pick<FastifyReply, 'header'> & { request: FastifyRequest }

export function setCookie<R extends Reply>({ cookieName, isSecure }: Context, reply: R, value: string): R {
  const life = value === '' ? 0 : sessionHours * 3600
  reply.header(
    'set-cookie',
    `${cookieName(reply.request)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${isSecure ? '; Secure' : ''}`,
  )
  return reply
}
