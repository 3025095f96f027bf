/** Public ids: a prefix and the UUID's 32 hex digits, as in `call_019ab3e27f2c7d1e8a4b5c6d7e8f9012`. */

export const idKinds = [
  'acct',
  'call',
  'msg',
  'rule',
  'tmpl',
  'hdr',
  'user',
  'dept',
  'did',
  'gw',
  'src',
  'key',
  'opt',
  'cons',
  'rep',
  'lang',
  'aud',
  'sess',
] as const
export type IdKind = (typeof idKinds)[number]

/** The public form of a UUID (36 characters with dashes). */
export function publicId(kind: IdKind, uuid: string): string {
  return `${kind}_${uuid.replaceAll('-', '')}`
}

/** The UUID in a public id of this kind, or undefined when the text is not one. */
export function parsePublicId(kind: IdKind, text: string): string | undefined {
  const hex = text.startsWith(`${kind}_`) ? text.slice(kind.length + 1).toLowerCase() : ''
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * The range of UUIDs that a beginning of at least 6 hex digits names (a terminal shows the first 12 and takes any unambiguous beginning),
 * or undefined. The prefix may be left out.
 */
export function idRange(kind: IdKind, text: string): { from: string; to: string } | undefined {
  const hex = (text.startsWith(`${kind}_`) ? text.slice(kind.length + 1) : text).toLowerCase()
  if (!/^[0-9a-f]{6,32}$/.test(hex)) return undefined
  const of = (digits: string) => parsePublicId(kind, `${kind}_${digits}`) as string
  return { from: of(hex.padEnd(32, '0')), to: of(hex.padEnd(32, 'f')) }
}
