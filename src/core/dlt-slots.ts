/**
 * The variables of a text registered in India: what each may hold and how long it may be (TRAI's direction of 18 November 2025 on tagged
 * variables; the lengths as gateways and resellers publish them). A value is made to fit by a sanitiser whose result the administrator sees.
 */

/** `var` is the untagged `{#var#}`; `urlott` a link to an app or OTT service; `cbn` a call-back number. */
export const slotTags = ['var', 'numeric', 'alphanumeric', 'url', 'urlott', 'cbn', 'email'] as const
export type SlotTag = (typeof slotTags)[number]

type SlotKind = {
  /** In characters (code points), spaces included. */
  longest: number
  /** Whether half of a value still says something: half a link, number or address does not. */
  canCut: boolean
  /** For the words of a mismatch. */
  takes: string
  /** The value as the slot takes it, or undefined where nothing like it fits. */
  sanitise(value: string): string | undefined
}

// Where no authority gives a length (numeric, links, e-mail), 40 is the longest that any gives for a tagged variable; links and e-mail
// addresses are matched against a registered pattern instead, so only what no SMS should hold is refused.
const kinds: Record<SlotTag, SlotKind> = {
  var: { longest: 30, canCut: true, takes: 'one line of text', sanitise: plainText },
  alphanumeric: { longest: 40, canCut: true, takes: 'letters, digits and spaces', sanitise: lettersAndDigits },
  numeric: { longest: 40, canCut: false, takes: 'digits only', sanitise: digits },
  cbn: { longest: 15, canCut: false, takes: 'a call-back number', sanitise: dialled },
  url: { longest: 200, canCut: false, takes: 'a web address', sanitise: webAddress },
  urlott: { longest: 200, canCut: false, takes: 'a web address', sanitise: webAddress },
  email: { longest: 200, canCut: false, takes: 'an e-mail address', sanitise: mailAddress },
}

/** Most characters that a value in such a slot may have (code points). */
export const longestIn = (tag: SlotTag): number => kinds[tag].longest

/** What such a slot takes, in words that complete "the slot takes …". */
export const takenBy = (tag: SlotTag): string => kinds[tag].takes

/** What a template says about values that are longer than their slot. */
export const tooLongChoices = ['cut', 'skip'] as const
export type TooLong = (typeof tooLongChoices)[number]

/** A value made to fit. `is: 'cut'` lost its end; `too_long` has `length` characters; `unfit` has nothing in it that the slot takes. */
export type Fitted =
  | { is: 'fits' | 'cut'; value: string }
  | { is: 'too_long'; value: string; length: number }
  | { is: 'unfit' }

/** Makes a value fit its slot. Never throws; what it answers as `fits` or `cut` always passes isInSlot(). */
export function fitValue(value: string, tag: SlotTag, tooLong: TooLong): Fitted {
  const kind = kinds[tag]
  const clean = kind.sanitise(value)
  if (clean === undefined || clean === '') return { is: 'unfit' }
  // A string never has more code points than units, so the usual short value is not counted.
  if (clean.length <= kind.longest) return { is: 'fits', value: clean }
  const length = [...clean].length
  if (length <= kind.longest) return { is: 'fits', value: clean }
  const cut = tooLong === 'cut' && kind.canCut ? cutAtWord(clean, kind.longest) : ''
  return cut === '' ? { is: 'too_long', value: clean, length } : { is: 'cut', value: cut }
}

/** Whether a value may stand in such a slot exactly as it is. */
export function isInSlot(value: string, tag: SlotTag): boolean {
  return [...value].length <= kinds[tag].longest && kinds[tag].sanitise(value) === value
}

/**
 * The beginning of a text, at most `longest` code points: up to the last space where that keeps half of it or more, else within the word, but
 * never between a letter and the signs upon it.
 */
export function cutAtWord(text: string, longest: number): string {
  const points = [...text]
  if (points.length <= longest) return text
  // A space right behind the end makes the end a word's end.
  const space = points.lastIndexOf(' ', longest)
  if (space >= longest / 2) return points.slice(0, space).join('').trimEnd()
  let end = longest
  while (end > 0 && joinsWithNext(points, end)) end -= 1
  return points.slice(0, end).join('').trimEnd()
}

/** Marks and joiners belong to what stands before them; behind a joiner or a virama the letter goes on. */
function joinsWithNext(points: readonly string[], at: number): boolean {
  return (
    /[\p{M}\p{Cf}]/u.test(points[at] ?? '') ||
    /[\u200d\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d]/.test(points[at - 1] ?? '')
  )
}

const oneSpace = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Braces and angle brackets would be read as a variable or refused by the register; lines and double spaces fail its match. */
function plainText(value: string): string {
  return oneSpace(value.replace(/[{}<>]+|[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' '))
}

/** Letters of every script with the marks that belong to them. "O'Brien" becomes OBrien and "Dr. A. K. Rao" Dr A K Rao. */
function lettersAndDigits(value: string): string {
  const plain = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(value)
  if (plain) return value
  return oneSpace(
    value
      .replace(/['’‘ʼ`´]/gu, '')
      .replace(/[^\p{L}\p{M}\p{Nd}\u200c\u200d]+/gu, ' ')
      // A mark or joiner that has lost its letter is no letter.
      .replace(/(^|\s)[\p{M}\u200c\u200d]+/gu, '$1')
      .normalize('NFC'),
  )
}

/** Grouping falls away; a fraction, a letter or a sign does not: 1,250.00 is not 125000, -5 is not 5, and no date is 23112026. */
function digits(value: string): string | undefined {
  const grouping = isLikeAPhoneNumber(value) ? /[\s,()-]+/gu : /[\s,]+/gu
  const bare = value.replace(/^\s*\+/, '').replace(grouping, '')
  return /^\d+$/.test(bare) ? bare : undefined
}

/** Ten digits and more, in groups that no date has. */
function isLikeAPhoneNumber(value: string): boolean {
  return (
    /^\s*\+?[\d\s()-]+$/.test(value) &&
    value.replace(/\D/g, '').length >= 10 &&
    !/(?<!\d)(?:\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)/.test(value)
  )
}

function dialled(value: string): string | undefined {
  const bare = value.replace(/[\s().-]+/gu, '')
  return /^\+?\d{3,15}$/.test(bare) ? bare : undefined
}

function webAddress(value: string): string | undefined {
  const bare = value.trim()
  return /^(?:https?:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?:[/?#][\x21-\x7e]*)?$/i.test(bare) &&
    !/[{}<>]/.test(bare)
    ? bare
    : undefined
}

function mailAddress(value: string): string | undefined {
  const bare = value.trim()
  return /^[\w.!#$%&'*+/=?^`|~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(bare) ? bare : undefined
}
