/** A key from a first name: `Sales missed, toll-free` is `sales-missed-toll-free`. */
export function slugOf(name: string, otherwise: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug === '' ? otherwise : slug
}

/** In the console's addresses these stand where keys do: `/templates/new` is no template. */
const reserved: ReadonlySet<string> = new Set(['new', 'registered'])

/** The slug, or the next like it that is free. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const key = number === 1 ? slug : `${slug.slice(0, 57)}-${number}`
    if (!taken.has(key) && !reserved.has(key)) return key
  }
}
