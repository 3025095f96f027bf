/** A path of this console to go on to, from an address that anybody may have written; undefined where it leads elsewhere, or nowhere new. */
export function ownPath(to: string | undefined, origin = window.location.origin): string | undefined {
  if (to === undefined || !URL.canParse(to, origin)) return undefined
  const url = new URL(to, origin)
  // `//other.example` and `/\other.example` are addresses of another host.
  if (!to.startsWith('/') || url.origin !== origin || url.pathname === '/signin') return undefined
  return url.pathname + url.search + url.hash
}
