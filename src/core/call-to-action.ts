/**
 * Links and call-back numbers in a text. In India each must be registered by the business (TRAI, 20 August 2024); operators compare them with the
 * register and drop texts with any other, so an account keeps the list of what it registered.
 */
import { parsePhoneNumber } from './phone-number.ts'

/** What the account has registered: hosts with or without the beginning of a path, such as `kaveri.example/r`, and numbers. */
export type Whitelist = { links: readonly string[]; numbers: readonly string[] }

export type CallToAction = { text: string; at: number } & (
  | { is: 'link' | 'shortener'; host: string; path: string }
  | { is: 'number' }
)

// biome-ignore format: a list
const shorteners = new Set([
  'bit.ly', 'tinyurl.com', 'goo.gl', 't.co', 'ow.ly', 'is.gd', 'v.gd', 'buff.ly', 'cutt.ly', 'rb.gy', 'rebrand.ly', 'shorturl.at', 'tiny.cc',
  't.ly', 's.id', 'bl.ink', 'lnkd.in', 'shorte.st', 'adf.ly', 'short.io', 'surl.li', 'urlz.in',
])

// What stands before an @ is a name and a password, and leads nowhere: https://kaveri.example:443@other.example opens other.example.
const link =
  /(?<![@\w])(?:https?:\/\/(?:[^\s@/?#]+@)?|(?:[a-z0-9-]+\.)+[a-z]{2,18}:[^\s@/?#]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,18})(?![a-z0-9@-]|:[^\s@/?#]*@)(?::\d+)?([/?#][^\s\ufffc]*)?/giu
const number = /(?<![\p{L}\p{N}.])\+?\d(?:[ ()-]{0,2}\d){6,14}(?![\p{L}\p{N}])/gu
// Three to six digits are a number to call only where the words say so: "Call 56767", "SMS HELP to 56767", "56767 पर कॉल करें"; "your call 4521" is none.
// 1909 is the regulator's own, where people say what they want no texts of.
const shortNumbers = [
  /(?<=(?<!\b(?:your|our|this|last|missed)\s)\b(?:call|dial|ring|helpline|(?:sms|text|send) \S+ to|missed call (?:to|on))(?: (?:us|on|to|our|at|the|helpline|number|no\.?)){0,3}:? )(?!1909)\d{3,6}(?![\p{L}\p{N}]|[.,:/ ()-]{1,2}\d| ?(?:am|pm|%))/giu,
  /(?<![\p{L}\p{N}.,]|\d[ ()-])(?!1909)\d{3,6}(?= पर (?:मिस्ड )?(?:कॉल|फोन|फ़ोन|डायल|एसएमएस|sms))/giu,
]

/** The links and numbers of a text, in its order. Dates and amounts are no numbers to call. */
export function callToActions(text: string, country: string): CallToAction[] {
  const found: CallToAction[] = []
  for (const { 0: whole, 1: host = '', 2: path = '', index: at } of text.matchAll(link)) {
    if (path === '' && !whole.includes('://') && !isHost(host)) continue
    const trimmed = whole.replace(/[.,)!]+$/, '')
    found.push({
      is: shorteners.has(host.toLowerCase().replace(/^www\./, '')) ? 'shortener' : 'link',
      text: trimmed,
      at,
      host: host.toLowerCase(),
      path: path.replace(/[.,)!]+$/, ''),
    })
  }
  for (const { 0: piece, index: at } of text.matchAll(number)) {
    const isInLink = found.some((one) => one.is !== 'number' && at >= one.at && at < one.at + one.text.length)
    if (!isInLink && parsePhoneNumber(piece, country) !== undefined) found.push({ is: 'number', text: piece, at })
  }
  for (const { 0: piece, index: at } of shortNumbers.flatMap((one) => [...text.matchAll(one)]))
    found.push({ is: 'number', text: piece, at })
  return found.sort((one, other) => one.at - other.at)
}

/**
 * Whether a name with dots, without scheme or path, is a host. "call.Thank you" and "Pvt.ltd" are a full stop without its space: but for the endings
 * everybody knows, a host is in small letters, and its name is longer than that of "no.of" and "e.g.this".
 */
function isHost(name: string): boolean {
  if (hasKnownEnding(name)) return true
  return /(?:^|\.)(?=[a-z0-9-]*[a-z])(?!(?:pvt|govt|dept|hrs|tel)\.)[a-z0-9-]{3,}\.[a-z]{3,}$/.test(name)
}

/** Whether a name with dots ends as hosts that everybody knows do. */
export function hasKnownEnding(name: string): boolean {
  return /\.(?:com|in|org|net|co|io|app|ly|me|info|biz|shop|online|ai|uk|us|ae|sg|tv|example)$/i.test(name)
}

/** Whether the account has registered it. A registered path is the beginning of the link's own. */
export function isWhitelisted(one: CallToAction, whitelist: Whitelist, country: string): boolean {
  if (one.is === 'number') {
    const wanted = parsePhoneNumber(one.text, country) ?? one.text
    return whitelist.numbers.some((known) => (parsePhoneNumber(known, country) ?? known) === wanted)
  }
  return whitelist.links.some((known) => {
    const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/?#]+)(.*)$/i.exec(known.trim()) ?? []
    return bare(host) === bare(one.host) && beginsWith(one.path, path === '/' ? '' : path)
  })
}

/** Whether texts may have links that begin so. */
export function isLinkWhitelisted(link: string, whitelist: Whitelist): boolean {
  return callToActions(`https://${link.replace(/^https:\/\//, '')}`, 'IN').some((one) =>
    isWhitelisted(one, whitelist, 'IN'),
  )
}

/** At a boundary: `/r` begins `/r/1` and `/r?x`, not `/refund`. */
function beginsWith(path: string, known: string): boolean {
  if (!path.startsWith(known)) return false
  return known === '' || /[/?#&=]$/.test(known) || /^(?:$|[/?#&])/.test(path.slice(known.length))
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '')
