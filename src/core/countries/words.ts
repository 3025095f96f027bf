/** A pack in words, for the page in docs/ and the terminal. */
import type { TemplateCategory } from '../rule-set.ts'
import type { CountryPack } from './pack.ts'

const categoryWords: Record<TemplateCategory, string> = {
  transactional: 'transactional',
  service_implicit: 'service',
  service_explicit: 'service explicit',
  promotional: 'promotional',
}

const listed = (categories: readonly TemplateCategory[]) => categories.map((one) => categoryWords[one]).join(', ')

/** What a pack says, as pairs of a name and a sentence. */
export function packWords(pack: CountryPack): [name: string, words: string][] {
  return [
    ['Hours', hoursWords(pack)],
    ['Consent', consentWords(pack)],
    [
      'Senders',
      pack.senders.length === 0 ? 'Left to the gateway.' : `${pack.senders.map((one) => one.words).join('; ')}.`,
    ],
    ['Opts out', pack.keywords.stop.join(', ')],
    ['Comes back', pack.keywords.start.join(', ')],
    ['Asks for help', pack.keywords.help.join(', ')],
    ['Registration', registrationWords(pack)],
    [
      'DLT',
      pack.dlt
        ? 'Texts carry the ids of India’s registers and are compared with them.'
        : 'There is no register, and texts carry no ids.',
    ],
    ...pack.notes.map((note): [string, string] => ['Note', note]),
  ]
}

function hoursWords({ hours }: CountryPack): string {
  const times = new Map<string, TemplateCategory[]>()
  for (const [category, { from, to }] of Object.entries(hours))
    times.set(`${from} to ${to}`, [...(times.get(`${from} to ${to}`) ?? []), category as TemplateCategory])
  const said = [...times].map(([time, categories]) => `${time} for ${listed(categories)} texts`)
  return `${said.join('; ')}; others at any time.`
}

function consentWords({ consentFor }: CountryPack): string {
  return consentFor.length === 0 ? 'As the account says.' : `Needed for ${listed(consentFor)} texts.`
}

function registrationWords({ dlt, registration }: CountryPack): string {
  if (dlt) return 'Entity id with the header, template id with the template, telemarketer chain with the route.'
  if (registration.length === 0) return 'None known.'
  return registration
    .map(({ name, title, neededFor }) => `${title} (${name}${neededFor ? `, needed for ${neededFor.join(', ')}` : ''})`)
    .join('; ')
    .replaceAll('_', ' ')
}
