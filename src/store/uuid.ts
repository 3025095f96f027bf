import { createHash, randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { Instant } from '../core/instant.ts'

/** Drawn in advance: asking for a few words at a time costs twice as much as all the rest of an id. */
const words = new Uint32Array(1_024)
let used = words.length

function nextUint32(): number {
  if (used === words.length) {
    randomFillSync(words)
    used = 0
  }
  const word = words[used] ?? 0
  used += 1
  return word
}

/** Where ids get their chance from. A run that is to be played again draws it from its seed: which process goes first with a text depends on its id. */
export const chanceOfIds = { nextUint32 }

const generator = new V7Generator({ nextUint32: () => chanceOfIds.nextUint32() })

/** A new UUIDv7 (RFC 9562): made by the program before the first try, so that a batch can be run again with the same ids. */
export function newId(): string {
  return generator.generate().toString()
}

/** The id of something that is the same whenever it is told in the same words: a UUIDv8 of their hash, so that it is inserted once. */
export function idOfWords(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The millisecond in which a UUIDv7 was made. */
export function timeOf(id: string): Instant {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Before and behind every id. */
export const lowestId = '00000000-0000-0000-0000-000000000000'
export const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The lowest UUIDv7 of that millisecond. */
export function idAt(at: Instant): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
