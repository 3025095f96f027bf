/**
 * An SMSC may write a message's id differently in its answer and in its receipt: capitals, leading zeros, decimal here
 * and hexadecimal there. Both are brought to one form, so that the store joins them by equality.
 */

export const idForms = ['auto', 'as_is', 'hex_to_dec', 'dec_to_hex'] as const

/**
 * How a gateway writes ids: as they are; hexadecimal in answers and decimal in receipts; the other way round; or not
 * known.
 */
export type IdForm = (typeof idForms)[number]

/**
 * The one form of an id: trimmed, lower case, without leading zeros, and in an answer turned into the notation that
 * this gateway's receipts use. An id that is not a number in the notation the form speaks of (a UUID, say) stays as it
 * is.
 */
export function canonicalId(id: string, form: IdForm, from: 'answer' | 'receipt'): string {
  const plain = plainId(id)
  if (from === 'receipt') return plain
  if (form === 'hex_to_dec') return hexToDec(plain) ?? plain
  if (form === 'dec_to_hex') return decToHex(plain) ?? plain
  return plain
}

/**
 * What a receipt's id may have been in the answer where the form is not known: its value in the other notation. Only to
 * be believed where the number that was texted agrees as well, because another text's id may look the same.
 */
export function alternativeIds(id: string): string[] {
  const plain = plainId(id)
  return [decToHex(plain), hexToDec(plain)].filter((other) => other !== undefined && other !== plain) as string[]
}

function plainId(id: string): string {
  const trimmed = id.trim().toLowerCase()
  return trimmed.replace(/^0+(?=.)/, '')
}

function hexToDec(id: string): string | undefined {
  return /^[\da-f]{1,32}$/.test(id) ? BigInt(`0x${id}`).toString(10) : undefined
}

function decToHex(id: string): string | undefined {
  return /^\d{1,39}$/.test(id) ? BigInt(id).toString(16) : undefined
}
