/**
 * Secrets at rest: AES-256-GCM. What is sealed carries the id of its key, and is bound to the place it was sealed for (table, column and row),
 * so that a ciphertext copied to another row does not open there.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export type Seal = {
  /** `place` names table, column and row, such as `gateway.secrets 0192…`. */
  seal(text: string, place: string): Buffer
  /** Throws KeyDoesNotFit or SealBroken. */
  open(sealed: Buffer, place: string): string
  keyId: string
  /** A number as lists of opt-outs keep it: by keyed hash, different in each account, so that it can be found and not read. */
  hashNumber: HashNumber
  /** The proof in an opt-out link that we wrote it. */
  signLink(accountId: string, hash: string): Buffer
}

export type HashNumber = (accountId: string, number: string) => string

/** It was sealed with another key. */
export class KeyDoesNotFit extends Error {
  override name = 'KeyDoesNotFit'
}

/** It was changed, or belongs to another row. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

const format = 1
const idBytes = 4
const nonceBytes = 12
const tagBytes = 16

/** A seal from the installation's secret (SECRET_KEY, or what the key file holds): any text of at least 32 characters. */
export function openSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'aftercall seal', 32))
  const id = createHash('sha256').update(key).digest().subarray(0, idBytes)
  const linkKey = Buffer.from(hkdfSync('sha256', secret, '', 'aftercall links', 32))
  const numberKey = Buffer.from(hkdfSync('sha256', secret, '', 'aftercall numbers', 32))
  return {
    keyId: id.toString('hex'),
    // 96 bits: of a million opted-out numbers, none is another's by chance.
    hashNumber: (accountId, number) =>
      createHmac('sha256', numberKey).update(`${accountId} ${number}`).digest().subarray(0, 12).toString('base64url'),
    signLink: (accountId, hash) => createHmac('sha256', linkKey).update(`${accountId} ${hash}`).digest().subarray(0, 4),
    seal: (text, place) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(format), id, nonce, cipher.getAuthTag(), body])
    },
    open: (sealed, place) => {
      const { keyId, nonce, tag, body } = takeApart(sealed)
      if (!keyId.equals(id))
        throw new KeyDoesNotFit(
          `secrets were sealed with the key ${keyId.toString('hex')}, and the key given is ${id.toString('hex')}: set SECRET_KEY, or put the key file back`,
        )
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new SealBroken(`what is sealed for ${place} was changed or belongs elsewhere`, { cause: error })
      }
    },
  }
}

function takeApart(sealed: Buffer): { keyId: Buffer; nonce: Buffer; tag: Buffer; body: Buffer } {
  if (sealed[0] !== format || sealed.length < 1 + idBytes + nonceBytes + tagBytes)
    throw new SealBroken('this is not a sealed secret')
  const nonceAt = 1 + idBytes
  const tagAt = nonceAt + nonceBytes
  return {
    keyId: sealed.subarray(1, nonceAt),
    nonce: sealed.subarray(nonceAt, tagAt),
    tag: sealed.subarray(tagAt, tagAt + tagBytes),
    body: sealed.subarray(tagAt + tagBytes),
  }
}
