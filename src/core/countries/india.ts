import type { CountryPack } from './pack.ts'

export const india = {
  key: 'IN',
  name: 'India',
  countries: ['IN'],
  callingCodes: ['91'],
  // Operators let promotional texts through from 10:00 to 21:00 (TCCCPR 2018; refusal codes 651, 5107, 5108), and treat service explicit ones alike since
  // May 2025.
  hours: { promotional: { from: '10:00', to: '21:00' }, service_explicit: { from: '10:00', to: '21:00' } },
  // The operators ask their own register of consents (DLT) and preferences (DND); an account may ask for its own evidence besides.
  consentFor: [],
  keywords: { stop: ['STOP', 'BAND', 'बंद'], start: ['START'], help: ['HELP'] },
  // Exotel: six letters; Tata's process: three to eight; code 620: case-sensitive. Promotional headers have six digits (MTNL's guide).
  senders: [
    {
      kind: 'alphanumeric',
      pattern: '^[A-Za-z]{3,9}$',
      words: 'A header of 6 letters (3 to 9 are in use), in the case in which it is registered',
    },
    { kind: 'short_code', pattern: '^\\d{6}$', words: 'A header of 6 digits, for promotional texts' },
  ],
  // The entity id stands with the header and the template id with the template, since all texts to India carry them.
  registration: [],
  dlt: true,
  notes: [
    'Headers, templates, links and call-back numbers are registered on a DLT portal, and the text is compared with its registration.',
    'Headers take no replies: people opt out by a link or a number in the registered text itself.',
  ],
} as const satisfies CountryPack
