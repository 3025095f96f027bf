/** Choices that the browser itself knows the names of. */

export const textLanguages = [
  { value: 'en', label: 'English' },
  { value: 'hi', label: 'Hindi' },
]

const regions =
  'IN AE AU BD BR CA DE ES FR GB ID IE IT JP KE LK MX MY NG NL NP NZ PH PK PL PT SA SE SG TH TR UG US VN ZA'.split(' ')

export function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return regions
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

export function currencies(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((value) => ({ value, label: `${value}, ${names.of(value) ?? value}` }))
}
