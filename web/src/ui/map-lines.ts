/** The lines in which a map is edited: several may have the same key, or none yet, while they are typed. */
export type MapLine = { id: number; key: string; to: string }

/** The map that the lines make: the first line of a key counts, and one without a key is not there yet. */
export function mapOf(lines: readonly MapLine[]): Record<string, string> {
  const map = new Map<string, string>()
  for (const { key, to } of lines) if (key !== '' && !map.has(key)) map.set(key, to)
  return Object.fromEntries(map)
}

/** The ids of lines whose key stands above them already. */
export const repeatedLines = (lines: readonly MapLine[]): Set<number> =>
  new Set(
    lines.filter(({ key }, at) => key !== '' && lines.findIndex((line) => line.key === key) < at).map(({ id }) => id),
  )
