/** Writes docs/countries.md from the packs in core/countries: `node tools/generate-countries.ts`. With --check it fails when the page is stale. */
import { countryPacks } from '../src/core/countries/packs.ts'
import { packWords } from '../src/core/countries/words.ts'
import { keepGenerated } from './keep-generated.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')
const section = (pack: (typeof countryPacks)[number]) => `## ${pack.name} (${pack.key})

${pack.countries.length > 1 ? `${pack.countries.join(', ')}.\n\n` : ''}| | |
| --- | --- |
${packWords(pack)
  .map(([name, words]) => `| ${name} | ${cell(words)} |`)
  .join('\n')}
`

const page = `# Countries

Made by tools/generate-countries.ts from src/core/countries, where the source of each rule stands beside it. Do not edit.

A text keeps the rules of its **recipient's** country, which the number says, whatever the country of the account. Each country's rules are one file of data. They
are a help in building and not legal advice: laws change, and gateways know more.

- **Hours** are kept by the clock of the recipient's country. A number does not tell where in a country its owner is: where there are several time zones, the
  text goes when it is day in all of them. A text that may not go yet is held, and skipped as \`promotional_hours\` where it would not be valid that long.
- **Consent** is looked for in the account's ledger ([consent](operating/consent.md)); what an account asks for itself comes on top.
- **Senders** are checked when a text is planned: \`header_not_for_country\`. A header may be called otherwise in another country, and the ids of its registrations
  are kept with it: under Templates and senders, by \`aftercall header set kaveri --in US --sender +14155550100 --field brandId=B1C2D3E\`, or in the account's file:

\`\`\`json
{ "key": "kaveri", "header": "KAVERI", "countries": { "US": { "sender": "+14155550100", "fields": { "brandId": "B1C2D3E", "campaignId": "C1D2E3F" } } } }
\`\`\`

- **Words** that opt out are read as the whole reply of somebody in that country, besides the sentences in ten languages that are read everywhere. A word that asks
  for help is shown among the replies; the gateway answers it.
- **DLT** ids leave with texts to India only; elsewhere the same parameters mean something else.
- An account's own country says how numbers without + are read, which headers it may save, and what the editor warns of.

\`aftercall country\` prints the same, \`aftercall country +12133734253\` the rules for a number, and \`GET /v1/countries\` answers the data.

${countryPacks.map(section).join('\n')}`

keepGenerated('docs/countries.md', page)
