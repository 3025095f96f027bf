/** The DLT ids that go with a text claimed from the table: those of the template version it was planned with. */
import type { Runner } from './database.ts'
import { statement } from './statement.ts'

const findDlt = statement(
  'find_dlt',
  { entity_id: 'text?', dlt_template_id: 'text?', category: 'text', telemarketer_id: 'text?' },
  `select h.entity_id, v.dlt_template_id, v.category,
     (select r.telemarketer_id from route r where r.account_id = v.account_id order by r.position limit 1) as telemarketer_id
   from template_version v left join header h on h.account_id = v.account_id and h.id = v.header_id
   where v.account_id = $1 and v.template_id = $2 and v.version = $3`,
)

export type DltIds = { entity: string; template: string; category: string; telemarketer?: string }

export async function dltOfTemplate(
  db: Runner,
  accountId: string,
  templateId: string,
  version: number,
): Promise<DltIds | undefined> {
  const [row] = await db.run(findDlt, [accountId, templateId, version])
  if (!row?.entity_id || !row.dlt_template_id) return undefined
  return {
    entity: row.entity_id,
    template: row.dlt_template_id,
    category: row.category,
    ...(row.telemarketer_id ? { telemarketer: row.telemarketer_id } : {}),
  }
}
