import type { Rule } from '../api/types.ts'
import { english, duration as englishDuration } from './en.ts'
import { hindi, duration as hindiDuration } from './hi.ts'
import type { Names, Place } from './names.ts'
import type { Piece } from './pieces.ts'

/** The rule as a sentence in the language, English where there is none. */
export function ruleSentence(language: string, rule: Rule, names: Names, place: Place): Piece[] {
  return language.startsWith('hi') ? hindi(rule, names, place) : english(rule, names, place)
}

/** A length of time as sentences of that language have it. */
export function durationWords(language: string, seconds: number): string {
  return language.startsWith('hi') ? hindiDuration(seconds) : englishDuration(seconds)
}
