/**
 * Templates and their versions. A version is immutable: what changes of the wording, its header, its DLT id, its registered text or its category
 * makes the next one. Every change is kept in the template's history in the same transaction.
 */
import type { TemplateCategory, TemplateStatus } from '../core/rule-set.ts'
import { historyBetween, type NumberedTemplate } from '../core/template-history.ts'
import { isSameWording, type LivingTemplate, type Waiting, type Wording } from '../core/template-life.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'
import { writeHistory } from './template-history.ts'
import { newId } from './uuid.ts'

export type TemplateFields = LivingTemplate
export type StoredTemplate = NumberedTemplate & { id: string }

const read = statement(
  'config_read_templates',
  {
    id: 'uuid',
    key: 'text',
    name: 'text',
    language: 'text?',
    variant_of: 'text?',
    status: 'text',
    status_reason: 'text?',
    version: 'integer',
    body: 'text',
    header: 'text',
    dlt_template_id: 'text?',
    category: 'text',
    registered: 'text?',
    waiting_version: 'integer?',
    waiting_status: 'text?',
    waiting_reason: 'text?',
    waiting_body: 'text?',
    waiting_header: 'text?',
    waiting_dlt_template_id: 'text?',
    waiting_category: 'text?',
    waiting_registered: 'text?',
  },
  `select t.id, t.key, t.name, t.language, t.variant_of, t.status, t.status_reason, t.version, v.body, h.key as header, v.dlt_template_id, v.category, v.registered,
     t.waiting_version, t.waiting_status, t.waiting_reason, w.body as waiting_body, wh.key as waiting_header,
     w.dlt_template_id as waiting_dlt_template_id, w.category as waiting_category, w.registered as waiting_registered
   from template t
   join template_version v on v.account_id = t.account_id and v.template_id = t.id and v.version = t.version
   join header h on h.account_id = v.account_id and h.id = v.header_id
   left join template_version w on w.account_id = t.account_id and w.template_id = t.id and w.version = t.waiting_version
   left join header wh on wh.account_id = w.account_id and wh.id = w.header_id
   where t.account_id = $1 and t.retired_at is null order by t.id`,
)

export async function readTemplates(tx: Runner, accountId: string): Promise<StoredTemplate[]> {
  return (await tx.run(read, [accountId])).map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    language: row.language,
    variantOf: row.variant_of,
    ...wording(row),
    status: row.status as TemplateStatus,
    statusReason: row.status_reason,
    version: row.version,
    waitingVersion: row.waiting_version,
    waiting: waitingOf(row),
  }))
}

type WordingRow = {
  body: string
  header: string
  dlt_template_id: string | null
  category: string
  registered: string | null
}

/** A version's columns as its fields. */
export function wording({ body, header, dlt_template_id, category, registered }: WordingRow): Wording {
  return {
    body,
    header,
    dltTemplateId: dlt_template_id,
    category: category as TemplateCategory,
    registered: registered === null ? null : (JSON.parse(registered) as Wording['registered']),
  }
}

function waitingOf(row: RowOf<(typeof read)['columns']>): Waiting | null {
  const { waiting_status, waiting_body, waiting_header, waiting_category } = row
  if (waiting_status === null || waiting_body === null || waiting_header === null || waiting_category === null)
    return null
  return {
    ...wording({
      body: waiting_body,
      header: waiting_header,
      dlt_template_id: row.waiting_dlt_template_id,
      category: waiting_category,
      registered: row.waiting_registered,
    }),
    status: waiting_status as Waiting['status'],
    statusReason: row.waiting_reason,
  }
}

// Also those that are retired: one that comes back goes on counting.
const readHeads = statement(
  'config_read_template_heads',
  { key: 'text', id: 'uuid', latest_version: 'integer' },
  'select key, id, latest_version from template where account_id = $1 and key = any($2::text[])',
)

const write = statement(
  'config_write_templates',
  {},
  `insert into template (account_id, id, key, name, status, status_reason, version, waiting_version, waiting_status, waiting_reason, latest_version,
     language, variant_of)
   select $1::uuid, u.* from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::integer[], $9::text[],
     $10::text[], $11::integer[], $12::text[], $13::text[])) u
   on conflict (account_id, key) do update set name = excluded.name, status = excluded.status, status_reason = excluded.status_reason,
     version = excluded.version, waiting_version = excluded.waiting_version, waiting_status = excluded.waiting_status,
     waiting_reason = excluded.waiting_reason, latest_version = excluded.latest_version, language = excluded.language,
     variant_of = excluded.variant_of, retired_at = null`,
)

