/**
 * What will probably go wrong with a wording, said while it is typed: at registration (TRAI's directions of 12 May 2023 and 18 November 2025),
 * at the operator's check, or on the bill. Nothing here changes a text. `error`: it will be refused; `warning`: it may be, or it costs.
 */

import { callToActions, isWhitelisted, type Whitelist } from './call-to-action.ts'
import { isPromotional } from './consent.ts'
import { compileRegistered } from './dlt-render.ts'
import { fitValue, type SlotTag } from './dlt-slots.ts'
import { isAddress, type Registration } from './dlt-text.ts'
import { promotionalWords } from './promotional-words.ts'
import type { TemplateCategory } from './rule-set.ts'
import { saidOfNow } from './said-of-now.ts'
import { type Placeholder, parseTemplate, type Segment } from './template.ts'
import { strangersOf } from './template-cost.ts'
import { typicalLength } from './template-lengths.ts'
import { withheldInDigits } from './template-values.ts'

/** `at` and `length` in UTF-16 units of the body; `replacement` is what may stand there instead. */
export type Finding = {
  severity: 'error' | 'warning'
  code: FindingCode
  message: string
  at: number
  length: number
  replacement?: string
}
export type FindingCode =
  | 'promotional_wording'
  | 'maybe_promotional'
  | 'little_fixed_text'
  | 'adjacent_variables'
  | 'many_variables'
  | 'breaks_registration'
  | 'forces_ucs2'
  | 'public_shortener'
  | 'link_not_whitelisted'
  | 'number_not_whitelisted'
  | 'no_opt_out'
  | 'says_just_now'
  | 'link_in_other_variable'
  | 'withheld_in_digits'
  | 'untyped_variable'

/** `registered`: what it is registered as, where that is known. `later`: why its texts may go later than their call, where they may. */
export type LintAsk = {
  body: string
  registered?: Registration | null | undefined
  category: TemplateCategory
  country: string
  whitelist: Whitelist
  later?: string | undefined
}

/** Everything worth saying about a wording, in the order of the text. India's rules are asked only of accounts in India. */
export function lintTemplate({ body, registered, category, country, whitelist, later }: LintAsk): Finding[] {
  const { segments } = parseTemplate(body)
  const fixed = maskPlaceholders(body, segments)
  const everywhere = [...costly(fixed), ...noLongerTrue(fixed, later)]
  if (country !== 'IN') return everywhere
  return [
    ...everywhere,
    ...promotional(fixed, category),
    ...shareOfFixedText(segments),
    ...variables(segments),
    ...(registered ? inTheirVariables(body, registered) : []),
    ...unregistrable(fixed),
    ...linksAndNumbers(fixed, whitelist, country),
    ...(segments.some((one) => typeof one !== 'string' && one.name === 'opt_out_link') ? [] : optOut(fixed, category)),
  ].sort((one, other) => one.at - other.at)
}

/** Stands for a placeholder's characters, so that places in the fixed text are places in the body. */
const mask = '\ufffc'

function maskPlaceholders(body: string, segments: readonly Segment[]): string {
  let masked = ''
  let end = body.length
  for (const one of segments.toReversed()) {
    const start = typeof one === 'string' ? end - one.length : one.at
    masked = (typeof one === 'string' ? one : mask.repeat(end - start)) + masked
    end = start
  }
  return masked
}

/** What of a wording will surely be refused: with it a template is a draft and nothing more. */
export function lintErrors(ask: Omit<LintAsk, 'whitelist'>): Finding[] {
  return lintTemplate({ ...ask, whitelist: { links: [], numbers: [] } }).filter((one) => one.severity === 'error')
}

function promotional(fixed: string, category: TemplateCategory): Finding[] {
  if (isPromotional(category)) return []
  return promotionalWords(fixed).map(({ word, at, isSure }) => ({
    severity: isSure ? 'error' : 'warning',
    code: isSure ? 'promotional_wording' : 'maybe_promotional',
    message: isSure
      ? `“${word}” makes the text promotional: take it out, or choose the category promotional with a promotional header.`
      : `“${word}” may be read as promotion, which a service text must not have.`,
    at,
    length: word.length,
  }))
}

