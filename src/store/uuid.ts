import { uuidv7 } from 'uuidv7'

/** A new UUIDv7 (RFC 9562): made by the program before the first try, so that a batch can be run again with the same ids. */
export function newId(): string {
  return uuidv7()
}
