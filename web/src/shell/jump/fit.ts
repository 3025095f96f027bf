/** How what was typed is looked for: in names by their words, in numbers by their digits. */

/** Accents and case do not matter. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** How well a name fits what was typed: 3 begins with it, 2 has words that do, 1 holds it, 0 not at all. */
export function fit(name: string, typed: string): 0 | 1 | 2 | 3 {
  const [whole, asked] = [folded(name), folded(typed).trim()]
  if (asked === '' || whole.startsWith(asked)) return asked === '' ? 0 : 3
  const words = whole.split(/[\s,./()“”"-]+/)
  const parts = asked.split(/\s+/)
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2
  return parts.every((part) => whole.includes(part)) ? 1 : 0
}

/** Those that fit, the best first, each kind of fit in the order given. */
export function fitting<T>(all: readonly T[], namesOf: (one: T) => readonly string[], typed: string): T[] {
  return all
    .map((one) => ({ one, fit: Math.max(0, ...namesOf(one).map((name) => fit(name, typed))) }))
    .filter((found) => found.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map((found) => found.one)
}

const fewestDigits = 3

/** The digits of what can only be a number or its end, with the + before them; null where a name is typed. */
export function typedNumber(typed: string): string | null {
  const bare = typed.replaceAll(/[\s().-]/g, '')
  return /^\+?\d+$/.test(bare) && bare.length >= fewestDigits ? bare : null
}

/** Whether these digits stand in that number. */
export const hasDigits = (number: string, typed: string): boolean =>
  number.replaceAll(/\D/g, '').includes(typed.replaceAll(/\D/g, ''))
