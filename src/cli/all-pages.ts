import type { Client } from './client.ts'

type PageOf<T> = { items: T[]; next: string | null }

/** Everything that a list of the API holds, asked for page by page. */
export async function allPages<T>(client: Client, path: string, limit = 200): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  do {
    const page = await client.get<PageOf<T>>(path, { limit, after })
    all.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all
}

/** For lists that may be long: everything, or where a limit is given the newest so many, and whether there are more. */
export async function newestOf<T>(
  client: Client,
  path: string,
  limit: string | undefined,
): Promise<{ items: T[]; hasMore: boolean }> {
  if (limit === undefined) return { items: await allPages<T>(client, path), hasMore: false }
  const { items, next } = await client.get<PageOf<T>>(path, { limit })
  return { items, hasMore: next !== null }
}

export const limitOption = ['--limit <count>', 'only the newest so many, at most 200 (else all)'] as const

/** Said below a list that a limit has cut. */
export const moreLines = (hasMore: boolean): string[] =>
  hasMore ? ['', '  There are more: without --limit all are listed.'] : []
