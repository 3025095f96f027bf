/** What `start` says when the program is ready. */
import { apart, type Paint, pad } from './print.ts'
import { spanWords } from './time.ts'

export type Welcome = {
  version: string
  readyMs: number
  /** The address that the program listens at, as this computer opens it. */
  url: string
  /** The address as browsers and phone systems open it; by another name the program may not answer. */
  publicUrl: string
  /** Opens the console signed in, once; only at a terminal. */
  link?: string | undefined
  /** The port that was wanted and taken, where the next free one was used. */
  portTaken?: number | undefined
  storage: string
  gateway: string
  /** The demo account's key; it exists in the clear only now. */
  firstKey?: string | undefined
  /** It is not shown, since this is no terminal: how to make another is said instead. */
  isKeyHidden?: boolean
  /** How a person calls this command line. */
  invoked: string
}

/** The welcome, without blank lines around it. Keys and links are never broken, whatever the width. */
export function welcomeLines(at: Welcome, paint: Paint): string[] {
  const title = `  Aftercall ${at.version}`
  const [head = ''] = apart(title, `ready in ${spanWords(at.readyMs)}`)
  const line = (word: string, text: string) => `  ${paint.dim(pad(word, 10))}${text}`
  const linked = (word: string, url: string, words: string) =>
    line(word, `${paint.link(pad(url, 31))} ${paint.dim(words)}`)
  const moved = `Port ${at.portTaken} is taken, so this listens on ${new URL(at.url).port}. LISTEN chooses another.`
  return [
    head.replace(title, paint.bold(title)),
    ...(at.portTaken === undefined ? [] : [`  ${paint.warn(moved)}`]),
    '',
    line('Console', paint.link(at.publicUrl)),
    ...(at.link === undefined
      ? [line('', paint.dim(`${at.invoked} link gives a link that signs you in`))]
      : [line('', paint.link(at.link)), line('', paint.dim('opens it signed in, once, within 15 min'))]),
    linked('API', `${at.publicUrl}/docs`, 'OpenAPI 3.1 at /openapi.json'),
    line('Storage', at.storage),
    line('Gateway', at.gateway),
    ...(at.isKeyHidden ? ['', line('API key', `${at.invoked} key create --account demo makes one`)] : []),
    ...(at.firstKey === undefined
      ? []
      : [
          '',
          line('API key', at.firstKey),
          line('', paint.dim('of the demo account; shown this once, only its hash is kept')),
          ...firstCall(at.publicUrl, at.firstKey).map((text, row) => line(row === 0 ? 'A call' : '', text)),
        ]),
    '',
    line('Try', `${at.invoked} call --outcome missed --department Sales`),
    line('Check', `${at.invoked} doctor`),
    line('Stop', 'ctrl-C, nothing is lost'),
  ]
}

/** A call to copy. It ends at the moment it is sent: a text about an older one would be too late. */
function firstCall(url: string, key: string): string[] {
  return [
    `curl ${url}/v1/calls \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"sourceCallId":"first","direction":"incoming",`,
    `       "outcome":"missed","caller":"+919000012842",`,
    `       "department":{"name":"Sales"},`,
    `       "endedAt":"'$(date -u +%FT%TZ)'"}'`,
  ]
}
