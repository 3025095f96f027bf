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

const link = /(?<![@\w])(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,18})(?![a-z0-9@-])(?::\d+)?([/?#][^\s\ufffc]*)?/giu
const number = /(?<![\p{L}\p{N}.])\+?\d(?:[ ()-]{0,2}\d){6,14}(?![\p{L}\p{N}])/gu

/** The links and numbers of a text, in its order. Dates and amounts are no numbers to call. */
export function callToActions(text: string, country: string): CallToAction[] {
  const found: CallToAction[] = []
  for (const { 0: whole, 1: host = '', 2: path = '', index: at } of text.matchAll(link)) {
    // "call.Thank you" is a full stop without its space: a link names its scheme or path, or begins no sentence behind its dot.
    if (
      path === '' &&
      !whole.includes('://') &&
      !/\.(?:com|in|org|net|co|io|app|ly|me|info|biz|shop|online|example)$/i.test(host)
    )
      continue
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
  return found.sort((one, other) => one.at - other.at)
}

/** Whether the account has registered it. A registered path is the beginning of the link's own. */
export function isWhitelisted(one: CallToAction, whitelist: Whitelist, country: string): boolean {
  if (one.is === 'number') {
    const wanted = parsePhoneNumber(one.text, country) ?? one.text
    return whitelist.numbers.some((known) => (parsePhoneNumber(known, country) ?? known) === wanted)
  }
  return whitelist.links.some((known) => {
    const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/?#]+)(.*)$/i.exec(known.trim()) ?? []
    return bare(host) === bare(one.host) && one.path.startsWith(path === '/' ? '' : path)
  })
}

/** Whether texts may have links that begin so. */
export function isLinkWhitelisted(link: string, whitelist: Whitelist): boolean {
  return callToActions(`https://${link.replace(/^https:\/\//, '')}`, 'IN').some((one) =>
    isWhitelisted(one, whitelist, 'IN'),
  )
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '')
