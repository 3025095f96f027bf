/** Wordings that say of their call that it was this very moment, and why a text of such a wording may go when that is no longer true. */
import { packOf } from './countries/packs.ts'
import { type Rule, templatesOf } from './rule.ts'
import type { TemplateCategory } from './rule-set.ts'

// "Call right now" and "अभी कॉल करें" ask for something, and are no such words.
const ofNow =
  /(?<![\p{L}\p{M}\p{N}])(?:just now|an? (?:moment|minute|second|(?:little |short )?while) ago|(?:a few )?(?:moments|minutes|seconds) ago|(?:you|we)(?: have|['’]ve)? just (?:called|rang|phoned|missed|spoke|spoken|talked)|अभी[\s-]*अभी|अभी आपने|आपने अभी(?! (?:तक|भी)|[\s-]*अभी)|(?:कुछ|थो(?:\u0921\u093c?|\u095c)ी) (?:ही )?(?:देर|समय|क्षण|पल|मिनट|सेकंड) पहले|abhi[\s-]*abhi)(?![\p{L}\p{M}\p{N}])/giu

/** Such words of a text, in its order. */
export function saidOfNow(text: string): { words: string; at: number }[] {
  return [...text.matchAll(ofNow)].map(({ 0: words, index: at }) => ({ words, at }))
}

type Waits = Pick<Rule, 'delay' | 'quietHours'>
type Sent = { category: TemplateCategory; country: string }

/** Why a text of this rule may go later than its call, in words that begin with `rule`; undefined where it goes at once or not at all. */
export function whyLater(
  { delay, quietHours }: Waits,
  { keepsQuiet, rule }: { keepsQuiet: boolean; rule: string },
  { category, country }: Sent,
): string | undefined {
  if (delay) return `${rule} sends it ${span(delay.seconds)} after the call`
  if (quietHours?.action === 'hold' && keepsQuiet)
    return `${rule} holds it in its quiet hours, from ${quietHours.from} to ${quietHours.to}`
  const hours = packOf(country).hours[category]
  return hours && `texts of its category go only from ${hours.from} to ${hours.to}, and are held until then`
}

/** Why a text of the template may go later, by the first enabled rule of which it may. */
export function whyLaterByRules(rules: readonly Rule[], key: string, sent: Sent): string | undefined {
  for (const { name, enabled, recipients, ...waits } of rules) {
    const using = enabled ? recipients.filter((one) => templatesOf(one).includes(key)) : []
    // Where a recipient has a text of its own for the quiet hours, neither of its texts waits for their end.
    const keepsQuiet = using.some((one) => one.quietTemplate === undefined)
    const why = using.length > 0 ? whyLater(waits, { keepsQuiet, rule: `rule “${name}”` }, sent) : undefined
    if (why !== undefined) return why
  }
  return undefined
}

function span(seconds: number): string {
  const [count, unit] =
    seconds % 3600 === 0
      ? [seconds / 3600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
