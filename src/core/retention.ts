/** How long things are kept. What is still open, who opted out and what a caller's row knows outlive all of it. */

/** Days that an installation keeps wordings and calls where nobody says otherwise: a quarter, and a little more than a year. */
export const usualRetention = { keepTextsDays: 90, keepCallsDays: 395 } as const

/** Less would take the wording from a text that a person may still send again. */
export const leastTextsDays = 7
/** Less would forget calls that phone systems may tell again, texts that caps still count (30 days), and the last month's bill. */
export const leastCallsDays = 45
export const mostDays = 3_650

export type Retention = { keepTextsDays: number; keepCallsDays: number }

/** What holds for an account: its own word, else the installation's. */
export function retentionOf(
  own: { keepTextsDays: number | null; keepCallsDays: number | null },
  installation: Retention,
): Retention {
  return {
    keepTextsDays: own.keepTextsDays ?? installation.keepTextsDays,
    keepCallsDays: own.keepCallsDays ?? installation.keepCallsDays,
  }
}
