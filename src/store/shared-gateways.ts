/** The installation's shared gateways, as the operator changes them. */
import type { FieldProblem } from '../core/adapter.ts'
import { addAudit } from './audit-entry.ts'
import { type Configured, resolveSecrets } from './configuration-wanted.ts'
import type { Database, Runner } from './database.ts'
import {
  type GatewayFields,
  lockSharedGateways,
  readInstallationGateways,
  retireGateways,
  writeGateways,
} from './gateways.ts'
import { sharedPrefix } from './routes.ts'
import type { Seal } from './seal.ts'
import { type KindChecks, problemsOfKind } from './settings-problems.ts'
import { statement } from './statement.ts'

type Store = { db: Database; seal: Seal; kinds: KindChecks }

/** As it is written: a secret that is kept stays as it is. */
export type WantedGateway = Omit<GatewayFields, 'secrets'> & Configured

export type Put = { is: 'made' | 'changed' } | { is: 'invalid'; problems: FieldProblem[] }

/** Makes the shared gateway of this key, or changes it to this; `who` is kept as its doer. */
export async function putSharedGateway({ db, seal, kinds }: Store, wanted: WantedGateway, who: string): Promise<Put> {
  const kind = kinds.gateway(wanted.kind)
  return await db.transaction('console', async (tx): Promise<Put> => {
    await lockSharedGateways(tx)
    const current = await readInstallationGateways(tx, seal)
    const problems: FieldProblem[] = []
    const gateway = { ...wanted, ...resolveSecrets(wanted, { path: '', kind, current, problems }) }
    problems.push(...problemsOfKind('', gateway, kind, kinds.gatewayKinds))
    if (problems.length > 0)
      return { is: 'invalid', problems: problems.map((one) => ({ ...one, path: one.path.replace(/^\./, '') })) }
    await writeGateways({ tx, seal, owner: null }, [gateway], current)
    const is = current.some((one) => one.key === wanted.key) ? 'changed' : 'made'
    await note(tx, who, `gateway.${is}`, wanted.key)
    return { is }
  })
}

const readUsers = statement(
  'read_users_of_shared_gateway',
  { accounts: 'bigint' },
  `select count(distinct r.account_id) as accounts from route r join gateway g on g.gateway_id = r.gateway_id
   where g.owner_account_id is null and g.key = $1 and g.retired_at is null`,
  { acrossAccounts: 'the operator asks how many accounts a shared gateway serves' },
)

export type Removed = { is: 'removed' } | { is: 'unknown' } | { is: 'in_use'; accounts: number }

/** Removes a shared gateway that no account has a route by; `who` is kept as its doer. */
export async function removeSharedGateway({ db, seal }: Store, key: string, who: string): Promise<Removed> {
  return await db.transaction('console', async (tx): Promise<Removed> => {
    await lockSharedGateways(tx)
    if (!(await readInstallationGateways(tx, seal)).some((one) => one.key === key)) return { is: 'unknown' }
    const accounts = (await tx.run(readUsers, [key]))[0]?.accounts ?? 0
    if (accounts > 0) return { is: 'in_use', accounts }
    await retireGateways(tx, null, [key])
    await note(tx, who, 'gateway.removed', key)
    return { is: 'removed' }
  })
}

async function note(tx: Runner, who: string, what: string, key: string): Promise<void> {
  await addAudit(tx, { accountId: null, who, what, subject: `${sharedPrefix}${key}` })
}
