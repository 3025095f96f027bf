/** What stands in an address where the keys of a list do: `/templates/new` is no template. */
const pages: ReadonlySet<string> = new Set(['new', 'registered'])

/** How a key stands in an address: one that is called like a page, as only the API or a file can name it, has a `~` before it, which no key has. */
export const keyPart = <K extends string>(name: K) => ({
  parse: (raw: Record<K, string>) => ({ [name]: raw[name].replace(/^~/, '') }) as Record<K, string>,
  stringify: (params: Record<K, string>) =>
    ({ [name]: pages.has(params[name]) ? `~${params[name]}` : params[name] }) as Record<K, string>,
})
