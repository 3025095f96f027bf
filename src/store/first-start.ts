/**
 * What the first start makes, and every later one finds: the shared sandbox, the operator's key, and the demo account with a key of its own.
 * Each step looks first, so a start that was cut short is finished by the next.
 */
import { configuration } from '../core/configuration.ts'
import { createAccount } from './account-creation.ts'
import { findDemoAccount } from './accounts.ts'
import { type ConfigurationStore, changeConfiguration } from './configuration.ts'
import type { Database } from './database.ts'
import { ensureSharedGateway } from './gateways.ts'
import { createKey, everHadKey } from './keys.ts'
import { ensureOperatorKey, type KeptOperatorKey } from './operator-key.ts'

export type FirstStart = {
  sandboxId: string
  demoAccountId: string
  /** The demo account's key, where this start made it: only its hash is kept. */
  demoKey: string | undefined
}

const by = 'Aftercall'

/** `demoDocument` is the demo account as a document, unread. */
export async function firstStart(
  store: ConfigurationStore,
  operatorKey: KeptOperatorKey,
  demoDocument: unknown,
): Promise<FirstStart> {
  const { db, seal } = store
  const sandbox = {
    key: 'sandbox',
    title: 'Sandbox',
    kind: 'sandbox',
    settings: {},
    secrets: {},
    paused: false,
    ratherTwice: false,
  }
  const sandboxId = await ensureSharedGateway(db, seal, sandbox)
  await ensureOperatorKey(db, operatorKey)
  const demoAccountId = await ensureDemoAccount(store, demoDocument)
  return { sandboxId, demoAccountId, demoKey: await firstKeyOf(db, demoAccountId) }
}

async function ensureDemoAccount(store: ConfigurationStore, given: unknown): Promise<string> {
  const known = await findDemoAccount(store.db.console)
  // Past version 1 it was configured once, and since then it is whoever uses it who changes it.
  if (known && known.ruleSetNumber > 1) return known.accountId
  const document = configuration.parse(given)
  if (!document.account) throw new Error('the demo document has no account section')
  const accountId =
    known?.accountId ??
    (await createAccount(store.db, { key: 'demo', settings: document.account, isDemo: true }, by)).accountId
  await changeConfiguration(store, accountId, { who: by, what: 'demo account' }, () => document)
  return accountId
}

/** Where the demo account's keys were all revoked, somebody wanted it so: no start makes another. */
async function firstKeyOf(db: Database, accountId: string): Promise<string | undefined> {
  if (await everHadKey(db, accountId)) return undefined
  return (await createKey(db.console, { accountId, name: 'first key', role: 'owner' })).key
}
