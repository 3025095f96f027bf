/**
 * Reads a reply: does it ask for no more texts, or for texts again? People write it as a keyword, in a sentence, in their language or in its sound in
 * Latin letters; the words are in opt-out-words.ts. Pure; a reply of any length costs little, since only its beginning is read.
 */
import { courtesies, type OptOutWords, optInWords, optOutWords } from './opt-out-words.ts'

/** What a reply asks for. `perhaps_stop`: it may ask for no more texts, and a person should read it. `agree`: it is the account's own word for consent. */
export const replyMeanings = ['stop', 'start', 'perhaps_stop', 'agree', 'other'] as const
export type ReplyMeaning = (typeof replyMeanings)[number]

/** Words that count by law or by a country's networks when they are the whole reply. */
export type Keywords = { stop: readonly string[]; start: readonly string[] }

/** A country's words, and what people write to a sender they know by name: "STOP KAVERI". "Stop payment" is no such thing. */
export const keywordsTo = (senders: readonly string[], { stop, start }: Keywords): Keywords => ({
  stop: [...stop, ...senders.map((one) => `stop ${one}`)],
  start,
})

/** Reads what a reply asks for; `keywords` are those of the writer's country. */
export function readReply(text: string, keywords?: Keywords): ReplyMeaning {
  const keyword = keywords && keywordOf(text, keywords)
  if (keyword) return keyword
  const sentences = sentencesOf(text)
  const whole = padded(sentences.flatMap((one) => one.words))
  const stops = strongest(stopLanguages.map((language) => meaningIn(language, sentences, whole)))
  const starts = meaningIn(startWords, sentences, whole) === 'sure'
  if (stops === 'sure') return starts ? 'perhaps_stop' : 'stop'
  if (starts) return 'start'
  return stops === 'perhaps' ? 'perhaps_stop' : 'other'
}

function keywordOf(text: string, { stop, start }: Keywords): 'stop' | 'start' | undefined {
  if (text.length > mostRead) return undefined
  const whole = plainWord(text)
  const isAmong = (words: readonly string[]) => words.some((one) => plainWord(one) === whole)
  if (isAmong(stop)) return 'stop'
  return isAmong(start) ? 'start' : undefined
}

/** Without the signs around it, and small. */
const plainWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** As readReply, where the account has words by which people agree; whatever may ask for no more texts is no consent. */
export function readReplyTo(text: string, agreeing: readonly string[], keywords?: Keywords): ReplyMeaning {
  const meaning = readReply(text, keywords)
  const mayAgree = meaning === 'start' || meaning === 'other'
  return mayAgree && saysOneOf(text, agreeing) ? 'agree' : meaning
}

/** Whether a reply is one of these words and nothing else, besides words of courtesy. A question is none. */
function saysOneOf(text: string, words: readonly string[]): boolean {
  const sentences = sentencesOf(text)
  const whole = wholeOf(sentences)
  return (
    whole !== '' && !sentences.some((one) => one.isQuestion) && words.some((one) => wholeOf(sentencesOf(one)) === whole)
  )
}

const wholeOf = (sentences: readonly Sentence[]): string => sentences.flatMap((one) => one.words).join(' ')

type Certainty = 'sure' | 'perhaps' | 'no'
type Sentence = { words: string[]; isQuestion: boolean }

/** Three parts of an SMS; whoever wants out says so before that. */
const mostRead = 460

function sentencesOf(text: string): Sentence[] {
  const plain = text
    .slice(0, mostRead)
    .replaceAll('🛑', ' stop ')
    .normalize('NFKC')
    .toLowerCase()
    // Marks over Latin letters (arrêt), invisible characters, and apostrophes of every shape.
    .normalize('NFD')
    .replace(/(?<=[a-z])[\u0300-\u036f]+/g, '')
    .normalize('NFKC')
    .replace(/[\p{Cf}'’‘`´]/gu, '')
  const letters = lettersAlone(plain)
  if (letters !== undefined) return [{ words: [letters], isQuestion: false }]
  return plain.split(/(?<=[.!?;:,\n।|…–—])/u).map((piece) => ({
    words: wordsOf(piece),
    isQuestion: piece.endsWith('?'),
  }))
}

/** "s t o p" and "s.t.o.p" are one word. */
function lettersAlone(text: string): string | undefined {
  const letters = text.match(/\p{L}+/gu) ?? []
  return letters.length > 2 && letters.every((one) => /^[a-z]$/.test(one)) ? letters.join('') : undefined
}

function wordsOf(piece: string): string[] {
  const words = piece.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  // "stoooop" has one o.
  return words
    .map((one) => one.replace(/([a-z])\1{2,}/g, '$1'))
    .filter((one, at, all) => !courtesies.has(one) && !(one === 'you' && all[at - 1] === 'thank'))
}

const padded = (words: readonly string[]): string => ` ${words.join(' ')} `

function meaningIn(language: Compiled, sentences: readonly Sentence[], whole: string): Certainty {
  if (whole.trim() === '') return 'no'
  const isAlone = language.alone.some((one) => one.test(whole)) && !language.never.some((one) => one.test(whole))
  if (isAlone && !sentences.some((one) => one.isQuestion)) return 'sure'
  return strongest(sentences.map((one) => meaningOf(language, one)))
}

function meaningOf(language: Compiled, { words, isQuestion }: Sentence): Certainty {
  const sentence = padded(words)
  const says = (phrases: readonly RegExp[]) => phrases.some((one) => one.test(sentence))
  const mayComplain: Certainty = says(language.complaint) ? 'perhaps' : 'no'
  if (says(language.never)) return mayComplain
  if (says(language.anywhere)) return 'sure'
  if (says(language.sentence)) return isQuestion ? 'perhaps' : 'sure'
  return says(language.perhaps) ? 'perhaps' : mayComplain
}

function strongest(all: readonly Certainty[]): Certainty {
  if (all.includes('sure')) return 'sure'
  return all.includes('perhaps') ? 'perhaps' : 'no'
}

type Compiled = Record<keyof OptOutWords, readonly RegExp[]>

function compile(words: OptOutWords): Compiled {
  const within = (phrases: readonly string[] = []) => phrases.map((one) => new RegExp(`${pattern(one)}(?= )`, 'u'))
  const wholly = (phrases: readonly string[] = []) => phrases.map((one) => new RegExp(`^${pattern(one)} $`, 'u'))
  return {
    alone: wholly(words.alone),
    sentence: wholly(words.sentence),
    anywhere: within(words.anywhere),
    never: within(words.never),
    perhaps: within(words.perhaps),
    complaint: within(words.complaint),
  }
}

/** A phrase as a regular expression over words with one space before each. Every repetition in it is bounded, so none can run away. */
function pattern(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .split(' ')
    .map((word) => {
      if (word === '..') return '(?: \\S+){0,4}'
      const [, kinds = word, howOften = ''] = /^(.+)([?*])$/.exec(word) ?? []
      const one = ` (?:${kinds === '*' ? '\\S+' : kinds.replaceAll('_', ' ')})`
      return howOften === '' ? one : `(?:${one}){0,${howOften === '?' ? 1 : 6}}`
    })
    .join('')
}

const stopLanguages = optOutWords.map(compile)
const startWords = compile(optInWords)
