/** What an administrator should know without looking for it. */
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { noticeKinds, noticeSentence, noticeWords } from '../../core/notice-words.ts'
import { dismissNotice, readNotices } from '../../store/notices.ts'
import type { Api, Context } from '../context.ts'
import { notFound } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { accountOf } from '../who.ts'

const tag = 'Reference'
const kind = z.enum(noticeKinds)

const notice = z
  .object({
    kind,
    subject: z.string().describe('The key of what it is about; empty for the account itself'),
    words: z.string(),
    mend: z.string(),
    times: z.int(),
    firstAt: instant,
    lastAt: instant,
  })
  .meta({ id: 'Notice' })

export function addNotices(api: Api, { db }: Context): void {
  api.get(
    '/v1/notices',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'What the administrator should know',
        response: { 200: z.object({ items: z.array(notice) }) },
      },
    },
    async (request) => {
      const items = await readNotices(db, accountOf(request))
      return {
        items: items.map(({ detail, firstAt, lastAt, ...one }) => ({
          ...one,
          words: noticeSentence(one.kind, detail),
          mend: noticeWords[one.kind][1],
          firstAt: formatInstant(firstAt),
          lastAt: formatInstant(lastAt),
        })),
      }
    },
  )
  api.post(
    '/v1/notices/dismiss',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Put a notice away until it happens again',
        body: z.strictObject({ kind, subject: z.string().max(100).default('') }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { kind: wanted, subject } = request.body
      if (!(await dismissNotice(db, accountOf(request), wanted, subject))) throw notFound('notice')
      return reply.code(204).send(null)
    },
  )
}
