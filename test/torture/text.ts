/** How a text is told from every other: callers have a number each, users share theirs and are told apart by the token in the body. */

/** The n-th call's caller. */
export const callerOf = (n: number): string => `+917${String(n).padStart(9, '0')}`

export const tokenOf = (n: number): string => `T${String(n).padStart(7, '0')}`

/** Of any text, by what only it has: its token where the body has one, else its number; and its part. */
export function textKey({ to, text, part }: { to: string; text: string; part: number }): string {
  const token = /\bT\d{7}-[cu]\b/.exec(text)?.[0]
  return token?.endsWith('u') ? `${token}/${part}` : `${to}/${part}`
}
