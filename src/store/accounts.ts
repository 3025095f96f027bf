/** Accounts: the tenants. Their keys are unique in the installation, which one lock at creation sees to, since a distributed table cannot. */
import type { z } from 'zod'
import { formatAmount, parseAmount } from '../core/billing.ts'
import type { accountSettings } from '../core/configuration.ts'
import type { Instant } from '../core/instant.ts'
import type { OpeningHours } from '../core/schedule.ts'
import type { Database, Runner } from './database.ts'
import { policyOf, policyText } from './policy.ts'
import { statement } from './statement.ts'
import { highestId } from './uuid.ts'

export type AccountSettings = z.infer<typeof accountSettings>
export type AccountHead = {
  accountId: string
  key: string
  isDemo: boolean
  configVersion: number
  ruleSetNumber: number
  rulesNumber: number
}
export type StoredAccount = AccountHead & { createdAt: Instant; settings: AccountSettings }

const columns = {
  account_id: 'uuid',
  key: 'text',
  name: 'text',
  zone: 'text',
  language: 'text',
  country: 'text',
  currency: 'text',
  price_per_part: 'bigint',
  line_rental_one_way: 'bigint',
  line_rental_two_way: 'bigint',
  billing_day: 'smallint',
  taxes: 'text',
  operator_sets_prices: 'boolean',
  is_on: 'boolean',
  is_demo: 'boolean',
  hours: 'text?',
  policy: 'text?',
  keep_texts_days: 'integer?',
  keep_calls_days: 'integer?',
  config_version: 'bigint',
  rule_set_number: 'integer',
  rules_number: 'integer',
  created_at: 'timestamptz',
} as const
const list = Object.keys(columns).join(', ')

