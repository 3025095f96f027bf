/** The page behind the link in a text: a few hundred bytes without a script, in English or Hindi. It changes nothing until a person presses its button. */
import type { Asking } from '../core/consent.ts'
import { escaped, type PageLanguage, plainPage } from './plain-page.ts'

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

const words: Record<PageLanguage, Words> = {
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

/** How it stands with whoever opened the page. `asking`: what the account asks them to agree to here. */
export type Standing = { name: string; isOut: boolean; asking: Asking | null; hasAgreed: boolean }

export function optOutPage(language: PageLanguage, { name, isOut, asking, hasAgreed }: Standing): string {
  const say = words[language]
  const body = isOut
    ? `<h1>${escaped(say.done(name))}</h1><p>${say.doneMore}</p>${button('in', say.back, quiet)}`
    : `<h1>${escaped(say.title(name))}</h1><p>${say.ask}</p>${button('out', say.yes)}`
  return plainPage(language, say.title(name), body + (asking && !isOut ? consentOf(say, name, asking, hasAgreed) : ''))
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
  return plainPage(language, say.unknown, `<h1>${say.unknown}</h1><p>${say.unknownMore}</p>`)
}

const quiet = ' class="quiet"'
/** To its own address, by whatever host the page was reached. */
const button = (want: 'in' | 'out' | 'agree' | 'revoke', label: string, more = '') =>
  `<form method="post"><button name="want" value="${want}"${more}>${label}</button></form>`
