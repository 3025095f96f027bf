/** `GET /v1/live`: server-sent events for pages that update by themselves. */
import { z } from 'zod'
import { parsePublicId } from '../../core/public-id.ts'
import type { Api, Context } from '../context.ts'
import { createLiveCalls } from '../live-calls.ts'
import { createLiveStreams } from '../live-streams.ts'
import { whoOf } from '../who.ts'
import { placeOf } from './calls.ts'

const mostCalls = 200
const mostBuffered = 64 * 1024
const heartbeatMs = 15_000

export function addLive(api: Api, context: Context): void {
  const live = createLiveCalls(context)
  const streams = createLiveStreams()
  context.auth.onForget(streams.endOf)
  // Streams never end by themselves; without this a stopping server would wait for them.
  api.addHook('preClose', async () => {
    live.close()
    streams.endAll()
  })

  api.get(
    '/v1/live',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['Calls'],
        summary: 'Calls as they change (server-sent events)',
        description:
          'Events: `call` (a story, as GET /v1/calls/{id}) for each of `calls` whenever anything of it changes, and `newest` (rows of new calls).',
        querystring: z.object({
          calls: z
            .string()
            .max(200 * 40)
            .optional()
            .describe('Ids, with commas between'),
        }),
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { accountId, viewer } = await placeOf(context, request)
      const calls = (request.query.calls ?? '').split(',').flatMap((id) => parsePublicId('call', id.trim()) ?? [])
      const stream = reply.raw
      const end = () => {
        stop()
        clearInterval(heartbeat)
        leave()
        stream.end()
      }
      const who = whoOf(request)
      const leave = streams.enter({ accountId, credential: who.hash, end })
      reply.hijack()
      context.connections.goesOn(request.raw)
      stream.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      } as Record<string, string>)
      stream.write('retry: 1500\n\n')
      const write = (text: string) => {
        if (stream.writableEnded) return
        // A reader that does not read is let go: it comes back when it can. One that went before this began is never told of as closed.
        if (stream.destroyed || stream.writableLength > mostBuffered) end()
        else stream.write(text)
      }
      const stop = live.watch({
        accountId,
        viewer,
        calls: calls.slice(0, mostCalls),
        send: (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      })
      // Whoever was let in may have been shut out since, on another node too. Without a database there is nothing to read either.
      const lookAgain = async () => {
        const isGood = await context.auth.isStillGood(who).catch(() => true)
        if (isGood) write(': still here\n\n')
        else end()
      }
      const heartbeat = setInterval(() => void lookAgain(), heartbeatMs)
      stream.once('close', end)
    },
  )
}
