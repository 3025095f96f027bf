/**
 * The one door through which an account's configuration changes. In one transaction that holds the account's lock: read the whole document,
 * decide the next, refuse it with every problem named or write what differs, make the next rule-set version where the snapshot differs, and
 * raise the version that caches are keyed by.
 */
import type { FieldProblem } from '../core/adapter.ts'
import { cycleAt } from '../core/billing-cycle.ts'
import { type Configuration, operatorsFields } from '../core/configuration.ts'
import { type DltWarning, dltWarnings } from '../core/dlt-warnings.ts'
import { type AccountDocument, readAccountDocument, type Sections } from './account-document.ts'
import { advanceAccount, holdAccount, lockAccount, type StoredAccount } from './accounts.ts'
import { addAudit } from './audit-entry.ts'
import { noteBilling } from './billing-history.ts'
import { type Change, differenceOf } from './configuration-difference.ts'
import { configurationProblems } from './configuration-problems.ts'
import { resolveWanted } from './configuration-wanted.ts'
import { type Writing, writeSections } from './configuration-writing.ts'
import { currencyProblems } from './currency-problems.ts'
import type { Database, Runner } from './database.ts'
import { readClock } from './ping.ts'
import { buildSnapshot, insertRuleSet } from './rule-sets.ts'
import type { Seal } from './seal.ts'
import type { KindChecks } from './settings-problems.ts'
import { statement } from './statement.ts'
import { wayOutOf } from './way-out.ts'
import { wordingProblems } from './wording-problems.ts'
import { noteZone, readZonesBefore } from './zones.ts'

export type ConfigurationStore = { db: Database; seal: Seal; kinds: KindChecks }
/**
 * Who changes, and in a few words what, for the history of rule sets. `isOperator`: it is whoever runs the installation. A dry run decides everything and
 * writes nothing.
 */
export type ChangeBy = { who: string; what: string; isOperator?: boolean; dryRun?: boolean }
export type Changed = {
  before: AccountDocument
  document: AccountDocument
  changes: Change[]
  applied: boolean
  /** What of the wanted document is unusual, and was taken. */
  warnings: DltWarning[]
}

/** The document cannot be stored. Nothing was written. */
export class InvalidConfiguration extends Error {
  override name = 'InvalidConfiguration'
  readonly problems: FieldProblem[]
  readonly sections: Sections

  constructor(problems: FieldProblem[], sections: Sections) {
    super(`the configuration has ${problems.length} problems`)
    this.problems = problems
    this.sections = sections
  }
}

/** Fields that are whoever runs the installation's to change. Nothing was written. */
export class OperatorsFields extends Error {
  override name = 'OperatorsFields'
  readonly problems: FieldProblem[]

  constructor(problems: FieldProblem[]) {
    super(`${problems.length} fields are the operator’s`)
    this.problems = problems
  }
}

/** A setting that may have been changed once, and no more. Nothing was written. */
export class SettledSetting extends Error {
  override name = 'SettledSetting'
}

/**
 * Changes an account. `change` is given the account as it stands and answers the sections it wants (each complete; an absent one stays as it
 * is); what it throws ends the transaction. Undefined when there is no such account.
 */
export async function changeConfiguration(
  store: ConfigurationStore,
  accountId: string,
  by: ChangeBy,
  change: (current: AccountDocument) => Configuration,
): Promise<Changed | undefined> {
  const changed = await store.db.transaction('console', async (tx): Promise<Changed | undefined> => {
    const locked = await lockAccount(tx, accountId)
    const before = locked && (await readAccountDocument(tx, store.seal, accountId, locked))
    if (!before) return undefined
    const next = await decide({ tx, accountId }, change(before), before, store.kinds)
    if (next.account.billingDay !== before.account.billingDay) await holdBillingDay(tx, locked)
    const changes = differenceOf(before, next)
    if (by.isOperator !== true) holdOperatorsFields(before, changes)
    const warnings = dltWarnings(next, await wayOutOf({ ...store, db: tx }, next))
    if (changes.length === 0 || by.dryRun === true)
      return { before, document: before, changes, applied: false, warnings }
    const at = { tx, seal: store.seal, accountId, who: by.who }
    await writeSections(at, before, next, changes)
    if (next.account.zone !== before.account.zone) await noteZone(tx, accountId, before.account.zone)
    const document = await advance(at, before, next, by)
    await addAudit(tx, {
      accountId,
      who: by.who,
      what: 'configuration.changed',
      subject: by.what,
      detail: JSON.stringify(changes.map(({ fields: _, ...one }) => one)),
    })
    return { before, document, changes, applied: true, warnings }
  })
  if (changed?.applied) await tellOthers(store.db, accountId)
  return changed
}

