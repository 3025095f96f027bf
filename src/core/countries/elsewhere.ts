import type { CountryPack } from './pack.ts'

/** Daytime wherever anybody asks for it: within the hours of every source read for the packs. */
export const usualHours = { from: '10:00', to: '20:00' } as const

/** What holds for a country without a pack: what no country is known to object to. */
export const elsewhere = {
  key: 'ZZ',
  name: 'Any other country',
  countries: [],
  callingCodes: [],
  hours: { promotional: usualHours, service_explicit: usualHours },
  consentFor: ['promotional', 'service_explicit'],
  keywords: { stop: ['STOP', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'], start: ['START'], help: ['HELP'] },
  senders: [],
  registration: [],
  dlt: false,
  notes: [
    'The sender is left to the gateway, which knows what its networks take. Ask it before the first text to a country.',
  ],
} as const satisfies CountryPack
