import type { CountryPack } from './pack.ts'

export const unitedStates = {
  key: 'US',
  name: 'United States',
  countries: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
  callingCodes: ['1'],
  // 47 CFR 64.1200(c)(1): no solicitations before 8:00 or after 21:00 by the clock of the recipient. A number does not tell where its owner is, so the hours
  // are those that are open in every zone.
  hours: { promotional: { from: '08:00', to: '21:00' }, service_explicit: { from: '08:00', to: '21:00' } },
  // 47 CFR 64.1200(a)(2): advertisements need consent in writing.
  consentFor: ['promotional', 'service_explicit'],
  keywords: {
    // The first seven always count (47 CFR 64.1200(a)(10), since 11 April 2025); the others are those that gateways watch for.
    stop: [
      'STOP',
      'QUIT',
      'END',
      'REVOKE',
      'OPT OUT',
      'CANCEL',
      'UNSUBSCRIBE',
      'STOPALL',
      'OPTOUT',
      'OPT-OUT',
      'REMOVE',
    ],
    start: ['START', 'UNSTOP'],
    help: ['HELP', 'INFO'],
  },
  // No network of the United States carries alphanumeric senders (Telnyx, Twilio: supported senders by country).
  senders: [
    { kind: 'long_code', pattern: '^\\+?1[2-9]\\d{9}$', words: 'A number of North America, such as +14155550100' },
    { kind: 'short_code', pattern: '^[2-9]\\d{4,5}$', words: 'A short code of 5 or 6 digits' },
  ],
  // The Campaign Registry: texts of programs by a long code are blocked or charged extra without both.
  registration: [
    {
      name: 'brandId',
      title: '10DLC brand id',
      pattern: '^B[A-Z0-9]{6}$',
      words: 'Seven letters and digits from B on, as The Campaign Registry or the gateway tells it',
      neededFor: ['long_code'],
    },
    {
      name: 'campaignId',
      title: '10DLC campaign id',
      pattern: '^C[A-Z0-9]{6}$',
      words: 'Seven letters and digits from C on; the campaign has to be active at the carriers',
      neededFor: ['long_code'],
    },
  ],
  dlt: false,
  notes: [
    'States have narrower hours: 8:00 to 20:00 in Florida, Oklahoma, Maryland, Mississippi and New Jersey; Texas and Rhode Island differ by weekday. Give the rule quiet hours where you text there.',
    'Whoever asks for no more texts is to be heard within ten business days; here it counts from the same moment on.',
    'Toll-free senders need a verification instead of brand and campaign; the gateway makes it.',
  ],
} as const satisfies CountryPack