const read = statement('config_read_account', columns, `select ${list} from account where account_id = $1`)
const lock = statement('config_lock_account', columns, `select ${list} from account where account_id = $1 for update`)
const share = statement('config_share_account', columns, `select ${list} from account where account_id = $1 for share`)
const readAll = statement(
  'list_accounts',
  columns,
  `select ${list} from account
   where account_id < $1 and ($3::text is null or concat_ws(' ', name, key, 'acct_' || replace(account_id::text, '-', '')) ilike $3)
   order by account_id desc limit $2`,
  { acrossAccounts: 'the operator’s list of accounts' },
)
const findByKey = statement('find_account_by_key', columns, `select ${list} from account where key = $1`, {
  acrossAccounts: 'the operator names an account by its key',
})
const findDemo = statement(
  'find_demo_account',
  columns,
  `select ${list} from account where is_demo order by account_id limit 1`,
  { acrossAccounts: 'the installation has one demo account' },
)
const lockKeys = statement(
  'lock_account_keys',
  { locked: 'text' },
  'select pg_advisory_xact_lock(8480, 1)::text as locked',
  {
    acrossAccounts: 'account keys are unique in the installation',
  },
)
const insert = statement(
  'insert_account',
  {},
  `insert into account (account_id, key, name, zone, language, country, currency, price_per_part, is_on, is_demo, hours, policy, keep_texts_days, keep_calls_days,
     line_rental_one_way, line_rental_two_way, billing_day, taxes, operator_sets_prices)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
)
const update = statement(
  'config_update_account',
  {},
  `update account set name = $2, zone = $3, language = $4, country = $5, currency = $6, price_per_part = $7, is_on = $8, hours = $9, policy = $10,
     keep_texts_days = $11, keep_calls_days = $12, line_rental_one_way = $13, line_rental_two_way = $14, billing_day = $15, taxes = $16, operator_sets_prices = $17
   where account_id = $1`,
)
const advance = statement(
  'config_advance_account',
  { config_version: 'bigint' },
  `update account set config_version = config_version + 1, rule_set_number = $2, rules_number = $3 where account_id = $1 returning config_version`,
)

type Row = {
  account_id: string
  key: string
  name: string
  zone: string
  language: string
  country: string
  currency: string
  price_per_part: number
  line_rental_one_way: number
  line_rental_two_way: number
  billing_day: number
  taxes: string
  operator_sets_prices: boolean
  is_on: boolean
  is_demo: boolean
  hours: string | null
  policy: string | null
  keep_texts_days: number | null
  keep_calls_days: number | null
  config_version: number
  rule_set_number: number
  rules_number: number
  created_at: Instant
}

function accountOf(row: Row): StoredAccount {
  return {
    accountId: row.account_id,
    key: row.key,
    isDemo: row.is_demo,
    configVersion: row.config_version,
    ruleSetNumber: row.rule_set_number,
    rulesNumber: row.rules_number,
    createdAt: row.created_at,
    settings: {
      name: row.name,
      zone: row.zone,
      language: row.language,
      country: row.country,
      currency: row.currency,
      pricePerPart: formatAmount(row.price_per_part),
      lineRentalOneWay: formatAmount(row.line_rental_one_way),
      lineRentalTwoWay: formatAmount(row.line_rental_two_way),
      billingDay: row.billing_day,
      taxes: JSON.parse(row.taxes) as AccountSettings['taxes'],
      operatorSetsPrices: row.operator_sets_prices,
      smsOn: row.is_on,
      hours: row.hours === null ? null : (JSON.parse(row.hours) as OpeningHours),
      ...policyOf(row.policy),
      keepTextsDays: row.keep_texts_days,
      keepCallsDays: row.keep_calls_days,
    },
  }
}

export async function readAccount(db: Runner, accountId: string): Promise<StoredAccount | undefined> {
  const [row] = await db.run(read, [accountId])
  return row && accountOf(row)
}

/** Takes the lock that orders all changes of an account's configuration. */
export async function lockAccount(tx: Runner, accountId: string): Promise<StoredAccount | undefined> {
  const [row] = await tx.run(lock, [accountId])
  return row && accountOf(row)
}

/** Lets no change commit until the transaction ends, so that several statements see one state of the account. */
export async function holdAccount(tx: Runner, accountId: string): Promise<StoredAccount | undefined> {
  const [row] = await tx.run(share, [accountId])
  return row && accountOf(row)
}

export async function findAccountByKey(db: Runner, key: string): Promise<StoredAccount | undefined> {
  const [row] = await db.run(findByKey, [key])
  return row && accountOf(row)
}

export async function findDemoAccount(db: Runner): Promise<StoredAccount | undefined> {
  const [row] = await db.run(findDemo, [])
  return row && accountOf(row)
}

/** Makes whoever adds an account wait for the one before. */
export async function lockAccountKeys(tx: Runner): Promise<void> {
  await tx.run(lockKeys, [])
}

/** Newest first; `before` is the id of the last one seen, and `search` stands in the name, the key or the public id. */
export async function listAccounts(
  db: Database,
  limit: number,
  { before = highestId, search }: { before?: string | undefined; search?: string | undefined } = {},
): Promise<StoredAccount[]> {
  const pattern = search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return (await db.console.run(readAll, [before, limit, pattern])).map(accountOf)
}

/** Inserts an account under the wanted key, or the next free one like it. Answers the key. Under the lock of lockAccountKeys. */
export async function insertAccount(
  tx: Runner,
  account: { accountId: string; key: string; isDemo: boolean; settings: AccountSettings },
): Promise<string> {
  const key = await freeKey(tx, account.key)
  const { name, zone, language, country, currency, pricePerPart, smsOn, hours } = account.settings
  const texts = [account.accountId, key, name, zone, language, country, currency] as const
  await tx.run(insert, [
    ...texts,
    parseAmount(pricePerPart) ?? 0,
    smsOn,
    account.isDemo,
    hours === null ? null : JSON.stringify(hours),
    policyText(account.settings),
    account.settings.keepTextsDays,
    account.settings.keepCallsDays,
    ...planColumns(account.settings),
  ])
  return key
}

export async function isAccountKeyTaken(tx: Runner, key: string): Promise<boolean> {
  return (await tx.run(findByKey, [key])).length > 0
}

async function freeKey(tx: Runner, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : `${wanted.slice(0, 56)}-${number}`
    if (!(await isAccountKeyTaken(tx, key))) return key
  }
}

export async function updateAccount(tx: Runner, accountId: string, settings: AccountSettings): Promise<void> {
  const { name, zone, language, country, currency, pricePerPart, smsOn, hours } = settings
  await tx.run(update, [
    accountId,
    name,
    zone,
    language,
    country,
    currency,
    parseAmount(pricePerPart) ?? 0,
    smsOn,
    hours === null ? null : JSON.stringify(hours),
    policyText(settings),
    settings.keepTextsDays,
    settings.keepCallsDays,
    ...planColumns(settings),
  ])
}

const planColumns = (settings: AccountSettings) =>
  [
    parseAmount(settings.lineRentalOneWay) ?? 0,
    parseAmount(settings.lineRentalTwoWay) ?? 0,
    settings.billingDay,
    JSON.stringify(settings.taxes),
    settings.operatorSetsPrices,
  ] as const

/** Something that plans are made from has changed: every cache of the account is stale from this commit on. */
export async function advanceAccount(
  tx: Runner,
  accountId: string,
  ruleSetNumber: number,
  rulesNumber: number,
): Promise<void> {
  await tx.run(advance, [accountId, ruleSetNumber, rulesNumber])
}
