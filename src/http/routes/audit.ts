/** Who did what, when, and to what. */
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { publicId } from '../../core/public-id.ts'
import { type AuditRow, listAudit } from '../../store/audit-list.ts'
import type { Change } from '../../store/configuration-difference.ts'
import type { Api, Context } from '../context.ts'
import { deedWords } from '../deed-words.ts'
import { idFrom, pageFrom, pageOf, pageQuery, uuid } from '../paging.ts'
import { instant } from '../shapes/common.ts'
import { whoOf } from '../who.ts'

const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    who: z
      .string()
      .describe('The name of the key; of whoever was signed in the role, and the name of their key or link'),
    what: z.string().describe('A word for programs, such as `number.revealed`'),
    words: z.string(),
    subject: z.string().describe('The id of a call or a message, a key, or what was looked for; numbers are masked'),
    detail: z.string(),
  })
  .meta({ id: 'AuditEntry', description: 'One thing that somebody did, or looked at' })

export function addAuditRoutes(api: Api, { db }: Context): void {
  api.get(
    '/v1/audit',
    {
      config: { permission: 'audit:read' },
      schema: {
        tags: ['Accounts'],
        summary: 'Who did what, newest first',
        description:
          'Also who looked at a whole number, and, where numbers are masked, for which caller somebody looked. The operator who names no account reads what concerns none: the operator’s own key and links, shared gateways.',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(auditEntry) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const rows = await listAudit(db, whoOf(request).account?.id ?? null, limit + 1, idFrom(after))
      return pageFrom(rows, limit, { item: entryView, place: (row) => row.id })
    },
  )
}

function entryView({ id, at, who, what, subject, detail }: AuditRow): z.input<typeof auditEntry> {
  return {
    id: publicId('aud', id),
    at: formatInstant(at),
    who,
    what,
    words: deedWords(what),
    subject: what.startsWith('message.') && uuid.test(subject) ? publicId('msg', subject) : subject,
    detail: what === 'configuration.changed' ? changeWords(JSON.parse(detail) as Change[]) : detail,
  }
}

const mostChanges = 8

const sectionWords: Record<Exclude<Change['section'], 'account'>, string> = {
  users: 'user',
  departments: 'department',
  dids: 'DID',
  headers: 'header',
  templates: 'template',
  rules: 'rule',
  gateways: 'gateway',
  routes: 'route',
  sources: 'source',
}

/** `template note changed, user asha added, order of rules changed` */
function changeWords(changes: readonly Change[]): string {
  const words = changes.slice(0, mostChanges).map(({ section, key, kind }) => {
    if (section === 'account') return 'account settings changed'
    return key === null ? `order of ${sectionWords[section]}s changed` : `${sectionWords[section]} ${key} ${kind}`
  })
  const more = changes.length - words.length
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}
