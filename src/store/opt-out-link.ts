/**
 * The link in a text by which its reader opts out. Its token names the account and the number's hash, and proves that we wrote it: nothing is stored for
 * it, nobody can read the number out of it or make one up, and it still works when everything else about the number is erased.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Asking } from '../core/consent.ts'
import type { Database } from './database.ts'
import { policyOf } from './policy.ts'
import type { Seal } from './seal.ts'
import { statement } from './statement.ts'

/** The link for one number. `base` is the account's own, registered address, or null. */
export type OptOutLinks = (account: { accountId: string; base: string | null }, number: string) => string

const tailBytes = 5
const hashBytes = 12

/** `publicUrl` is asked each time, since the port is known only once the program listens. */
export function openOptOutLinks(seal: Seal, publicUrl: () => string): OptOutLinks {
  return ({ accountId, base }, number) =>
    `${base ?? `${publicUrl()}/o`}/${tokenOf(seal, accountId, seal.hashNumber(accountId, number))}`
}

/** 28 characters that need no escaping: the end of the account's id, the number's hash, and the proof. */
function tokenOf(seal: Seal, accountId: string, hash: string): string {
  const tail = Buffer.from(accountId.slice(-2 * tailBytes), 'hex')
  return Buffer.concat([tail, Buffer.from(hash, 'base64url'), seal.signLink(accountId, hash)]).toString('base64url')
}

const findAccounts = statement(
  'find_accounts_by_tail',
  { account_id: 'uuid', name: 'text', language: 'text', policy: 'text?' },
  'select account_id, name, language, policy from account where right(account_id::text, 10) = $1',
  { acrossAccounts: 'a link names its account by the end of the id' },
)

export type OptOutReader = { accountId: string; name: string; language: string; hash: string; asking: Asking | null }

/** Whose texts a link is about, and whose they are to be no more; undefined for one that we never wrote. */
export async function readOptOutLink(db: Database, seal: Seal, token: string): Promise<OptOutReader | undefined> {
  if (!/^[\w-]{28}$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  const hash = bytes.subarray(tailBytes, tailBytes + hashBytes).toString('base64url')
  const proof = bytes.subarray(tailBytes + hashBytes)
  const rows = await db.console.run(findAccounts, [bytes.subarray(0, tailBytes).toString('hex')])
  const account = rows.find((one) => timingSafeEqual(proof, seal.signLink(one.account_id, hash)))
  if (!account) return undefined
  const { asking } = policyOf(account.policy).consent
  return { accountId: account.account_id, name: account.name, language: account.language, hash, asking }
}
