/** Lists: at most 200 rows a page, newest first, and an opaque word that leads to the next. */
import { z } from 'zod'
import { formatInstant } from '../core/instant.ts'
import { timeOf } from '../store/uuid.ts'
import { problem } from './problems.ts'
import { instant } from './shapes/common.ts'

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most'),
  after: z.string().max(200).optional().describe('What the page before gave as `next`'),
}

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Give it as `after` for the next page; null: this is the last'),
  })
}

/** A page of a list that is looked through for what a filter wants, which may stop before it is full. */
export function lookedPageOf<T extends z.ZodType>(item: T) {
  return pageOf(item).extend({
    lookedBackTo: instant
      .nullable()
      .describe(
        'How far it looked, where it is short and not the last; what is older is looked through for the next page',
      ),
  })
}

/** `next` is the id of the last that was looked at. */
export function lookedPage<Item>(items: Item[], limit: number, next: string | null) {
  return {
    items,
    next: next === null ? null : cursorOf(next),
    lookedBackTo: next === null || items.length >= limit ? null : formatInstant(timeOf(next)),
  }
}

/** Packs a place in a list into one word. */
export function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64url')
}

/** What an id looks like in the database. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id a cursor stands for. */
export function idFrom(after: string | undefined): string | undefined {
  return placeFrom(after, uuid)
}

/** The place a cursor stands for, which must look as told. */
export function placeFrom(after: string | undefined, shape: RegExp): string | undefined {
  if (after === undefined) return undefined
  const place = Buffer.from(after, 'base64url').toString('utf8')
  if (!shape.test(place))
    throw problem('invalid_request', {
      errors: [{ path: 'after', code: 'invalid', message: 'is not what a page gave as next' }],
    })
  return place
}

/** A page from one row more than was asked for. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  read: { item: (row: Row) => Item; place: (row: Row) => string },
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(read.item), next: last === undefined ? null : cursorOf(read.place(last)) }
}
