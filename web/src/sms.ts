/** How a text counts in the network: GSM-7 units (the extension table counts two) or UTF-16 units, and how many fit. */

const extension = /[\f^{}\\[\]~|€]/g

/** Units a text takes in its encoding. The encoding itself is the program's word, never guessed here. */
export function unitsOf(text: string, encoding: 'gsm' | 'ucs2'): number {
  return encoding === 'ucs2' ? text.length : text.length + (text.match(extension)?.length ?? 0)
}

/** Units that so many parts hold. */
export function capacity(encoding: 'gsm' | 'ucs2', parts: number): number {
  if (parts <= 1) return encoding === 'gsm' ? 160 : 70
  return parts * (encoding === 'gsm' ? 153 : 67)
}

export const encodingWords = { gsm: 'GSM-7', ucs2: 'UCS-2' } as const

/** A text in pieces: those that a phone underlines because they can be dialled or opened, and the rest. A masked number was one. */
export function linked(text: string): { text: string; isLink: boolean }[] {
  const link = /(\+?\d[\d •]{5,14}\d|https?:\/\/\S+[^\s.,)])/g
  return text.split(link).flatMap((piece, index) => (piece === '' ? [] : [{ text: piece, isLink: index % 2 === 1 }]))
}