function shareOfFixedText(segments: readonly Segment[]): Finding[] {
  let fixed = 0
  let variable = 0
  for (const one of segments) {
    if (typeof one === 'string') fixed += one.length
    else variable += typicalLength(one.name)
  }
  if (variable === 0) return []
  const percent = Math.floor((fixed * 100) / (fixed + variable))
  if (percent >= 60) return []
  return [
    {
      severity: percent < 30 ? 'error' : 'warning',
      code: 'little_fixed_text',
      message:
        percent < 30
          ? `Only ${percent} % of the text is fixed; at least 30 % must be. Say more around the placeholders.`
          : `${percent} % of the text is fixed; some registers ask for 60 %.`,
      at: 0,
      length: 0,
    },
  ]
}

function variables(segments: readonly Segment[]): Finding[] {
  const placeholders = segments.filter((one): one is Placeholder => typeof one === 'object')
  const findings: Finding[] = adjacent(segments)
  const fourth = placeholders[3]
  if (fourth)
    findings.push({
      severity: 'warning',
      code: 'many_variables',
      message: `There are ${placeholders.length} placeholders; more than three need a justification at registration.`,
      at: fourth.at,
      length: 0,
    })
  return findings
}

/** A space, comma or sign between two variables does not count as text between them. */
function adjacent(segments: readonly Segment[]): Finding[] {
  const findings: Finding[] = []
  let before: Placeholder | undefined
  let hasWords = true
  for (const one of segments) {
    if (typeof one === 'string') {
      hasWords ||= /[\p{L}\p{N}]/u.test(one)
      continue
    }
    if (before && !hasWords)
      findings.push({
        severity: 'warning',
        code: 'adjacent_variables',
        message: `Put words between {{${before.name}}} and {{${one.name}}}: registers want variables apart.`,
        at: one.at,
        length: 0,
      })
    before = one
    hasWords = false
  }
  return findings
}

type Placed = Placeholder & { tag: SlotTag }

/** What becomes of placeholders in the variables of the registered text; where the wording differs from it, nobody knows which those are. */
function inTheirVariables(body: string, registered: Registration): Finding[] {
  const compiled = compileRegistered(body, registered)
  if (compiled.is !== 'aligned') return []
  const placed = compiled.segments.filter((one) => typeof one === 'object')
  const say = (code: FindingCode, { at }: Placed, message: string): Finding => ({
    severity: 'warning',
    code,
    message,
    at,
    length: Math.max(0, body.indexOf('}}', at) + 2 - at),
  })
  const untyped = placed.find((one) => one.tag === 'var')
  return [
    ...placed.filter(losesItsAddress).map((one) => say('link_in_other_variable', one, lostAddressWords(one))),
    ...placed.filter(saysWithheldInDigits).map((one) => say('withheld_in_digits', one, withheldWords)),
    ...(untyped ? [say('untyped_variable', untyped, untypedWords)] : []),
  ]
}

const losesItsAddress = ({ name, tag }: Placed): boolean => isAddress(name) && !['url', 'urlott', 'var'].includes(tag)
const lostAddressWords = ({ name, tag }: Placed): string =>
  `{#${tag}#} takes no web address, so {{${name}}} would lead nowhere: register {#url#} in its place.`

function saysWithheldInDigits({ name, tag, fallback = '' }: Placed): boolean {
  return name === 'caller_number' && tag === 'numeric' && fitValue(fallback, tag, 'skip').is === 'unfit'
}
const withheldWords = `{#numeric#} takes digits only, so a withheld number reads ${withheldInDigits} there: write other digits as the fallback, or register {#alphanumeric#}, which says “withheld”.`

// One for all of them: a text has one form at its portal, and it is mended there in one go.
const untypedWords =
  'A variable of the registered text has no type, and mobile operators refuse texts of untyped templates since January 2026. Set each variable’s type as the DLT portal holds it.'

