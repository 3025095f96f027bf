/** Choices that the browser itself knows the names of. What is chosen already is among them, whatever it is. */
import { languageNow } from '../../i18n/i18n.ts'
import { languageChoices } from '../../ui/languages.ts'

/** Where numbers are at home: the countries whose numbers the program can read. */
export const regions =
  `AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR
  CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE
  IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
  MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL
  SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(
    /\s+/,
  )

/** An account's language says no script: texts in another one are templates of their own. */
export const accountLanguages = (chosen?: string) =>
  languageChoices(chosen).filter(({ value }) => value === chosen || /^[a-z]{2}(-[A-Z]{2})?$/.test(value))

export function countries(chosen?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(languageNow(), { type: 'region' })
  return withChosen(regions, chosen)
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, languageNow()))
}

export function currencies(chosen?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(languageNow(), { type: 'currency' })
  return withChosen(Intl.supportedValuesOf('currency'), chosen).map((value) => ({
    value,
    label: `${value}, ${names.of(value) ?? value}`,
  }))
}

const withChosen = (all: readonly string[], chosen: string | undefined): string[] => [
  ...new Set(chosen === undefined ? all : [...all, chosen]),
]
