/** Pages of a few hundred bytes without a script, for people who come by a link: in English or Hindi. */
import { createHash } from 'node:crypto'

const style = `:root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;max-width:30rem;margin:12vh auto;padding:0 1.2rem}h1{font-size:1.4rem;line-height:1.3}button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:.6rem;background:#7a2a6b;color:#fff;cursor:pointer}button.quiet{background:none;color:inherit;text-decoration:underline;padding:.6rem 0}`

/** Nothing may load or run, and no other page may frame it; the one style is named by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export const plainPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'cache-control': 'no-store',
}

export type PageLanguage = 'en' | 'hi'

/** What the reader's browser asks for, where it is one of ours; else the account's. */
export function languageOf(accepted: string | undefined, account: string): PageLanguage {
  const wanted = (accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  const found = wanted.find((one): one is PageLanguage => one === 'en' || one === 'hi')
  return found ?? (account.startsWith('hi') ? 'hi' : 'en')
}

/** `title` is text; `body` is HTML, whose texts are escaped. */
export function plainPage(language: PageLanguage, title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`
  return `<!doctype html><html lang="${language}">${head}<title>${escaped(title)}</title><style>${style}</style><body><main>${body}</main></body></html>`
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
