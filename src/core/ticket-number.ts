/** Numbers that an account gives its calls: a prefix and a counter, such as KC-000123. */
import { z } from 'zod'

/** How an account's ticket numbers look. Letters, digits and "-" only, which every registered variable of letters and digits nearly takes. */
export const ticketForm = z.strictObject({
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,12}$/, 'is at most 12 letters, digits and -')
    .default(''),
  width: z.int().min(1).max(12).default(6).describe('Digits, filled up with noughts'),
})
export type TicketForm = z.infer<typeof ticketForm>

/** The n-th ticket; a counter that outgrows its width keeps all its digits. */
export function ticketNumber({ prefix, width }: TicketForm, count: number): string {
  return `${prefix}${String(count).padStart(width, '0')}`
}