const breaking: readonly { what: RegExp; words: string; replacement: string }[] = [
  { what: /[<>]/g, words: 'The signs < and > cannot be registered', replacement: '' },
  { what: /^\s+/g, words: 'A text cannot begin with a space', replacement: '' },
  { what: /\s+$/g, words: 'A text cannot end with a space', replacement: '' },
  { what: /(?<=\S) {2,}(?=\S)/g, words: 'Two spaces in a row are taken for a mismatch', replacement: ' ' },
  { what: /\u00a0|\u2007|\u202f/g, words: 'A no-break space looks like a space but is none', replacement: ' ' },
  { what: /[\u200b\u2060\ufeff\u00ad]+/g, words: 'Nobody sees this character, but the register does', replacement: '' },
]

function unregistrable(fixed: string): Finding[] {
  return breaking.flatMap(({ what, words, replacement }) =>
    [...fixed.matchAll(what)].map(
      ({ 0: piece, index: at }): Finding => ({
        severity: 'warning',
        code: 'breaks_registration',
        message: `${words} (character ${at + 1}).`,
        at,
        length: piece.length,
        replacement,
      }),
    ),
  )
}

function costly(fixed: string): Finding[] {
  return strangersOf(fixed.replaceAll(mask, '')).flatMap(({ character, replacement }): Finding[] => {
    const at = fixed.indexOf(character)
    const instead = replacement === null ? '' : replacement === '' ? ' Leave it out.' : ` Write ${replacement} instead.`
    return [
      {
        severity: 'warning',
        code: 'forces_ucs2',
        message: `${character} makes every part hold 70 characters instead of 160 (character ${at + 1}).${instead}`,
        at,
        length: character.length,
        ...(replacement === null ? {} : { replacement }),
      },
    ]
  })
}

function noLongerTrue(fixed: string, later: string | undefined): Finding[] {
  if (later === undefined) return []
  return saidOfNow(fixed).map(({ words, at }) => ({
    severity: 'warning',
    code: 'says_just_now',
    message: `“${words}” is not true of a text that goes later: ${later}.`,
    at,
    length: words.length,
  }))
}

function linksAndNumbers(fixed: string, whitelist: Whitelist, country: string): Finding[] {
  return callToActions(fixed, country).flatMap((one): Finding[] => {
    const place = { at: one.at, length: one.text.length }
    if (one.is === 'shortener')
      return [
        {
          severity: 'error',
          code: 'public_shortener',
          message: `Operators refuse public shorteners such as ${one.host}; use a registered address of your own.`,
          ...place,
        },
      ]
    if (isWhitelisted(one, whitelist, country)) return []
    const what = one.is === 'link' ? 'link' : 'number'
    return [
      {
        severity: 'warning',
        code: one.is === 'link' ? 'link_not_whitelisted' : 'number_not_whitelisted',
        message: `The ${what} ${one.text} is not on the account’s whitelist: register it on the DLT portal, then add it under Settings.`,
        ...place,
      },
    ]
  })
}

// A way out, not the word alone: "Non-stop fun", "stop worrying" and "दुकान बंद" are none. STOP in capitals stands for itself in every language.
const optOutWords =
  /\b(?:opt[ -]?out|unsub(?:scribe)?|1909|dnd)\b|\b(?:reply|send|sms|text|type|with)\W{1,3}stop\b|\bstop ?:|\bstop\W{1,3}(?:to\W|sms|messages|texts|these|our|receiving|getting|लिख|भेज|likh|bhej)|(?:मैसेज|मेसेज|संदेश|एसएमएस|sms)(?: \S+)? (?:बंद|रोक)/iu
const stopInCapitals =
  /(?<!\b(?:NON|ONE|BUS|FULL|NEVER|NOT|DON.?T|CAN.?T|WON.?T)\W{1,2})\bSTOP\b(?!\W+(?:[A-Z]+ING|SHOP|SOLUTION|BY|AT)\b)/u

const saysTheWayOut = (fixed: string): boolean => optOutWords.test(fixed) || stopInCapitals.test(fixed)

function optOut(fixed: string, category: TemplateCategory): Finding[] {
  if (!isPromotional(category) || saysTheWayOut(fixed)) return []
  return [
    {
      severity: category === 'promotional' ? 'error' : 'warning',
      code: 'no_opt_out',
      message: 'Say how to opt out, in the registered text itself: nothing is ever added to it.',
      at: fixed.length,
      length: 0,
    },
  ]
}
