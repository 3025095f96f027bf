/** What a sentence calls the things that a rule names by key. A key that nothing has is shown as it is. */
export type Names = {
  department(key: string): string
  did(key: string): string
  user(key: string): string
  template(key: string): string
  number(e164: string): string
}

/** The language of sentences: each composes its own whole phrases. */
export type Place = { isLast: boolean }

/** How many minutes a text of a rule is worth sending, unless the rule says otherwise. */
export const usualValidity = 60
