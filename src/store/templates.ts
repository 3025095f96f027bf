/** Templates and their versions. A version is immutable: what changes of the wording, its header, its DLT id, its registered text or its category makes the next one. */
import type { Configuration } from '../core/configuration.ts'
import type { TemplateCategory, TemplateStatus } from '../core/rule-set.ts'
import type { Runner } from './database.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

export type TemplateFields = NonNullable<Configuration['templates']>[number]
export type StoredTemplate = TemplateFields & { id: string; version: number }

const read = statement(
  'config_read_templates',
  {
    id: 'uuid',
    key: 'text',
    name: 'text',
    status: 'text',
    version: 'integer',
    body: 'text',
    header: 'text',
    dlt_template_id: 'text?',
    category: 'text',
    registered: 'text?',
  },
  `select t.id, t.key, t.name, t.status, t.version, v.body, h.key as header, v.dlt_template_id, v.category, v.registered
   from template t
   join template_version v on v.account_id = t.account_id and v.template_id = t.id and v.version = t.version
   join header h on h.account_id = v.account_id and h.id = v.header_id
   where t.account_id = $1 and t.retired_at is null order by t.id`,
)

export async function readTemplates(tx: Runner, accountId: string): Promise<StoredTemplate[]> {
  return (await tx.run(read, [accountId])).map(({ dlt_template_id, status, category, registered, ...row }) => ({
    ...row,
    status: status as TemplateStatus,
    category: category as TemplateCategory,
    dltTemplateId: dlt_template_id,
    registered: registered === null ? null : (JSON.parse(registered) as TemplateFields['registered']),
  }))
}

// A template whose wording changed takes the next number; so does one that is revived, since its old numbers are taken.
const write = statement(
  'config_write_templates',
  { key: 'text', id: 'uuid', version: 'integer' },
  `insert into template as t (account_id, id, key, name, status, version)
   select $1::uuid, u.i, u.k, u.n, u.s, u.v from (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[]) as x(i, k, n, s, v)) u
   on conflict (account_id, key) do update set name = excluded.name, status = excluded.status, version = t.version + excluded.version, retired_at = null
   returning key, id, version`,
)

const writeVersions = statement(
  'config_write_template_versions',
  {},
  `insert into template_version (account_id, template_id, version, body, header_id, dlt_template_id, category, registered)
   select $1::uuid, u.i, u.v, u.b, h.id, u.d, u.c, u.r
   from (select * from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as x(i, v, b, h, d, c, r)) u
   join header h on h.account_id = $1 and h.key = u.h`,
)

/** After the headers they refer to. `before` are the templates as they stand. */
export async function writeTemplates(
  tx: Runner,
  accountId: string,
  templates: readonly TemplateFields[],
  before: readonly StoredTemplate[],
): Promise<void> {
  const known = new Map(before.map((one) => [one.key, one]))
  const isNewVersion = (one: TemplateFields) => !isSameVersion(known.get(one.key), one)
  const rows = await tx.run(write, [
    accountId,
    ...columnsOf(templates, [
      newId,
      (one) => one.key,
      (one) => one.name,
      (one) => one.status,
      (one) => (isNewVersion(one) ? 1 : 0),
    ]),
  ])
  const written = new Map(rows.map((row) => [row.key, row]))
  const versions = templates.filter(isNewVersion).flatMap((one) => {
    const row = written.get(one.key)
    return row ? [{ ...one, id: row.id, version: row.version }] : []
  })
  await tx.run(writeVersions, [
    accountId,
    ...columnsOf(versions, [
      (one) => one.id,
      (one) => one.version,
      (one) => one.body,
      (one) => one.header,
      (one) => one.dltTemplateId,
      (one) => one.category,
      (one) => (one.registered === null ? null : JSON.stringify(one.registered)),
    ]),
  ])
}

function isSameVersion(before: StoredTemplate | undefined, after: TemplateFields): boolean {
  return (
    before !== undefined &&
    before.body === after.body &&
    before.header === after.header &&
    before.dltTemplateId === after.dltTemplateId &&
    before.category === after.category &&
    JSON.stringify(before.registered) === JSON.stringify(after.registered)
  )
}

export const retireTemplates = statement(
  'config_retire_templates',
  {},
  'update template set retired_at = clock_timestamp() where account_id = $1 and key = any($2::text[]) and retired_at is null',
)
