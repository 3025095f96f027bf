import type { Command } from 'commander'
import { formatInstant, type Instant, parseInstant } from '../core/instant.ts'
import { endOfDate, startOfDate } from '../core/local-day.ts'
import { limitOption, moreLines, newestOf } from './all-pages.ts'
import { connect } from './client.ts'
import { addAsking } from './consent-asking.ts'
import { importConsents } from './import-consents.ts'
import { table } from './print.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'
import { dayAndTime } from './time.ts'

type Entry = {
  what: 'given' | 'revoked'
  source: string
  who: string
  at: string
  purpose: string | null
  evidence: string | null
}
type Standing = {
  numberShown: string
  hasConsent: boolean
  optedOut: boolean
  dndUntil: string | null
  ledger: Entry[]
}
type Row = { ending: string | null; purpose: string; source: string; givenAt: string; isExpired: boolean }
type GiveOptions = {
  purpose: string
  wording?: string
  givenAt?: string
  expiresAt?: string
  evidence?: string
  call?: boolean
}

const numberHelp = 'as dialled in the account’s country, or with + and the country'

/** `consent give|revoke|check|export|list|import|asking`: who agreed to texts. */
export function addConsent(program: Command, shell: Shell): void {
  const consent = program
    .command('consent')
    .summary('who agreed to texts: give, revoke, check, export, list, import, asking')
    .description('The account’s own evidence of consents; it is not consent on the DLT platform.')
  addGive(consent, shell)
  addRevoke(consent, shell)
  addLookUps(consent, shell)
  addAsking(consent, shell)
  consent
    .command('import')
    .summary('record the consents of a CSV file, of any length')
    .argument('<file>', 'CSV whose first row names the columns; - reads standard input')
    .option('--purpose <words>', 'what they agreed to, where the file does not say')
    .option('--wording <version>', 'which version of the wording, where the file does not say')
    .action(async (file: string, options: { purpose?: string; wording?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      await importConsents(await connect(shell, given), { file, ...options }, given, shell)
    })
}

function addGive(consent: Command, shell: Shell): void {
  consent
    .command('give')
    .summary('record that a number agreed')
    .argument('<number>', numberHelp)
    .requiredOption('--purpose <words>', 'what they agreed to')
    .option('--wording <version>', 'which version of the wording they were shown')
    .option('--given-at <time>', 'when, as 2026-03-31 by the account’s clock or a time with its offset (else now)')
    .option('--expires-at <time>', 'until when it holds, such a day to its end (else until it is revoked)')
    .option('--evidence <words>', 'what shows it, such as the id of a call or form')
    .option('--call', 'it was given in a phone call')
    .action(async (number: string, options: GiveOptions, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { call, givenAt, expiresAt, ...terms } = options
      const client = await connect(shell, given)
      const { zone } = await client.get<{ zone: string }>('/v1/account')
      const standing = await client.send<Standing>('POST', '/v1/consents', {
        number,
        purpose: terms.purpose,
        ...(terms.wording === undefined ? {} : { wording: terms.wording }),
        ...(terms.evidence === undefined ? {} : { evidence: terms.evidence }),
        ...(givenAt === undefined ? {} : { givenAt: timeFrom(givenAt, '--given-at', (day) => startOfDate(zone, day)) }),
        ...(expiresAt === undefined
          ? {}
          : { expiresAt: timeFrom(expiresAt, '--expires-at', (day) => endOfDate(zone, day) - 1) }),
        ...(call ? { source: 'call' } : {}),
      })
      answer(shell, given, standing, () => standingLines(standing, shell))
    })
}

/** A day is the account's own, as in a file of consents. */
function timeFrom(text: string, option: string, ofDay: (day: string) => Instant): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  if (parseInstant(isDay ? `${text}T00:00:00Z` : text) === undefined)
    throw new UsageError(`${option} ${text} is no time; write 2026-03-31, or 2026-03-31T15:45:00+05:30`)
  return isDay ? formatInstant(ofDay(text)) : text
}

function addRevoke(consent: Command, shell: Shell): void {
  consent
    .command('revoke')
    .summary('revoke a number’s consent')
    .argument('<number>', numberHelp)
    .option('--evidence <words>', 'how they said so')
    .action(async (number: string, { evidence }: { evidence?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const body = { number, ...(evidence === undefined ? {} : { evidence }) }
      const standing = await (await connect(shell, given)).send<Standing>('POST', '/v1/consents/revoke', body)
      answer(shell, given, standing, () => standingLines(standing, shell))
    })
}

function addLookUps(consent: Command, shell: Shell): void {
  consent
    .command('check')
    .summary('whether a number has agreed, and its ledger')
    .argument('<number>', numberHelp)
    .action(async (number: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const standing = await (await connect(shell, given)).send<Standing>('POST', '/v1/consents/check', { number })
      answer(shell, given, standing, () => standingLines(standing, shell))
    })
  consent
    .command('export')
    .summary('print everything on record about one number, as JSON')
    .argument('<number>', numberHelp)
    .action(async (number: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const record = await (await connect(shell, given)).send('POST', '/v1/consents/export', { number })
      answer(shell, { ...given, json: true }, record, () => [])
    })
  consent
    .command('list')
    .summary('list consents that were not revoked, newest first')
    .option(...limitOption)
    .action(async ({ limit }: { limit?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const { items, hasMore } = await newestOf<Row>(await connect(shell, given), '/v1/consents', limit)
      answer(shell, given, items, () =>
        items.length === 0
          ? ['  No consent is on record.']
          : [
              ...table(
                items.map(({ ending, purpose, source, givenAt, isExpired }) => [
                  ending === null ? '?' : `…${ending}`,
                  `by ${source}`,
                  dayAndTime(givenAt, 'UTC'),
                  isExpired ? 'expired' : '',
                  purpose.slice(0, 30),
                ]),
              ),
              ...moreLines(hasMore),
            ],
      )
    })
}

function standingLines({ numberShown, hasConsent, optedOut, dndUntil, ledger }: Standing, { paint }: Shell): string[] {
  const head = hasConsent ? paint.ok('has agreed') : paint.warn('no consent')
  return [
    `  ${numberShown}  ${head}${optedOut ? `, and ${paint.warn('opted out')}` : ''}`,
    ...(dndUntil === null
      ? []
      : [`  Its preferences (DND) refused a text; believed until ${dayAndTime(dndUntil, 'UTC')}.`]),
    ...(ledger.length === 0 ? [] : ['']),
    ...table(
      ledger.map(({ what, source, who, at, purpose, evidence }) => [
        dayAndTime(at, 'UTC'),
        what,
        `by ${source}`,
        (evidence ?? purpose ?? who).replace(/\s+/g, ' ').slice(0, 30),
      ]),
    ),
  ]
}
