import { describe, expect, test } from 'vitest'
import { KeyDoesNotFit, openSeal, SealBroken } from './seal.ts'

const seal = openSeal('a secret of the installation, 32 characters or more')

describe('a seal', () => {
  test('opens what it sealed, in the place it was sealed for', () => {
    expect(seal.open(seal.seal('pässword', 'gateway.secrets 1'), 'gateway.secrets 1')).toBe('pässword')
  })

  test('never gives the same bytes twice', () => {
    expect(seal.seal('x', 'p').equals(seal.seal('x', 'p'))).toBe(false)
  })

  test('does not open in another row', () => {
    expect(() => seal.open(seal.seal('x', 'gateway.secrets 1'), 'gateway.secrets 2')).toThrow(SealBroken)
  })

  test('does not open when any byte was changed', () => {
    const sealed = seal.seal('x', 'p')
    for (let at = 5; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => seal.open(changed, 'p')).toThrow(SealBroken)
    }
  })

  test('names the key that is missing', () => {
    const other = openSeal('another secret of another installation, also long')
    expect(() => other.open(seal.seal('x', 'p'), 'p')).toThrow(KeyDoesNotFit)
    expect(() => other.open(seal.seal('x', 'p'), 'p')).toThrow(seal.keyId)
  })

  test('refuses what was never sealed', () => {
    expect(() => seal.open(Buffer.from('short'), 'p')).toThrow(SealBroken)
  })
})