const writeVersions = statement(
  'config_write_template_versions',
  {},
  `insert into template_version (account_id, template_id, version, body, header_id, dlt_template_id, category, registered)
   select $1::uuid, u.i, u.v, u.b, h.id, u.d, u.c, u.r
   from (select * from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as x(i, v, b, h, d, c, r)) u
   join header h on h.account_id = $1 and h.key = u.h`,
)

export type ByPerson = { accountId: string; who: string }

/** After the headers they refer to, with the account's lock held. `before` are the templates as they stand. */
export async function writeTemplates(
  tx: Runner,
  { accountId, who }: ByPerson,
  templates: readonly TemplateFields[],
  before: readonly StoredTemplate[],
): Promise<void> {
  const known = new Map(before.map((one) => [one.key, one]))
  const heads = new Map(
    (await tx.run(readHeads, [accountId, templates.map((one) => one.key)])).map((row) => [row.key, row]),
  )
  const numbered = templates.map((one) => numberVersions(one, known.get(one.key), heads.get(one.key)))
  await tx.run(write, [
    accountId,
    ...columnsOf(numbered, [
      (one) => one.id,
      (one) => one.key,
      (one) => one.name,
      (one) => one.status,
      (one) => one.statusReason,
      (one) => one.version,
      (one) => one.waitingVersion,
      (one) => one.waiting?.status ?? null,
      (one) => one.waiting?.statusReason ?? null,
      (one) => one.latest,
      (one) => one.language,
      (one) => one.variantOf,
    ]),
  ])
  await tx.run(writeVersions, [accountId, ...versionColumns(numbered)])
  const entries = numbered.flatMap((one) =>
    historyBetween(known.get(one.key), one).map((entry) => ({ ...entry, templateId: one.id })),
  )
  await writeHistory(tx, accountId, who, entries)
}

type Numbered = StoredTemplate & { latest: number; fresh: number }

/** Gives numbers to the wordings that are new; one that waited takes its own number with it when it becomes the one that sends. */
function numberVersions(
  template: TemplateFields,
  before: StoredTemplate | undefined,
  head: { id: string; latest_version: number } | undefined,
): Numbered {
  const fresh = head?.latest_version ?? 0
  let latest = fresh
  const numberOf = (wanted: Wording): number => {
    if (before && isSameWording(before, wanted)) return before.version
    if (before?.waiting && before.waitingVersion !== null && isSameWording(before.waiting, wanted))
      return before.waitingVersion
    latest += 1
    return latest
  }
  const version = numberOf(template)
  const waitingVersion = template.waiting === null ? null : numberOf(template.waiting)
  return { ...template, id: head?.id ?? newId(), version, waitingVersion, latest, fresh }
}

function versionColumns(templates: readonly Numbered[]) {
  const versions = templates.flatMap((one): (Wording & { id: string; version: number })[] => {
    const own = { ...one, version: one.version }
    const all =
      one.waiting && one.waitingVersion !== null
        ? [own, { ...one.waiting, id: one.id, version: one.waitingVersion }]
        : [own]
    return all.filter(({ version }) => version > one.fresh)
  })
  return columnsOf(versions, [
    (one) => one.id,
    (one) => one.version,
    (one) => one.body,
    (one) => one.header,
    (one) => one.dltTemplateId,
    (one) => one.category,
    (one) => (one.registered === null ? null : JSON.stringify(one.registered)),
  ])
}

const retire = statement(
  'config_retire_templates',
  { id: 'uuid', version: 'integer' },
  `update template set retired_at = clock_timestamp(), waiting_version = null, waiting_status = null, waiting_reason = null
   where account_id = $1 and key = any($2::text[]) and retired_at is null returning id, version`,
)

export async function retireTemplates(
  tx: Runner,
  { accountId, who }: ByPerson,
  keys: readonly string[],
): Promise<void> {
  const rows = await tx.run(retire, [accountId, keys])
  await writeHistory(
    tx,
    accountId,
    who,
    rows.map((row) => ({
      templateId: row.id,
      action: 'retired',
      version: row.version,
      status: 'retired',
      reason: null,
    })),
  )
}
