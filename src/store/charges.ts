/** What an account's texts came to, day by day: days that are over for good stand in `charge_day`, the others are counted from the texts themselves. */
import type { Day } from '../core/billing-cycle.ts'
import { isCharged, type State, states } from '../core/delivery.ts'
import type { TextSum } from '../core/invoice.ts'
import { type Reason, reasonCodes } from '../core/reasons.ts'
import type { Runner } from './database.ts'
import { atMostExact, priceSum } from './price-sum.ts'
import { columnsOf } from './rows.ts'
import { statement } from './statement.ts'
import { idAt, lowestId, timeOf } from './uuid.ts'

// In one statement, so that a day which is frozen meanwhile is seen once. The texts of a day are found by the primary key, since ids begin with the time.
const sumCharges = statement(
  'sum_charges',
  {
    day: 'text',
    rule: 'text?',
    template_id: 'uuid',
    gateway_id: 'uuid?',
    state: 'text?',
    reason: 'text?',
    texts: 'bigint',
    parts: 'bigint',
    amount: 'bigint',
  },
  `select c.day::text as day, nullif(c.rule, '') as rule, c.template_id, nullif(c.gateway_id, '${lowestId}') as gateway_id, null as state,
     nullif(c.reason, '') as reason, c.texts, c.parts, ${atMostExact('c.amount')} as amount
   from charge_day c where c.account_id = $1 and c.day = any($2::date[])
   union all
   select u.d as day, s.rule, s.template_id, s.gateway_id, s.state, s.reason, s.texts, s.parts, s.amount
   from (select * from unnest($2::text[], $3::uuid[], $4::uuid[]) as t(d, f, b)) u
   cross join lateral (
     select m.rule, m.template_id, m.gateway_id, m.state, m.reason, count(*) as texts, sum(m.parts)::bigint as parts, ${priceSum('m.price')} as amount
     from message m
     where m.account_id = $1 and m.id < u.b
       and m.id >= greatest(u.f, (select f.before_id from charged_up_to f where f.account_id = $1))
     group by m.rule, m.template_id, m.gateway_id, m.state, m.reason) s`,
)

/** The texts of these days, charged or with the reason why not. A text belongs to the day in which its call was taken in. */
export async function sumTexts(db: Runner, accountId: string, days: readonly Day[]): Promise<TextSum[]> {
  const columns = columnsOf(days, [(one) => one.day, (one) => idAt(one.startsAt), (one) => idAt(one.endsAt)])
  return (await db.run(sumCharges, [accountId, ...columns])).map(sumOf)
}

type Summed = {
  day: string
  rule: string | null
  template_id: string
  gateway_id: string | null
  state: string | null
  reason: string | null
  texts: number
  parts: number
  amount: number
}

/** What is frozen was judged then; of the others core says whether they are charged. */
export function sumOf({ template_id: templateId, gateway_id: gatewayId, ...row }: Summed): TextSum {
  const { day, rule, texts, parts } = row
  const reason = row.state === null ? row.reason : whyNotCharged(row.state as State, row.reason as Reason | null)
  return { day, rule, templateId, gatewayId, reason, texts, parts, amount: reason === null ? row.amount : 0 }
}

const whyNotCharged = (state: State, reason: Reason | null): string | null =>
  isCharged({ state, reason }) ? null : (reason ?? state)

const quoted = (words: readonly string[]) => words.map((one) => `'${one}'`).join(', ')
const chargedStates = states.filter((state) => isCharged({ state, reason: null }))
// What a reason frees of its price though others of its state pay it.
const freed = chargedStates.flatMap((state) =>
  reasonCodes.flatMap((reason) => (isCharged({ state, reason }) ? [] : `${state} ${reason}`)),
)

/** SQL: whether a row of `message` is charged, as core says of every state and reason. */
export const isChargedRow = (of: string) =>
  `(${of}.state in (${quoted(chargedStates)}) and concat(${of}.state, ' ', ${of}.reason) not in (${quoted(freed)}))`

const upTo = statement(
  'charged_up_to',
  { before_id: 'uuid' },
  'select before_id from charged_up_to where account_id = $1',
)

/** The moment up to which what texts cost is settled. */
export async function chargedUpTo(db: Runner, accountId: string): Promise<number> {
  return timeOf((await db.run(upTo, [accountId]))[0]?.before_id ?? lowestId)
}

const templates = statement(
  'names_of_templates',
  { id: 'uuid', key: 'text', name: 'text' },
  'select id, key, name from template where account_id = $1 and id = any($2::uuid[])',
)
const gateways = statement(
  'names_of_gateways',
  { id: 'uuid', key: 'text', name: 'text' },
  'select gateway_id as id, key, title as name from gateway where gateway_id = any($1::uuid[])',
  { acrossAccounts: 'a shared gateway is nobody’s; the ids come from the account’s own texts' },
)

export type Named = { key: string; name: string }

/** What the templates and gateways of these texts are called, retired ones too. */
export async function namesOf(
  db: Runner,
  accountId: string,
  sums: readonly TextSum[],
): Promise<{ templates: Map<string, Named>; gateways: Map<string, Named> }> {
  const byId = (rows: readonly (Named & { id: string })[]) =>
    new Map(rows.map(({ id, ...named }): [string, Named] => [id, named]))
  const templateIds = [...new Set(sums.map((one) => one.templateId))]
  const gatewayIds = [...new Set(sums.flatMap((one) => one.gatewayId ?? []))]
  return {
    templates: byId(await db.run(templates, [accountId, templateIds])),
    gateways: byId(await db.run(gateways, [gatewayIds])),
  }
}
