/** Who may do what: one table. Every route names its permission, and a test fails for one that does not. */
import type { Role } from '../store/keys.ts'

export const permissions = [
  /** Needs no credential at all. */
  'anyone',
  /** Needs one, and no account: who am I, signing out. */
  'self',
  'calls:report',
  'calls:read',
  /** What people and departments are called: what calls are looked for by. */
  'names:read',
  'messages:act',
  'numbers:reveal',
  'configuration:read',
  'configuration:write',
  'keys:manage',
  /** One-time links: into one’s own account, or into any for the operator. */
  'links:make',
  /** Who did what: also who looked at whose number. In one’s own account, or for the operator in any, and in none. */
  'audit:read',
  /** The operator's: accounts, shared gateways. */
  'installation',
] as const
export type Permission = (typeof permissions)[number]

const ofAccount = [
  'calls:report',
  'calls:read',
  'names:read',
  'messages:act',
  'numbers:reveal',
  'configuration:read',
  'configuration:write',
  'keys:manage',
] as const

const granted: Record<Role, ReadonlySet<Permission>> = {
  operator: new Set<Permission>(permissions),
  owner: new Set<Permission>(['anyone', 'self', 'links:make', 'audit:read', ...ofAccount]),
  // Configuration is full of numbers, and of addresses by which whoever knows them reports calls.
  support: new Set<Permission>(['anyone', 'self', 'calls:read', 'names:read']),
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** Whether one of that role may let another in as this: as nobody who may do more than they may themselves. */
export function mayGive(giver: Role, given: Role): boolean {
  return permissionsOf(given).every((one) => may(giver, one))
}

/** Everything that a role may do. */
export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((one) => may(role, one))
}

/** Whether what it permits is done in one account. */
export function needsAccount(permission: Permission): boolean {
  return (ofAccount as readonly Permission[]).includes(permission)
}
