/**
 * The members of a department as somebody leaves them who began with `was`, where others have meanwhile made them `now`: who came since
 * stays, last, and who went since is gone.
 */
export function membersAfter(was: readonly string[], mine: readonly string[], now: readonly string[]): string[] {
  const stay = mine.filter((one) => now.includes(one) || !was.includes(one))
  const came = now.filter((one) => !was.includes(one) && !mine.includes(one))
  return [...stay, ...came]
}
