/** How a list that comes in pages is read on: by the word that the page before gave. */
export const inPages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
}
