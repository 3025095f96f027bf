/** After a restore: the texts that wait for a person, and what the person may do with them. */
import { z } from 'zod'
import { dropRestored, mostRestored, sendRestored } from '../../pipeline/settle-restored.ts'
import { readInstallation } from '../../store/installation.ts'
import { readMessages } from '../../store/message-list.ts'
import { findRestoredTexts } from '../../store/restored-texts.ts'
import { messageViews } from '../call-views.ts'
import type { Api, Context } from '../context.ts'
import { cursorOf, idFrom, pageOf, pageQuery } from '../paging.ts'
import { resolveMessage } from '../resolve-id.ts'
import { instant } from '../shapes/common.ts'
import { message } from '../shapes/messages.ts'
import { instantOrNull } from '../views.ts'
import { accountOf, whoOf } from '../who.ts'
import { placeOf } from './calls.ts'
import { mayArriveTwice } from './messages.ts'

const tag = 'Messages'

const ids = z
  .array(z.string().max(60))
  .max(mostRestored)
  .optional()
  .describe('Only these messages; without it the oldest, as many as go at once')
const settled = z.object({
  done: z.int().describe('How many it was done with'),
  left: z.int().describe('How many still wait: ask again for the next'),
})

export function addRestored(api: Api, context: Context): void {
  const { db, services } = context
  api.get(
    '/v1/restored',
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: [tag],
        summary: 'The texts that a restore put before a person, oldest first',
        description:
          'Those that waited when the backup was made, and those of calls that ended before the restore. Nothing sends them by itself; after 72 hours they are unknown.',
        querystring: z.object(pageQuery),
        response: {
          200: pageOf(message).extend({
            restoredAt: instant.nullable().describe('null: this database was never restored'),
            backupTakenAt: instant.nullable(),
            waiting: z.int().describe('How many wait, from the first of this page on'),
          }),
        },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const place = await placeOf(context, request)
      const { restoredAt, backupTakenAt } = await readInstallation(db)
      const found = await findRestoredTexts(db, place.accountId, { limit, after: idFrom(after) })
      const last = found.ids.at(-1)
      const rows = await readMessages(db, place.accountId, found.ids)
      return {
        items: await messageViews(place, rows),
        next: found.waiting > found.ids.length && last !== undefined ? cursorOf(last) : null,
        restoredAt: instantOrNull(restoredAt),
        backupTakenAt: instantOrNull(backupTakenAt),
        waiting: found.waiting,
      }
    },
  )
  const wantedOf = async (request: Parameters<typeof accountOf>[0], texts: readonly string[] | undefined) => {
    const accountId = accountOf(request)
    const found = texts && (await Promise.all(texts.map((text) => resolveMessage(db, accountId, text))))
    return { accountId, ids: found, who: whoOf(request).name }
  }
  api.post(
    '/v1/restored/send',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Let texts go that a restore held',
        description: `Whether they went before the restore is not known, so whoever asks confirms it in words: {"confirm": "${mayArriveTwice}"}.`,
        body: z.strictObject({
          ids,
          confirm: z.literal(mayArriveTwice),
          validMinutes: z.int().min(1).max(2880).default(60),
        }),
        response: { 200: settled },
      },
    },
    async (request) => {
      const done = await sendRestored(db, await wantedOf(request, request.body.ids), request.body.validMinutes)
      services.wake()
      return done
    },
  )
  api.post(
    '/v1/restored/drop',
    {
      config: { permission: 'messages:act' },
      schema: {
        tags: [tag],
        summary: 'Drop texts that a restore held',
        body: z.strictObject({ ids }),
        response: { 200: settled },
      },
    },
    async (request) => dropRestored(db, await wantedOf(request, request.body.ids)),
  )
}
