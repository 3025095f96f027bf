/**
 * What a node remembers of an account between calls: its current rule-set version, compiled, and its directory. Keyed by the account's
 * config_version, which every change of configuration raises in its own transaction; the accepting transaction reads the version and loads
 * a newer state before it plans, so no call is ever judged by something older than its transaction saw.
 */

import { type CompiledRuleSet, compileRuleSet } from '../core/conditions.ts'
import type { ChainMode } from '../core/dlt.ts'
import {
  buildDirectory,
  type Department,
  type Did,
  type Directory,
  type DirectoryUser,
  type Mapping,
} from '../core/facts.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import type { LoopGuard, Policy } from '../core/policy.ts'
import type { RuleSetSnapshot } from '../core/rule-set.ts'
import type { TicketForm } from '../core/ticket-number.ts'
import type { Runner } from './database.ts'
import type { OptOutLinks } from './opt-out-link.ts'
import { compilePolicy, policyOf } from './policy.ts'
import { statement } from './statement.ts'
import { readTemplatePauses } from './template-pauses.ts'

export type AccountRoute = { gatewayId: string; telemarketerId: string | null; chainMode: ChainMode; isOwn: boolean }

export type AccountState = {
  accountId: string
  configVersion: number
  pricePerPart: number
  policy: Policy | null
  optOutLink(number: PhoneNumber): string
  loopGuard: LoopGuard | null
  reachedAfterSeconds: number
  tickets: TicketForm | null
  /** By gateway: ids of templates that are paused there. */
  pauses: ReadonlyMap<string, ReadonlySet<string>>
  rules: CompiledRuleSet
  directory: Directory
  routes: AccountRoute[]
}

const loadAccount = statement(
  'load_account',
  {
    config_version: 'bigint',
    country: 'text',
    price_per_part: 'bigint',
    rule_set_number: 'integer',
    snapshot: 'text',
    policy: 'text?',
  },
  `select a.config_version, a.country, a.price_per_part, a.rule_set_number, a.policy, v.snapshot
   from account a join rule_set_version v on v.account_id = a.account_id and v.number = a.rule_set_number
   where a.account_id = $1`,
)

const loadUsers = statement(
  'load_users',
  {
    id: 'uuid',
    key: 'text',
    name: 'text',
    phone: 'text?',
    extension: 'text?',
    email: 'text?',
    is_owner: 'boolean',
    texts_off: 'boolean',
  },
  'select id, key, name, phone, extension, email, is_owner, texts_off from account_user where account_id = $1 and retired_at is null order by key',
)

const loadDepartments = statement(
  'load_departments',
  { id: 'uuid', key: 'text', name: 'text', language: 'text?', members: 'text[]' },
  `select d.id, d.key, d.name, d.language,
     coalesce(array_agg(u.key order by m.position, u.key) filter (where u.key is not null), '{}') as members
   from department d
   left join department_member m on m.account_id = d.account_id and m.department_id = d.id
   left join account_user u on u.account_id = m.account_id and u.id = m.user_id and u.retired_at is null
   where d.account_id = $1 and d.retired_at is null
   group by d.account_id, d.id, d.key, d.name, d.language order by d.key`,
)

const loadDids = statement(
  'load_dids',
  { id: 'uuid', key: 'text', number: 'text', name: 'text', language: 'text?' },
  'select id, key, number, name, language from did where account_id = $1 and retired_at is null order by key',
)

const loadMappings = statement(
  'load_mappings',
  { source_id: 'uuid', kind: 'text', external: 'text', target: 'text' },
  `select m.source_id, m.kind, m.external, coalesce(d.key, n.key, u.key) as target
   from mapping m
   left join department d on m.kind = 'department' and d.account_id = m.account_id and d.id = m.target_id and d.retired_at is null
   left join did n on m.kind = 'did' and n.account_id = m.account_id and n.id = m.target_id and n.retired_at is null
   left join account_user u on m.kind = 'user' and u.account_id = m.account_id and u.id = m.target_id and u.retired_at is null
   where m.account_id = $1 and m.target_id is not null and coalesce(d.key, n.key, u.key) is not null`,
)

const loadRoutes = statement(
  'load_routes',
  { gateway_id: 'uuid', telemarketer_id: 'text?', chain_mode: 'text', is_own: 'boolean' },
  `select r.gateway_id, r.telemarketer_id, r.chain_mode, g.owner_account_id is not null as is_own
   from route r join gateway g on g.gateway_id = r.gateway_id
   where r.account_id = $1 and g.retired_at is null order by r.position`,
)

