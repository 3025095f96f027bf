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
