/**
 * A header that is refused again and again, whatever the template: every template that sends by it is paused on that gateway, and the administrator
 * is told once. Looked at only when such a refusal is stored.
 */
import type { TemplateStatus } from '../core/rule-set.ts'
import type { Database, Runner } from './database.ts'
import { isJudged, lastJudgedFirst, newestOf, textsAround } from './judged.ts'
import { writeNotices } from './notices.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { writeHistory } from './template-history.ts'

/** So many in a row of one header on one gateway. */
const refusalsThatPause = 5

const pause = statement(
  'pause_refused_headers',
  { account_id: 'uuid', id: 'uuid', version: 'integer', status: 'text', gateway: 'text', key: 'text', header: 'text' },
  `with refused as (
     select m.account_id, m.header, m.gateway_id, u.by_answer, ${newestOf} as newest
     from (select * from unnest($1::uuid[], $2::uuid[], $3::boolean[]) as t(a, i, by_answer)) u
     join message m on m.account_id = u.a and m.id = u.i and m.gateway_id is not null
     group by m.account_id, m.header, m.gateway_id, u.by_answer
   ), bad as (
     select distinct r.account_id, r.header, r.gateway_id from refused r
     cross join lateral (
       select count(*) filter (where y.reason = 'header_refused') as refusals from (
         select x.reason from ${textsAround('m.header')}
         where x.header = r.header and x.gateway_id = r.gateway_id
           and ${isJudged}
         order by ${lastJudgedFirst} limit $4) y) z
     where z.refusals >= $4
   ), paused as (
     insert into template_pause (account_id, template_id, template_version, gateway_id)
     select distinct b.account_id, t.id, t.version, b.gateway_id from bad b
     join header h on h.account_id = b.account_id and h.header = b.header
     join template_version v on v.account_id = b.account_id and v.header_id = h.id
     join template t on t.account_id = b.account_id and t.id = v.template_id and t.version = v.version and t.retired_at is null
     on conflict do nothing
     returning account_id, template_id, template_version, gateway_id
   ), told as (
     update account a set config_version = a.config_version + 1 from (select distinct account_id from paused) p where a.account_id = p.account_id
   )
   select p.account_id, t.id, p.template_version as version, t.status, g.title as gateway, h.key, h.header
   from paused p join template t on t.account_id = p.account_id and t.id = p.template_id
   join template_version v on v.account_id = p.account_id and v.template_id = p.template_id and v.version = p.template_version
   join header h on h.account_id = p.account_id and h.id = v.header_id
   join gateway g on g.gateway_id = p.gateway_id`,
)

/** Called with the refusals of headers that were just stored, in their transaction. */
export async function pauseRefusedHeaders(
  tx: Runner,
  refused: readonly { accountId: string; messageId: string; byAnswer: boolean }[],
): Promise<void> {
  if (refused.length === 0) return
  const rows = await tx.run(pause, [
    ...columnsOf(refused, [(one) => one.accountId, (one) => one.messageId, (one) => one.byAnswer]),
    refusalsThatPause,
  ])
  await writeNotices(
    tx,
    rows.map((row) => ({ accountId: row.account_id, kind: 'header_refused', subject: row.key, detail: row.header })),
  )
  for (const { account_id, id, version, status, gateway, header } of rows) {
    const reason = `${header} was refused as a sender; paused on ${gateway}`
    await writeHistory(tx, account_id, 'aftercall', [
      { templateId: id, action: 'refused', version, status: status as TemplateStatus, reason },
    ])
  }
}

const resume = statement(
  'resume_header',
  { id: 'uuid', version: 'integer', status: 'text' },
  `with gone as (
     delete from template_pause p using template t, template_version v, header h
     where h.account_id = $1 and h.key = $2 and v.account_id = $1 and v.header_id = h.id and t.account_id = $1 and t.id = v.template_id
       and t.version = v.version and p.account_id = $1 and p.template_id = t.id
     returning t.id, t.version, t.status
   ), told as (
     update account a set config_version = a.config_version + 1 where a.account_id = $1 and exists (select 1 from gone)
   ), seen as (
     update notice set dismissed_at = clock_timestamp() where account_id = $1 and kind = 'header_refused' and subject = $2
   )
   select distinct id, version, status from gone`,
)

/** Lets the templates of a header send again on every gateway. How many were paused. */
export async function resumeHeader(db: Database, accountId: string, key: string, who: string): Promise<number> {
  return await db.transaction('console', async (tx) => {
    const rows = await tx.run(resume, [accountId, key])
    const entries = rows.map(({ id, version, status }) => ({
      templateId: id,
      action: 'resumed' as const,
      version,
      status: status as TemplateStatus,
      reason: 'with its header',
    }))
    await writeHistory(tx, accountId, who, entries)
    return rows.length
  })
}
