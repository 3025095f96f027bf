import type { CountryPack } from './pack.ts'

export const unitedKingdom = {
  key: 'GB',
  name: 'United Kingdom',
  countries: ['GB', 'GG', 'IM', 'JE'],
  callingCodes: ['44'],
  // No law sets hours; what gateways and the trade's codes ask for is 8:00 to 21:00 on weekdays at the widest (SMSGlobal), 9:00 to 20:00 at the narrowest
  // (Ometria), which is kept.
  hours: { promotional: { from: '09:00', to: '20:00' }, service_explicit: { from: '09:00', to: '20:00' } },
  // PECR regulation 22: consent, or the soft opt-in of one's own customers, which is recorded here as a consent like any other.
  consentFor: ['promotional', 'service_explicit'],
  keywords: { stop: ['STOP', 'STOP ALL', 'UNSUBSCRIBE'], start: ['START'], help: ['HELP'] },
  // Numbers of other countries are not delivered as senders (BulkSMS, Ometria).
  senders: [
    {
      kind: 'alphanumeric',
      pattern: '^(?=.*[A-Za-z])[A-Za-z0-9 &._-]{3,11}$',
      words: 'A name of 3 to 11 letters and digits, at least one of them a letter',
    },
    { kind: 'long_code', pattern: '^\\+?447\\d{9}$', words: 'A British mobile number, such as +447700900123' },
    { kind: 'short_code', pattern: '^[6-8]\\d{4,5}$', words: 'A short code of 5 or 6 digits from 6, 7 or 8 on' },
  ],
  registration: [
    {
      name: 'protectedName',
      title: 'Protected sender name',
      pattern: '^.{1,40}$',
      words: 'The reference of the name in the register of protected sender names, where it is protected',
    },
  ],
  dlt: false,
  notes: [
    'Every marketing text says how to opt out (PECR regulation 22); a name as sender takes no replies, so it needs a link or a number.',
    'Service texts are outside the rules for marketing. A text that mixes both is marketing.',
  ],
} as const satisfies CountryPack
