/** Values in letters of the GSM alphabet: an accent, a curly quote or an emoji in a name makes the whole text UCS-2, and often two parts of one. */
import { isGsm } from './gsm-alphabet.ts'
import { replacementFor } from './sms-parts.ts'

/**
 * The value in GSM letters: signs and accents made plain, emoji and what nobody sees left out. As it was where a letter has no such form (a name in Hindi), or
 * where nothing would be left.
 */
export function inGsmLetters(value: string): string {
  if (isGsm(value)) return value
  let plain = ''
  for (const [letter] of value.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const written = isGsm(letter) ? letter : (replacementFor(letter) ?? (isPicture(letter) ? '' : undefined))
    if (written === undefined) return value
    plain += written
  }
  const tidy = plain.replace(/ {2,}/g, ' ').trim()
  return tidy === '' ? value : tidy
}

/** An emoji or one of its parts. */
const isPicture = (letter: string): boolean => /^[\p{So}\p{Sk}\p{M}]+$/u.test(letter)
