/** The DLT ids that go with texts claimed from the table: those of the template version each was planned with. */
import type { ChainMode } from '../core/dlt.ts'
import type { Runner } from './database.ts'
import { type Chain, chainOf } from './dlt-chain.ts'
import { columnsOf } from './rows.ts'
import { type RowOf, statement } from './statement.ts'

const columns = {
  account_id: 'uuid',
  template_id: 'uuid',
  version: 'integer',
  entity_id: 'text?',
  dlt_template_id: 'text?',
  category: 'text',
  telemarketer_id: 'text?',
  chain_mode: 'text?',
} as const

const findDlt = statement(
  'find_dlt',
  columns,
  `select v.account_id, v.template_id, v.version, h.entity_id, v.dlt_template_id, v.category, r.telemarketer_id, r.chain_mode
   from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[]) as t(a, t, v)) u
   join template_version v on v.account_id = u.a and v.template_id = u.t and v.version = u.v
   left join header h on h.account_id = v.account_id and h.id = v.header_id
   left join route r on r.account_id = v.account_id and r.position = (select min(f.position) from route f where f.account_id = v.account_id)`,
)

export type DltIds = { entity: string; template: string; category: string } & Chain

type Planned = { accountId: string; templateId: string; templateVersion: number }

const keyOf = ({ accountId, templateId, templateVersion }: Planned) => `${accountId} ${templateId} ${templateVersion}`

/** For each, in their order; undefined without both ids. Read for each claim: header and route change while a template stays as it is. */
export async function dltOfTemplates(db: Runner, texts: readonly Planned[]): Promise<(DltIds | undefined)[]> {
  if (texts.length === 0) return []
  const once = [...new Map(texts.map((one) => [keyOf(one), one])).values()]
  const rows = await db.run(
    findDlt,
    columnsOf(once, [(one) => one.accountId, (one) => one.templateId, (one) => one.templateVersion]),
  )
  const found = new Map(rows.map((row) => [`${row.account_id} ${row.template_id} ${row.version}`, idsOf(row)]))
  return texts.map((one) => found.get(keyOf(one)))
}

function idsOf(row: RowOf<typeof columns>): DltIds | undefined {
  if (!row.entity_id || !row.dlt_template_id) return undefined
  return {
    entity: row.entity_id,
    template: row.dlt_template_id,
    category: row.category,
    ...chainOf(row.entity_id, row.telemarketer_id, (row.chain_mode ?? 'none') as ChainMode),
  }
}
