/** Writes the sections of an account's document that differ, in their order: each may refer to those before it. Nothing is ever deleted. */
import type { AccountDocument, Sections } from './account-document.ts'
import { updateAccount } from './accounts.ts'
import { type Change, touchedKeys, touchedSections } from './configuration-difference.ts'
import type { Runner } from './database.ts'
import { retireDids, writeDids } from './dids.ts'
import { readAccountGateways, retireGateways, writeGateways } from './gateways.ts'
import { retireHeaders, writeHeaders } from './headers.ts'
import { retireDepartments, retireUsers, writeDepartments, writeUsers } from './people.ts'
import { sharedPrefix, writeRoutes } from './routes.ts'
import type { Seal } from './seal.ts'
import { apiSource, retireSources, writeSources } from './sources.ts'
import { retireTemplates, writeTemplates } from './templates.ts'

export type Writing = { tx: Runner; seal: Seal; accountId: string; who: string }
type Keyed = Exclude<keyof Sections, 'account' | 'routes' | 'rules'>

/** Rules are not written here: they live in the rule-set version that follows. */
export async function writeSections(
  at: Writing,
  before: AccountDocument,
  next: Sections,
  changes: readonly Change[],
): Promise<void> {
  const { tx, seal, accountId, who } = at
  const touched = touchedSections(changes)
  const rowsOf = <S extends Keyed>(section: S): Sections[S] => {
    const { written } = touchedKeys(changes, section)
    return (next[section] as { key: string }[]).filter((one) => written.has(one.key)) as Sections[S]
  }
  if (touched.has('account')) await updateAccount(tx, accountId, next.account)
  if (touched.has('users')) await writeUsers(tx, accountId, rowsOf('users'))
  if (touched.has('departments')) await writeDepartments(tx, accountId, rowsOf('departments'))
  if (touched.has('dids')) await writeDids(tx, accountId, rowsOf('dids'))
  if (touched.has('headers')) await writeHeaders(tx, accountId, rowsOf('headers'))
  if (touched.has('templates')) await writeTemplates(tx, { accountId, who }, rowsOf('templates'), before.templates)
  if (touched.has('gateways')) await writeGateways({ tx, seal, owner: accountId }, rowsOf('gateways'), before.gateways)
  if (touched.has('routes')) await writeRoutesOf(at, before, next)
  if (touched.has('sources')) await writeSources(at, rowsOf('sources'), before.sources)
  await retire(at, changes)
}

async function writeRoutesOf({ tx, seal, accountId }: Writing, before: AccountDocument, next: Sections): Promise<void> {
  const own = (await readAccountGateways(tx, seal, accountId)).map((one): [string, string] => [one.key, one.id])
  const shared = before.sharedGateways.map((one): [string, string] => [sharedPrefix + one.key, one.id])
  await writeRoutes(tx, accountId, next.routes, new Map([...own, ...shared]))
}

const retirements = {
  users: retireUsers,
  departments: retireDepartments,
  dids: retireDids,
  headers: retireHeaders,
} as const

/** Calls that were judged refer to what is retired, and a key that comes back is the same object again. */
async function retire({ tx, accountId, who }: Writing, changes: readonly Change[]): Promise<void> {
  for (const [section, retireThese] of Object.entries(retirements)) {
    const { removed } = touchedKeys(changes, section as keyof typeof retirements)
    if (removed.length > 0) await tx.run(retireThese, [accountId, removed])
  }
  const templates = touchedKeys(changes, 'templates').removed
  if (templates.length > 0) await retireTemplates(tx, { accountId, who }, templates)
  const gateways = touchedKeys(changes, 'gateways').removed
  if (gateways.length > 0) await retireGateways(tx, accountId, gateways)
  const sources = touchedKeys(changes, 'sources').removed.filter((key) => key !== apiSource.key)
  if (sources.length > 0) await retireSources(tx, accountId, sources)
}
