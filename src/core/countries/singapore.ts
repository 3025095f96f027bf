import { usualHours } from './elsewhere.ts'
import type { CountryPack } from './pack.ts'

export const singapore = {
  key: 'SG',
  name: 'Singapore',
  countries: ['SG'],
  callingCodes: ['65'],
  // No law sets hours (Clickatell: none); the safe ones are kept.
  hours: { promotional: usualHours, service_explicit: usualHours },
  // Personal Data Protection Act 2012, part 9: clear consent in writing, or a look into the Do Not Call register, which nobody can do from here.
  consentFor: ['promotional', 'service_explicit'],
  // Spam Control Act 2007, section 11 and its schedule: a marketing text says how to unsubscribe.
  keywords: { stop: ['STOP', 'UNSUB', 'UNSUBSCRIBE'], start: ['START'], help: ['HELP'] },
  // SGNIC, Sender ID Rules of Registration: 3 to 11 Latin characters, no spaces at the ends; short codes 7xxxx; long numbers of the 8 and 9 series.
  senders: [
    {
      kind: 'alphanumeric',
      pattern: '^(?=.*[A-Za-z])[A-Za-z0-9&._-][A-Za-z0-9 &._-]{1,9}[A-Za-z0-9&._-]$',
      words: 'A name of 3 to 11 Latin letters and digits, as the SMS Sender ID Registry has it',
    },
    {
      kind: 'long_code',
      pattern: '^\\+?65[89]\\d{7}$',
      words: 'A number of Singapore from 8 or 9 on, registered as a sender',
    },
    { kind: 'short_code', pattern: '^7\\d{4}$', words: 'A short code of 5 digits from 7 on' },
  ],
  // Texts of senders that are not in the registry (SSIR) are blocked.
  registration: [
    {
      name: 'uen',
      title: 'Unique entity number (UEN)',
      pattern: '^[A-Z0-9]{9,10}$',
      words: 'Nine or ten letters and digits from ACRA or another agency; a foreign firm has that of its branch',
      neededFor: ['alphanumeric', 'long_code', 'short_code'],
    },
    {
      name: 'ssirId',
      title: 'Sender ID registration (SSIR)',
      pattern: '^.{1,40}$',
      words: 'The reference of the registration with SGNIC; the texts go by a participating aggregator',
      neededFor: ['alphanumeric', 'long_code', 'short_code'],
    },
  ],
  dlt: false,
  notes: [
    'A sender belongs to one organisation and cannot be shared. Generic names such as OTP or SMS are not registered.',
  ],
} as const satisfies CountryPack
