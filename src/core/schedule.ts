/** Opening hours with holidays, judged in the account's time zone. */
import { z } from 'zod'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is a time such as 09:30')

/** A span within one day; `to` is exclusive and may be 24:00. A span over midnight is written as two. */
export const span = z.strictObject({ from: clockTime, to: clockTime }).refine((one) => one.from < one.to, { message: 'from is not before to' })

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Open spans by weekday (an absent day is closed), and dates (`2026-11-25`) that are closed or have hours of their own. */
export const openingHours = z.strictObject({
  week: z.partialRecord(z.enum(weekdays), z.array(span).max(6)),
  holidays: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        name: z.string().max(80).optional(),
        spans: z.array(span).max(6).default([]),
      }),
    )
    .max(400)
    .default([]),
})
export type OpeningHours = z.infer<typeof openingHours>
