/** So many of the newest calls are told of: there may be more. */
export const mostNewest = 20

type Call = { id: string }

/**
 * Of the newest calls as they are told of, those that came in after a list was read: it holds none of them, and they were not among the newest that
 * it knew of. Calls are kept a little out of the order of their ids, so what is not the newest may be new all the same.
 */
export function cameSince<C extends Call>(
  told: readonly C[],
  list: { newest: readonly string[]; rows: readonly Call[] },
): C[] {
  const known = new Set([...list.newest, ...list.rows.map(({ id }) => id)])
  // What was told before the list was read anew may be older than all that it knew of.
  const oldest = list.newest[mostNewest - 1] ?? ''
  return told.filter(({ id }) => id > oldest && !known.has(id))
}
