/** Rows as a DLT portal exports them, below the names of their columns: so many texts, from the nth on. */
export function portalExport(first: number, count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const n = first + at
    const id = `11071729744${String(n).padStart(8, '0')}`
    return `${id},Text ${n},TESTER,Service Implicit,"Sorry we missed your call to {#var#}, no. ${n}. - Test Traders",Approved`
  })
  return `Template ID,Template Name,Header,Template Type,Template Content,Status\n${rows.join('\n')}\n`
}
