import type { Preview } from '../../api/types.ts'

export type Mismatched = NonNullable<Preview['registered']['mismatch']>

/** `does` is what it is told as in the words of templates, `character` what it names. */
type Mended = { body: string; does: 'oneSpaceAs' | 'twoSpacesAs' | 'spaceAs' | 'characterAs'; character: string }

const ofOneCharacter: readonly string[] = ['look_alike', 'curly_quote', 'letter_case', 'other_character']

/** The characters that stand in each other's place; null where more than one character differs, or less than a whole one. */
export function charactersOf(body: string, registered: string, { code, at, registeredAt }: Mismatched) {
  const mine = body.charAt(at)
  const its = registered.charAt(registeredAt)
  const isHalf = (unit: string) => unit === '' || /[\uD800-\uDFFF]/.test(unit)
  return !ofOneCharacter.includes(code) || isHalf(mine) || isHalf(its) ? null : { mine, its }
}

/** The wording with its first difference from the registered text put right, and which way it does that; null where no single character does it. */
export function mendMismatch(body: string, registered: string, mismatch: Mismatched): Mended | null {
  const { code, at } = mismatch
  const put = (text: string, inPlaceOf: number) => body.slice(0, at) + text + body.slice(at + inPlaceOf)
  if (code === 'double_space')
    return body.slice(at - 1, at + 1) === '  '
      ? { body: put('', 1), does: 'oneSpaceAs', character: ' ' }
      : { body: put(' ', 0), does: 'twoSpacesAs', character: ' ' }
  const characters = charactersOf(body, registered, mismatch)
  if (characters === null) return null
  const { its } = characters
  return { body: put(its, 1), does: its === ' ' ? 'spaceAs' : 'characterAs', character: shown(its) }
}

const shown = (character: string) =>
  /[\p{C}\p{Z}\p{M}]/u.test(character) && character !== ' ' ? codeOf(character) : character

/** `U+2013`: what tells characters apart that look alike. */
export const codeOf = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