/** Loads the state as the transaction sees it, or undefined when there is no such account. */
async function loadAccountState(tx: Runner, accountId: string, links: OptOutLinks): Promise<AccountState | undefined> {
  const [account] = await tx.run(loadAccount, [accountId])
  if (!account) return undefined
  const users = await tx.run(loadUsers, [accountId])
  const departments = await tx.run(loadDepartments, [accountId])
  const dids = await tx.run(loadDids, [accountId])
  const mappings = await tx.run(loadMappings, [accountId])
  const routes = await tx.run(loadRoutes, [accountId])
  const snapshot = JSON.parse(account.snapshot) as RuleSetSnapshot
  return {
    accountId,
    configVersion: account.config_version,
    pricePerPart: account.price_per_part,
    policy: compilePolicy(account.policy),
    optOutLink: (number) => links({ accountId, base: policyOf(account.policy).optOutLink }, number),
    loopGuard: policyOf(account.policy).loopGuard,
    reachedAfterSeconds: policyOf(account.policy).reachedAfterSeconds,
    tickets: policyOf(account.policy).tickets,
    pauses: await readTemplatePauses(tx, accountId),
    rules: compileRuleSet({ ...snapshot, number: account.rule_set_number }),
    directory: buildDirectory({
      country: account.country,
      users: users.map(
        (one): DirectoryUser => ({
          id: one.id,
          key: one.key,
          name: one.name,
          phone: one.phone as PhoneNumber | null,
          textsOff: one.texts_off,
          extension: one.extension,
          email: one.email,
          owner: one.is_owner,
        }),
      ),
      departments: departments.map(withLanguage) satisfies Department[],
      dids: dids.map(withLanguage) satisfies Did[],
      mappings: mappings.map(
        (one): Mapping => ({
          source: one.source_id,
          kind: one.kind as Mapping['kind'],
          external: one.external,
          to: one.target,
        }),
      ),
    }),
    routes: routes.map((one) => ({
      gatewayId: one.gateway_id,
      telemarketerId: one.telemarketer_id,
      chainMode: one.chain_mode as ChainMode,
      isOwn: one.is_own,
    })),
  }
}

/** What every plan asks of its account beside the rules; `limitsOf`: what an open gateway can take. */
export function askedOfAccount(
  { directory, policy, loopGuard, pricePerPart, optOutLink, routes, pauses }: AccountState,
  limitsOf: (gatewayId: string) => { maxParts: number } | undefined,
) {
  const [route] = routes
  const limits = route && limitsOf(route.gatewayId)
  return {
    directory,
    policy,
    loopGuard,
    pricePerPart,
    optOutLink,
    gateway: route && limits ? { id: route.gatewayId, maxParts: limits.maxParts } : null,
    pausedTemplates: route && pauses.get(route.gatewayId),
  }
}

/** Stands with every call of it, so it is there only where it says something. */
function withLanguage<T extends { language: string | null }>({ language, ...one }: T) {
  return language === null ? one : { ...one, language }
}

const cacheLimit = 10_000

/** States by account, the newest seen of each; the least recently used goes first. */
export type AccountStates = {
  /** The newest state seen, without looking whether there is a newer one. */
  last(accountId: string): AccountState | undefined
  /** The state at this config_version, loaded in the given transaction when the kept one is another. */
  at(tx: Runner, accountId: string, configVersion: number): Promise<AccountState | undefined>
}

export function keepAccountStates(links: OptOutLinks): AccountStates {
  const kept = new Map<string, AccountState>()
  return {
    last: (accountId) => kept.get(accountId),
    at: async (tx, accountId, configVersion) => {
      const known = kept.get(accountId)
      if (known?.configVersion === configVersion) {
        kept.delete(accountId)
        kept.set(accountId, known)
        return known
      }
      const loaded = await loadAccountState(tx, accountId, links)
      if (!loaded) return undefined
      // An older transaction may finish loading after a newer one; the newer state stays.
      if (loaded.configVersion >= (kept.get(accountId)?.configVersion ?? 0)) kept.set(accountId, loaded)
      if (kept.size > cacheLimit) kept.delete(kept.keys().next().value as string)
      return loaded
    },
  }
}
