/** Time zones by the names that are in use today; browsers still list and report some by names of old. */
const renamed: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
}

const today = (zone: string) => renamed[zone] ?? zone

/** With the one that is chosen already, whatever it is. */
export const zones = (chosen?: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone').map(today), ...(chosen === undefined ? [] : [chosen])])].sort()
export const browserZone = (): string => today(Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Kolkata')
