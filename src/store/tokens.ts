/** Everything random that lets somebody in: API keys, links, sessions, webhook addresses. The database holds their hashes. */
import { hash, randomBytes } from 'node:crypto'

/** 256 random bits, as 43 characters that need no escaping in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256: enough for what is random, and quick to look up. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
