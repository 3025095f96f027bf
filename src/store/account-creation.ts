/** A new account: empty rules, the source of calls posted to the API, and the shared sandbox as its way out until it has its own. */
import type { AccountSettings } from './accounts.ts'
import { advanceAccount, findDemoAccount, insertAccount, isAccountKeyTaken, lockAccountKeys } from './accounts.ts'
import { addAudit } from './audit-entry.ts'
import { noteBilling } from './billing-history.ts'
import type { Database } from './database.ts'
import { readSharedGateways } from './gateways.ts'
import { sharedPrefix, writeRoutes } from './routes.ts'
import { buildSnapshot, insertRuleSet } from './rule-sets.ts'
import { apiSource } from './sources.ts'
import { statement } from './statement.ts'
import { newId } from './uuid.ts'

const insertApiSource = statement(
  'insert_api_source',
  {},
  'insert into source (account_id, id, key, name, kind) values ($1, $2, $3, $4, $5)',
)

/** `isKeyAsked`: whoever asks for it wants no other key like it. */
export type NewAccount = { key: string; isKeyAsked?: boolean; settings: AccountSettings; isDemo?: boolean }

/** Another account has the key that was asked for. */
export class AccountKeyTaken extends Error {
  override name = 'AccountKeyTaken'
}

/** Makes the account; its key is the wanted one, or where it was not asked for the next free one like it. Throws AccountKeyTaken. */
export async function createAccount(
  db: Database,
  account: NewAccount,
  who: string,
): Promise<{ accountId: string; key: string }> {
  const accountId = newId()
  return await db.transaction('console', async (tx) => {
    await lockAccountKeys(tx)
    // Two nodes that start at once make one demo account.
    const demo = account.isDemo === true ? await findDemoAccount(tx) : undefined
    if (demo) return { accountId: demo.accountId, key: demo.key }
    if (account.isKeyAsked && (await isAccountKeyTaken(tx, account.key))) throw new AccountKeyTaken()
    const key = await insertAccount(tx, {
      accountId,
      key: account.key,
      isDemo: account.isDemo === true,
      settings: account.settings,
    })
    await tx.run(insertApiSource, [accountId, newId(), apiSource.key, apiSource.name, apiSource.kind])
    const text = JSON.stringify(
      buildSnapshot({ account: account.settings, departments: [], headers: [], templates: [], rules: [] }),
    )
    await insertRuleSet(tx, accountId, { number: 1, text, rulesChanged: true, madeBy: who, what: 'account created' })
    await advanceAccount(tx, accountId, 1, 1)
    await noteBilling(tx, accountId, {
      account: account.settings,
      dids: [],
      rules: [],
      ruleSet: 1,
      what: 'account created',
    })
    const sandbox = (await readSharedGateways(tx)).find((one) => one.key === 'sandbox')
    if (sandbox)
      await writeRoutes(
        tx,
        accountId,
        [{ gateway: `${sharedPrefix}sandbox`, telemarketerId: null, chainMode: 'ids' }],
        new Map([[`${sharedPrefix}sandbox`, sandbox.id]]),
      )
    await addAudit(tx, { accountId, who, what: 'account.created', subject: key })
    return { accountId, key }
  })
}
