/** What a new installation begins with: the shared sandbox, the operator's key and the demo account. Done again it changes nothing. */
import { configuration } from '../core/configuration.ts'
import { createAccount } from './account-creation.ts'
import { type ConfigurationStore, changeConfiguration } from './configuration.ts'
import { ensureSharedGateway } from './gateways.ts'
import { adoptKey, createKey } from './keys.ts'
import { statement } from './statement.ts'

const countAccounts = statement('count_accounts', { accounts: 'bigint' }, 'select count(*) as accounts from account', {
  acrossAccounts: 'asks whether the installation is new',
})

export type FirstStart = {
  sandboxId: string
  operatorKey: string
  /** The demo account's key, in the clear only where this start made it. */
  demoKey?: string
}

/** Where the operator's key is kept outside the database. */
export type KeyFile = { readOperatorKey(): string | undefined; writeOperatorKey(key: string): void }

/** Makes what is missing. `demo` is the document of the demo account, made only on an installation without any account. */
export async function firstStart(store: ConfigurationStore, keyFile: KeyFile, demo: unknown): Promise<FirstStart> {
  const { db, seal } = store
  const sandboxId = await ensureSharedGateway(db, seal, {
    key: 'sandbox',
    title: 'Sandbox',
    kind: 'sandbox',
    settings: {},
    secrets: {},
    paused: false,
    ratherTwice: false,
  })
  const operatorKey = await ensureOperatorKey(store, keyFile)
  const [count] = await db.console.run(countAccounts, [])
  if ((count?.accounts ?? 0) > 0) return { sandboxId, operatorKey }
  return { sandboxId, operatorKey, demoKey: await makeDemo(store, demo) }
}

async function ensureOperatorKey({ db }: ConfigurationStore, keyFile: KeyFile): Promise<string> {
  const holder = { accountId: null, name: 'operator', role: 'operator' } as const
  const kept = keyFile.readOperatorKey()
  if (kept !== undefined) {
    // A folder that is put before another database brings its key along.
    await adoptKey(db, kept, holder)
    return kept
  }
  const { key } = await createKey(db, holder)
  keyFile.writeOperatorKey(key)
  return key
}

async function makeDemo(store: ConfigurationStore, demo: unknown): Promise<string> {
  const document = configuration.parse(demo)
  if (!document.account) throw new Error('the demo account’s document has no account section')
  const { accountId } = await createAccount(
    store.db,
    { key: 'demo', settings: document.account, isDemo: true },
    'first start',
  )
  await changeConfiguration(store, accountId, { who: 'first start', what: 'demo account' }, () => document)
  const { key } = await createKey(store.db, { accountId, name: 'demo', role: 'owner' })
  return key
}
