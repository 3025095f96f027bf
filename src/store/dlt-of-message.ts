/** The DLT ids that go with a text claimed from the table: those of the template version it was planned with. */
import type { ChainMode } from '../core/dlt.ts'
import type { Runner } from './database.ts'
import { type Chain, chainOf } from './dlt-chain.ts'
import { statement } from './statement.ts'

const findDlt = statement(
  'find_dlt',
  { entity_id: 'text?', dlt_template_id: 'text?', category: 'text', telemarketer_id: 'text?', chain_mode: 'text?' },
  `select h.entity_id, v.dlt_template_id, v.category, r.telemarketer_id, r.chain_mode
   from template_version v left join header h on h.account_id = v.account_id and h.id = v.header_id
   left join route r on r.account_id = v.account_id and r.position = (select min(f.position) from route f where f.account_id = v.account_id)
   where v.account_id = $1 and v.template_id = $2 and v.version = $3`,
)

export type DltIds = { entity: string; template: string; category: string } & Chain

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
    ...chainOf(row.entity_id, row.telemarketer_id, (row.chain_mode ?? 'none') as ChainMode),
  }
}
