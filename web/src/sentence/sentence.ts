import type { Rule } from '../api/types.ts'
import { english } from './en.ts'
import { hindi } from './hi.ts'
import type { Names, Place } from './names.ts'
import type { Piece } from './pieces.ts'

/** The rule as a sentence in the language, English where there is none. */
export function ruleSentence(language: string, rule: Rule, names: Names, place: Place): Piece[] {
  return language.startsWith('hi') ? hindi(rule, names, place) : english(rule, names, place)
}
