import type { Command } from 'commander'
import { countryPacks, packOf, packOfNumber } from '../core/countries/packs.ts'
import { packWords } from '../core/countries/words.ts'
import { parsePhoneNumber } from '../core/phone-number.ts'
import { hanging, pad } from './print.ts'
import { answer, type Given, type Shell, UsageError } from './shell.ts'

/** `country`: what countries ask of texts to their numbers. Asks nobody: it is in the program. */
export function addCountry(program: Command, shell: Shell): void {
  program
    .command('country')
    .summary('what a country asks of texts to its numbers')
    .description('A text keeps the rules of its recipient’s country: hours, consent, senders, words that opt out.')
    .argument('[country]', 'a number such as +12133734253, or a code such as US; without it, all')
    .action((wanted: string | undefined, _options: unknown, command: Command) => {
      const packs = wanted === undefined ? countryPacks : [packFor(wanted)]
      answer(shell, command.optsWithGlobals<Given>(), packs, () =>
        packs.flatMap((pack) => [
          shell.paint.bold(`${pack.name} (${pack.key})`),
          ...packWords(pack).flatMap(([name, words]) => hanging(pad(name, 14), words)),
          '',
        ]),
      )
    })
}

function packFor(wanted: string) {
  const code = wanted.trim().toUpperCase()
  const number = parsePhoneNumber(wanted, 'IN')
  if (number !== undefined) return packOfNumber(number)
  if (/^[A-Z]{2}$/.test(code)) return countryPacks.find((one) => one.key === code) ?? packOf(code)
  throw new UsageError(`${wanted} is no number and no code of a country; write one such as +12133734253, or US`)
}
