/** A whole account as one value: what is read in the transaction that changes it, and what a change is decided on. */
import type { Rule } from '../core/rule.ts'
import { type AccountHead, type AccountSettings, readAccount, type StoredAccount } from './accounts.ts'
import type { Runner } from './database.ts'
import { type NamedDid, readDids, type StoredDid } from './dids.ts'
import {
  type GatewayFields,
  readAccountGateways,
  readSharedGateways,
  type SharedGateway,
  type StoredGateway,
} from './gateways.ts'
import { type HeaderFields, readHeaders, type StoredHeader } from './headers.ts'
import {
  type DepartmentFields,
  readDepartments,
  readUsers,
  type StoredDepartment,
  type StoredUser,
  type UserFields,
} from './people.ts'
import { type RouteFields, readRoutes } from './routes.ts'
import { readRuleSetVersion, type StoredRuleSet } from './rule-sets.ts'
import type { Seal } from './seal.ts'
import { readSources, type SourceFields, type StoredSource } from './sources.ts'
import { readTemplates, type StoredTemplate, type TemplateFields } from './templates.ts'

/** The sections of an account's document, in the order in which they are written (each may refer to those before it). */
export type Sections = {
  account: AccountSettings
  users: UserFields[]
  departments: DepartmentFields[]
  dids: NamedDid[]
  headers: HeaderFields[]
  templates: TemplateFields[]
  rules: Rule[]
  gateways: GatewayFields[]
  routes: RouteFields[]
  sources: SourceFields[]
}

type WithIds = 'users' | 'departments' | 'dids' | 'headers' | 'templates' | 'gateways' | 'sources'

export type AccountDocument = Omit<Sections, WithIds> & {
  head: AccountHead
  users: StoredUser[]
  departments: StoredDepartment[]
  dids: StoredDid[]
  headers: StoredHeader[]
  templates: StoredTemplate[]
  gateways: StoredGateway[]
  sources: StoredSource[]
  sharedGateways: SharedGateway[]
  ruleSet: StoredRuleSet
}

/** Reads the whole account, or undefined when there is none. Inside a transaction that holds the account's lock it cannot change meanwhile. */
export async function readAccountDocument(
  tx: Runner,
  seal: Seal,
  accountId: string,
  locked?: StoredAccount,
): Promise<AccountDocument | undefined> {
  const account = locked ?? (await readAccount(tx, accountId))
  const ruleSet = account && (await readRuleSetVersion(tx, accountId, account.ruleSetNumber))
  if (!account || !ruleSet) return undefined
  const { settings, createdAt: _, ...head } = account
  return {
    head,
    account: settings,
    users: await readUsers(tx, accountId),
    departments: await readDepartments(tx, accountId),
    dids: await readDids(tx, accountId),
    headers: await readHeaders(tx, accountId),
    templates: await readTemplates(tx, accountId),
    rules: ruleSet.snapshot.rules,
    gateways: await readAccountGateways(tx, seal, accountId),
    routes: await readRoutes(tx, accountId),
    sources: await readSources(tx, seal, accountId),
    sharedGateways: await readSharedGateways(tx),
    ruleSet,
  }
}
