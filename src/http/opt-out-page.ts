/** The page behind the link in a text: a few hundred bytes without a script, in English or Hindi. It changes nothing until a person presses its button. */
import { createHash } from 'node:crypto'
import type { Asking } from '../core/consent.ts'

const style = `:root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;max-width:30rem;margin:12vh auto;padding:0 1.2rem}h1{font-size:1.4rem;line-height:1.3}button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:.6rem;background:#7a2a6b;color:#fff;cursor:pointer}button.quiet{background:none;color:inherit;text-decoration:underline;padding:.6rem 0}`

/** Nothing may load or run, and no other page may frame it; the one style is named by its hash. */
export const optOutPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

type Words = {
  title(name: string): string
  ask: string
  yes: string
  done(name: string): string
  doneMore: string
  back: string
  agreeAsk(name: string, purpose: string): string
  agree: string
  agreed(name: string, purpose: string): string
  revoke: string
  unknown: string
  unknownMore: string
}

const words: Record<'en' | 'hi', Words> = {
  en: {
    title: (name) => `Texts from ${name}`,
    ask: 'Do you want no more texts from them? You can still call.',
    yes: 'Send me no more texts',
    done: (name) => `You will get no more texts from ${name}.`,
    doneMore: 'A text that is on its way already may still arrive.',
    back: 'I want texts again',
    agreeAsk: (name, purpose) => `Do you agree to get from ${name} by text: ${purpose}?`,
    agree: 'I agree',
    agreed: (name, purpose) => `You agreed to get from ${name} by text: ${purpose}.`,
    revoke: 'I take that back',
    unknown: 'This link is not known',
    unknownMore: 'It may have been cut off. Open it from the text message once more.',
  },
  hi: {
    title: (name) => `${name} के SMS`,
    ask: 'क्या आप इनसे और SMS नहीं चाहते? आप कॉल फिर भी कर सकते हैं।',
    yes: 'मुझे और SMS न भेजें',
    done: (name) => `${name} से अब आपको SMS नहीं आएँगे।`,
    doneMore: 'जो SMS निकल चुका है, वह अब भी आ सकता है।',
    back: 'मुझे फिर से SMS चाहिए',
    agreeAsk: (name, purpose) => `क्या आप सहमत हैं कि ${name} आपको SMS से यह भेजे: ${purpose}?`,
    agree: 'मैं सहमत हूँ',
    agreed: (name, purpose) => `आप सहमत हैं कि ${name} आपको SMS से यह भेजे: ${purpose}।`,
    revoke: 'सहमति वापस लें',
    unknown: 'यह लिंक पहचाना नहीं गया',
    unknownMore: 'शायद यह अधूरा है। इसे SMS से दोबारा खोलें।',
  },
}

export type PageLanguage = keyof typeof words

/** What the reader's browser asks for, where it is one of ours; else the account's. */
export function languageOf(accepted: string | undefined, account: string): PageLanguage {
  const wanted = (accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  const found = wanted.find((one): one is PageLanguage => one === 'en' || one === 'hi')
  return found ?? (account.startsWith('hi') ? 'hi' : 'en')
}

/** How it stands with whoever opened the page. `asking`: what the account asks them to agree to here. */
export type Standing = { name: string; isOut: boolean; asking: Asking | null; hasAgreed: boolean }

export function optOutPage(language: PageLanguage, { name, isOut, asking, hasAgreed }: Standing): string {
  const say = words[language]
  const body = isOut
    ? `<h1>${escaped(say.done(name))}</h1><p>${say.doneMore}</p>${button('in', say.back, quiet)}`
    : `<h1>${escaped(say.title(name))}</h1><p>${say.ask}</p>${button('out', say.yes)}`
  return page(language, say.title(name), body + (asking && !isOut ? consentOf(say, name, asking, hasAgreed) : ''))
}

/** What is asked, word for word: the ledger keeps it with the consent. */
export function askingWords(language: PageLanguage, name: string, { purpose }: Asking): string {
  return words[language].agreeAsk(name, purpose)
}

function consentOf(say: Words, name: string, { purpose }: Asking, hasAgreed: boolean): string {
  return hasAgreed
    ? `<p>${escaped(say.agreed(name, purpose))}</p>${button('revoke', say.revoke, quiet)}`
    : `<p>${escaped(say.agreeAsk(name, purpose))}</p>${button('agree', say.agree)}`
}

export function unknownLinkPage(language: PageLanguage): string {
  const say = words[language]
  return page(language, say.unknown, `<h1>${say.unknown}</h1><p>${say.unknownMore}</p>`)
}

const quiet = ' class="quiet"'
/** To its own address, by whatever host the page was reached. */
const button = (want: 'in' | 'out' | 'agree' | 'revoke', label: string, more = '') =>
  `<form method="post"><button name="want" value="${want}"${more}>${label}</button></form>`

function page(language: PageLanguage, title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`
  return `<!doctype html><html lang="${language}">${head}<title>${escaped(title)}</title><style>${style}</style><body><main>${body}</main></body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
