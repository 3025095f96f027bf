import type { CountryPack } from './pack.ts'

// biome-ignore format: lists
export const europeanUnion = {
  key: 'EU',
  name: 'European Union',
  countries: [
    'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE',
    'SI', 'SK',
  ],
  callingCodes: [
    '43', '32', '359', '357', '420', '49', '45', '372', '34', '358', '33', '30', '385', '36', '353', '39', '370', '352', '371', '356', '31', '48', '351',
    '40', '46', '386', '421',
  ],
  // No law of the Union sets hours. France: 8:00 to 22:00, not on Sundays and holidays (Brevo); Belgium: 9:00 to 20:00 (Ometria), the narrowest, which is kept.
  hours: { promotional: { from: '09:00', to: '20:00' }, service_explicit: { from: '09:00', to: '20:00' } },
  // Directive 2002/58/EC, article 13: consent, or one's own customers for similar goods, which is recorded here as a consent like any other.
  consentFor: ['promotional', 'service_explicit'],
  // STOP is the word that France's networks fix for 36xxx; the others are how people say it there.
  keywords: {
    stop: [
      'STOP', 'ARRET', 'ARRÊT', 'DESABONNER', 'DÉSABONNER', 'STOPP', 'ABMELDEN', 'BAJA', 'CANCELAR', 'SAIR', 'PARAR', 'CANCELLA', 'BASTA', 'AFMELDEN',
      'UIT', 'AVSLUTA', 'AFMELD', 'LOPETA', 'WYPISZ', 'ODHLASIT', 'LEIRATKOZAS', 'DEZABONARE', 'ΣΤΟΠ', 'СТОП',
    ],
    start: ['START'],
    help: ['HELP', 'AIDE', 'HILFE', 'AYUDA', 'AIUTO'],
  },
  senders: [
    {
      kind: 'alphanumeric',
      pattern: '^(?=.*[A-Za-z])[A-Za-z0-9 &._-]{3,11}$',
      words: 'A name of 3 to 11 letters and digits, at least one of them a letter',
    },
    { kind: 'long_code', pattern: '^\\+?[34]\\d{8,13}$', words: 'A number of a member country, such as +4915112345678' },
    { kind: 'short_code', pattern: '^\\d{4,6}$', words: 'A short code of 4 to 6 digits' },
  ],
  registration: [
    {
      name: 'spainAlias',
      title: 'Spain: alias in the CNMC register',
      pattern: '^.{1,40}$',
      words: 'The entry of the name in Spain’s register of aliases; since 15 September 2026 other names are blocked there (AWS)',
    },
    {
      name: 'otherRegister',
      title: 'Register of another member country',
      pattern: '^.{1,80}$',
      words: 'The country and the entry, such as Ireland’s or Finland’s register of sender ids',
    },
  ],
  dlt: false,
  notes: [
    'France: no advertising on Sundays and holidays, and none from ordinary mobile numbers. Give the rule quiet hours, or a name as sender.',
    'Members differ in their registers of senders: ask the gateway before the first text to a country.',
  ],
} as const satisfies CountryPack
