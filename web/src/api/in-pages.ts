/** How a list that comes in pages is read on: by the word that the page before gave. */
export const inPages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
}

type PageQuery = { limit: number; after?: string }

/** All items of a list that comes in pages. */
export async function everyPage<T>(
  read: (query: PageQuery) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = []
  let after: string | null = null
  do {
    const page: { items: T[]; next: string | null } = await read({ limit: 200, ...(after !== null && { after }) })
    all.push(...page.items)
    after = page.next
  } while (after !== null)
  return all
}
