/** Versions of an account's rule set: immutable snapshots, numbered. */
import { mayCallTo } from '../core/called-to.ts'
import { sendersOf } from '../core/countries/registration.ts'
import type { Instant } from '../core/instant.ts'
import { type Rule, templatesOf } from '../core/rule.ts'
import type { RuleSetSnapshot, SnapshotTemplate } from '../core/rule-set.ts'
import type { AccountSettings } from './accounts.ts'
import type { Database, Runner } from './database.ts'
import type { StoredHeader } from './headers.ts'
import type { StoredDepartment } from './people.ts'
import { statement } from './statement.ts'
import type { StoredTemplate } from './templates.ts'

const columns = {
  number: 'integer',
  rules_changed: 'boolean',
  made_by: 'text',
  what: 'text',
  made_at: 'timestamptz',
} as const

const read = statement(
  'read_rule_set_snapshot',
  { ...columns, snapshot: 'text', rules_number: 'integer' },
  `select v.number, v.rules_changed, v.made_by, v.what, v.made_at, v.snapshot,
     (select max(r.number) from rule_set_version r where r.account_id = v.account_id and r.number <= v.number and r.rules_changed) as rules_number
   from rule_set_version v where v.account_id = $1 and v.number = $2`,
)

/** A version as it is shown: `rulesNumber` is the last one, up to it, at which the rules themselves changed. */
export type RuleSetEntry = { number: number; rulesChanged: boolean; madeBy: string; what: string; madeAt: Instant }
export type StoredRuleSet = RuleSetEntry & { rulesNumber: number; snapshot: RuleSetSnapshot; text: string }

export async function readRuleSetVersion(
  db: Runner,
  accountId: string,
  number: number,
): Promise<StoredRuleSet | undefined> {
  const [row] = await db.run(read, [accountId, number])
  return (
    row && {
      number: row.number,
      rulesNumber: row.rules_number,
      rulesChanged: row.rules_changed,
      madeBy: row.made_by,
      what: row.what,
      madeAt: row.made_at,
      snapshot: JSON.parse(row.snapshot) as RuleSetSnapshot,
      text: row.snapshot,
    }
  )
}

const list = statement(
  'list_rule_sets',
  columns,
  'select number, rules_changed, made_by, what, made_at from rule_set_version where account_id = $1 and number < $2 order by number desc limit $3',
)

/** Newest first; `before` is the number of the last one seen. */
export async function listRuleSets(
  db: Database,
  accountId: string,
  limit: number,
  before = 2_147_483_647,
): Promise<RuleSetEntry[]> {
  return (await db.console.run(list, [accountId, before, limit])).map((row) => ({
    number: row.number,
    rulesChanged: row.rules_changed,
    madeBy: row.made_by,
    what: row.what,
    madeAt: row.made_at,
  }))
}

const insert = statement(
  'insert_rule_set_version',
  {},
  'insert into rule_set_version (account_id, number, snapshot, rules_changed, made_by, what) values ($1, $2, $3, $4, $5, $6)',
)

export type NewRuleSet = { number: number; text: string; rulesChanged: boolean; madeBy: string; what: string }

export async function insertRuleSet(tx: Runner, accountId: string, made: NewRuleSet): Promise<void> {
  await tx.run(insert, [accountId, made.number, made.text, made.rulesChanged, made.madeBy, made.what])
  if (made.rulesChanged) await tx.run(noteCaps, [accountId, capsOf(made.text)])
}

// The gate reads them with the account's row.
const noteCaps = statement('note_caps', {}, 'update account set caps = $2 where account_id = $1')

/** The caps of a snapshot's rules by their keys, as JSON; null where no rule has one. */
function capsOf(snapshot: string): string | null {
  const { rules } = JSON.parse(snapshot) as RuleSetSnapshot
  const capped = rules.flatMap(({ key, cap }) => (cap ? [[key, cap] as const] : []))
  return capped.length === 0 ? null : JSON.stringify(Object.fromEntries(capped))
}

type SnapshotOf = {
  account: AccountSettings
  departments: readonly StoredDepartment[]
  headers: readonly StoredHeader[]
  templates: readonly StoredTemplate[]
  rules: readonly Rule[]
}

/** Everything a plan is made from besides facts, as it stands now. Only templates that a rule sends: others change no plan. */
export function buildSnapshot({ account, departments, headers, templates, rules }: SnapshotOf): RuleSetSnapshot {
  const sent = new Set(rules.flatMap((rule) => rule.recipients.flatMap(templatesOf)))
  const used = templates.filter((one) => sent.has(one.variantOf ?? one.key))
  return {
    zone: account.zone,
    language: account.language,
    accountName: account.name,
    country: account.country,
    hours: account.hours,
    departmentHours: Object.fromEntries(
      departments.flatMap((one) => (one.hours === null ? [] : [[one.key, one.hours]])),
    ),
    templates: snapshotTemplates(used, headers),
    ...(used.some((one) => mayCallTo(one.registered ?? undefined)) && { whitelist: account.whitelist }),
    rules: [...rules],
  }
}

/** Templates as a rule set holds them, by key. */
export function snapshotTemplates(
  templates: readonly StoredTemplate[],
  headers: readonly StoredHeader[],
): Record<string, SnapshotTemplate> {
  const headerOf = new Map(headers.map((one) => [one.key, one]))
  return Object.fromEntries(
    templates.map((one): [string, SnapshotTemplate] => {
      const { key, id, version, name, body, status, dltTemplateId, category, registered, language, variantOf } = one
      const header = headerOf.get(one.header)
      const senders = header && sendersOf(header.countries)
      return [
        key,
        {
          key,
          id,
          version,
          name,
          body,
          status,
          header: header?.header ?? '',
          ...(header && header.status !== 'active' ? { headerStatus: header.status } : {}),
          ...(senders && { senders }),
          entityId: header?.entityId ?? null,
          dltTemplateId,
          category,
          ...(registered === null ? {} : { registered }),
          ...(language === null ? {} : { language }),
          ...(variantOf === null ? {} : { variantOf }),
        },
      ]
    }),
  )
}
