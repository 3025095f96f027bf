/**
 * A template that an operator's DLT check keeps refusing burns money, and at last its sender: the administrator is told of the first refusal, and after
 * several in a row it is paused on that gateway. Looked at only when a refusal is stored, so a text that goes well costs nothing here.
 */
import { dltRefusals } from '../core/reasons.ts'
import type { TemplateStatus } from '../core/rule-set.ts'
import type { Database, Runner } from './database.ts'
import { isJudged, lastJudgedFirst, newestOf, textsAround } from './judged.ts'
import { supersedeNotices, writeNotices } from './notices.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { writeHistory } from './template-history.ts'

/** So many refusals in a row pause a template on a gateway. */
const refusalsThatPause = 5

const pause = statement(
  'pause_refused_templates',
  { account_id: 'uuid', id: 'uuid', key: 'text', name: 'text', version: 'integer', status: 'text', gateway: 'text' },
  `with refused as (
     select m.account_id, m.template_id, m.template_version, m.gateway_id, u.by_answer, ${newestOf} as newest
     from (select * from unnest($1::uuid[], $2::uuid[], $3::boolean[]) as t(a, i, by_answer)) u
     join message m on m.account_id = u.a and m.id = u.i and m.gateway_id is not null
     group by m.account_id, m.template_id, m.template_version, m.gateway_id, u.by_answer
   ), paused as (
     insert into template_pause (account_id, template_id, template_version, gateway_id)
     select distinct r.account_id, r.template_id, r.template_version, r.gateway_id from refused r
     cross join lateral (
       select count(*) filter (where y.reason = any($4::text[])) as refusals from (
         select x.reason from ${textsAround('m.template_id, m.template_version')}
         where x.template_id = r.template_id and x.template_version = r.template_version and x.gateway_id = r.gateway_id
           and ${isJudged}
         order by ${lastJudgedFirst} limit $5) y) z
     where z.refusals >= $5
     on conflict do nothing
     returning account_id, template_id, template_version, gateway_id
   ), told as (
     update account a set config_version = a.config_version + 1 from (select distinct account_id from paused) p where a.account_id = p.account_id
   )
   select t.account_id, t.id, t.key, t.name, p.template_version as version, t.status, g.title as gateway
   from paused p join template t on t.account_id = p.account_id and t.id = p.template_id join gateway g on g.gateway_id = p.gateway_id`,
)

/** Called with the refusals that were just stored, in their transaction. */
export async function pauseRefusedTemplates(
  tx: Runner,
  refused: readonly { accountId: string; messageId: string; byAnswer: boolean }[],
): Promise<void> {
  if (refused.length === 0) return
  const rows = await tx.run(pause, [
    ...columnsOf(refused, [(one) => one.accountId, (one) => one.messageId, (one) => one.byAnswer]),
    [...dltRefusals],
    refusalsThatPause,
  ])
  await writeNotices(
    tx,
    rows.map((row) => ({ accountId: row.account_id, kind: 'template_refused', subject: row.key, detail: row.name })),
  )
  await supersedeNotices(
    tx,
    rows.map((row) => ({ accountId: row.account_id, kind: 'template_at_risk', subject: row.key })),
  )
  for (const { account_id, id, version, status, gateway } of rows)
    await writeHistory(tx, account_id, 'aftercall', [
      { templateId: id, action: 'refused', version, status: status as TemplateStatus, reason: `paused on ${gateway}` },
    ])
}

// Of wordings that still send, and send there: what is paused has a notice of its own. In key order, as the notices are locked.
const atRisk = statement(
  'read_templates_at_risk',
  { account_id: 'uuid', key: 'text', name: 'text' },
  `select distinct m.account_id, t.key, t.name
   from (select * from unnest($1::uuid[], $2::uuid[]) as x(a, i)) u
   join message m on m.account_id = u.a and m.id = u.i
   join template t on t.account_id = m.account_id and t.id = m.template_id and t.version = m.template_version
   where not exists (
     select 1 from template_pause p
     where p.account_id = m.account_id and p.template_id = m.template_id and p.template_version = m.template_version and p.gateway_id = m.gateway_id)
   order by m.account_id, t.key`,
)

/** Called with the refusals of texts that were just stored, in their transaction, once those that pause have paused. */
export async function warnOfRefusals(
  tx: Runner,
  refused: readonly { accountId: string; messageId: string }[],
): Promise<void> {
  if (refused.length === 0) return
  const rows = await tx.run(atRisk, columnsOf(refused, [(one) => one.accountId, (one) => one.messageId]))
  await writeNotices(
    tx,
    rows.map((row) => ({ accountId: row.account_id, kind: 'template_at_risk', subject: row.key, detail: row.name })),
  )
}

const read = statement(
  'read_template_pauses',
  { template_id: 'uuid', gateway_id: 'uuid' },
  `select p.template_id, p.gateway_id from template_pause p
   join template t on t.account_id = p.account_id and t.id = p.template_id and t.version = p.template_version
   where p.account_id = $1`,
)

/** By gateway: the templates whose present version is paused there. */
export async function readTemplatePauses(tx: Runner, accountId: string): Promise<Map<string, Set<string>>> {
  const pauses = new Map<string, Set<string>>()
  for (const { template_id, gateway_id } of await tx.run(read, [accountId])) {
    const templates = pauses.get(gateway_id) ?? new Set()
    pauses.set(gateway_id, templates.add(template_id))
  }
  return pauses
}

const resume = statement(
  'resume_template',
  { id: 'uuid', version: 'integer', status: 'text' },
  `with gone as (
     delete from template_pause p using template t
     where t.account_id = $1 and t.key = $2 and p.account_id = $1 and p.template_id = t.id returning t.id, t.version, t.status
   ), told as (
     update account a set config_version = a.config_version + 1 where a.account_id = $1 and exists (select 1 from gone)
   ), seen as (
     update notice set dismissed_at = clock_timestamp() where account_id = $1 and kind in ('template_refused', 'template_at_risk') and subject = $2
   )
   select distinct id, version, status from gone`,
)

/** Lets a template send again on every gateway. Whether it was paused on any. */
export async function resumeTemplate(db: Database, accountId: string, key: string, who: string): Promise<boolean> {
  return await db.transaction('console', async (tx) => {
    const rows = await tx.run(resume, [accountId, key])
    const entries = rows.map(({ id, version, status }) => ({
      templateId: id,
      action: 'resumed' as const,
      version,
      status: status as TemplateStatus,
      reason: 'on every gateway on which it was paused',
    }))
    await writeHistory(tx, accountId, who, entries)
    return rows.length > 0
  })
}
