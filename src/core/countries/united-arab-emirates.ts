import type { CountryPack } from './pack.ts'

export const unitedArabEmirates = {
  key: 'AE',
  name: 'United Arab Emirates',
  countries: ['AE'],
  callingCodes: ['971'],
  // Sources differ: 7:00 to 21:00 (Vonage, 2020) and 8:00 to 21:00 (ClickSend, newer), the narrower of which is kept.
  hours: { promotional: { from: '08:00', to: '21:00' }, service_explicit: { from: '08:00', to: '21:00' } },
  // TDRA: consent before any marketing text, its record kept for two years.
  consentFor: ['promotional', 'service_explicit'],
  // The networks take "B" and the sender at 7726 themselves.
  keywords: {
    stop: ['STOP', 'B', 'BLOCK', 'الغاء', 'إلغاء', 'ايقاف', 'إيقاف'],
    start: ['START'],
    help: ['HELP', 'مساعدة'],
  },
  // TDRA, since 3 November 2020: AD- before the sender of every promotional text, at most 11 characters with it.
  senders: [
    {
      kind: 'alphanumeric',
      pattern: '^AD-[A-Za-z0-9 &._-]{1,8}$',
      for: ['promotional', 'service_explicit'],
      words: 'AD- and a name of at most 8 letters and digits, for promotional texts',
    },
    {
      kind: 'alphanumeric',
      pattern: '^(?!AD-)(?=.*[A-Za-z])[A-Za-z0-9 &._-]{2,11}$',
      for: ['transactional', 'service_implicit'],
      words: 'A name of at most 11 letters and digits without AD-, for service texts',
    },
    {
      kind: 'short_code',
      pattern: '^\\d{4,6}$',
      for: ['transactional', 'service_implicit'],
      words: 'A short code of 4 to 6 digits, for service texts',
    },
  ],
  registration: [
    {
      name: 'etisalatId',
      title: 'Registration at e&',
      pattern: '^.{1,40}$',
      words: 'The reference of the sender in the portal of e& (Etisalat)',
      neededFor: ['alphanumeric', 'short_code'],
    },
    {
      name: 'duId',
      title: 'Registration at du',
      pattern: '^.{1,40}$',
      words: 'The reference of the sender in the portal of du; one operator’s does not count at the other',
      neededFor: ['alphanumeric', 'short_code'],
    },
  ],
  dlt: false,
  notes: ['A marketing text says how to opt out; 7726 is the networks’ own number for it.'],
} as const satisfies CountryPack