async function decide(
  at: { tx: Runner; accountId: string },
  wanted: Configuration,
  before: AccountDocument,
  kinds: KindChecks,
): Promise<Sections> {
  const { sections, problems } = resolveWanted(wanted, before, kinds)
  const judged = {
    ...sections,
    isDemo: before.head.isDemo,
    sharedKeys: before.sharedGateways.map((one) => one.key),
    priceBefore: before.account.pricePerPart,
  }
  const all = [
    ...problems,
    ...configurationProblems(judged, kinds),
    ...(await wordingProblems(at, sections, before)),
    ...(await currencyProblems(at, sections, before)),
  ]
  if (all.length > 0) throw new InvalidConfiguration(all, sections)
  return sections
}

/** What stands is no change: a file that was exported can be applied by whoever owns the account. */
function holdOperatorsFields({ account }: AccountDocument, changes: readonly Change[]): void {
  const held: readonly string[] = account.operatorSetsPrices ? operatorsFields : []
  const fields = changes.flatMap((one) => (one.section === 'account' ? (one.fields ?? []) : []))
  const problems = fields
    .filter(({ path }) => path === 'operatorSetsPrices' || held.includes(path))
    .map(({ path, from }) => ({
      path: `account.${path}`,
      code: 'operators',
      message: `is the operator’s to change; it is ${JSON.stringify(from)}`,
    }))
  if (problems.length > 0) throw new OperatorsFields(problems)
}

/** Cycles that were billed must not be cut anew. */
async function holdBillingDay(tx: Runner, { accountId, createdAt, settings }: StoredAccount): Promise<void> {
  const { zone, billingDay } = settings
  const before = (await readZonesBefore(tx, [accountId])).get(accountId) ?? []
  const first = cycleAt(createdAt, { zone, before, day: billingDay })
  if ((await readClock(tx)) < first.endsAt) return
  throw new SettledSetting(
    `Billing cycles begin on day ${billingDay} of the month. That could be changed until the first one ended, on ${first.end}. Write billingDay: ${billingDay}.`,
  )
}

/** The account as it now is; a new rule-set version where what plans are made from differs. */
async function advance(
  { tx, seal, accountId }: Writing,
  before: AccountDocument,
  next: Sections,
  by: ChangeBy,
): Promise<AccountDocument> {
  const { ruleSetNumber, rulesNumber } = before.head
  const written = await readAccountDocument(tx, seal, accountId)
  if (!written) throw new Error('the account whose lock is held is gone')
  const text = JSON.stringify(buildSnapshot({ ...written, rules: next.rules }))
  const rulesChanged = JSON.stringify(next.rules) !== JSON.stringify(before.rules)
  const isNew = text !== before.ruleSet.text
  const number = isNew ? ruleSetNumber + 1 : ruleSetNumber
  if (isNew) await insertRuleSet(tx, accountId, { number, text, rulesChanged, madeBy: by.who, what: by.what })
  await advanceAccount(tx, accountId, number, rulesChanged ? number : rulesNumber)
  await noteBilling(tx, accountId, { ...written, rules: next.rules, ruleSet: number, what: by.what })
  const after = await readAccountDocument(tx, seal, accountId)
  if (!after) throw new Error('the account whose lock is held is gone')
  return after
}

const notify = statement(
  'notify_configuration',
  { told: 'text' },
  `select pg_notify('aftercall_configuration', $1)::text as told`,
  {
    acrossAccounts: 'a notification is heard by every node',
  },
)

/** In a transaction of its own, since a notification makes commits wait for each other; whoever misses it sees the version at the next call. */
async function tellOthers(db: Database, accountId: string): Promise<void> {
  await db.console.run(notify, [accountId])
}

/** The account as it stands at one moment. */
export async function readConfiguration(
  { db, seal }: Pick<ConfigurationStore, 'db' | 'seal'>,
  accountId: string,
): Promise<AccountDocument | undefined> {
  return await db.transaction('console', async (tx) => {
    const held = await holdAccount(tx, accountId)
    return held && (await readAccountDocument(tx, seal, accountId, held))
  })
}
