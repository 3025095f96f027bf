/** Who may do what: one table. Every route names its permission, and a test fails for one that does not. */
import type { Role } from '../store/keys.ts'

export const permissions = [
  /** Needs no credential at all. */
  'anyone',
  /** Needs one, and no account: who am I, signing out. */
  'self',
  'calls:report',
  'calls:read',
  'messages:act',
  'numbers:reveal',
  'configuration:read',
  'configuration:write',
  'keys:manage',
  /** The operator's: accounts, shared gateways, links. */
  'installation',
] as const
export type Permission = (typeof permissions)[number]

const ofAccount = [
  'calls:report',
  'calls:read',
  'messages:act',
  'numbers:reveal',
  'configuration:read',
  'configuration:write',
  'keys:manage',
] as const

const granted: Record<Role, ReadonlySet<Permission>> = {
  operator: new Set<Permission>(permissions),
  owner: new Set<Permission>(['anyone', 'self', ...ofAccount]),
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** Whether what it permits is done in one account. */
export function needsAccount(permission: Permission): boolean {
  return (ofAccount as readonly Permission[]).includes(permission)
}
