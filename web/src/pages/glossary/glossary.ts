/** The words of docs/glossary.md, as its tables have them. */

export type Word = { word: string; means: string; not: string }
export type Section = { title: string; words: readonly Word[] }

/** Each heading of the second level with the rows of its table; what stands around them is for readers of the file. */
export function sectionsOf(markdown: string): Section[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = '', ...lines] = text.split('\n')
      // The first two rows are the names of the columns and the line below them.
      const rows = lines.filter((line) => line.startsWith('|')).slice(2)
      return { title: title.trim(), words: rows.map(wordOf) }
    })
}

function wordOf(row: string): Word {
  const [, word = '', means = '', not = ''] = row.split('|').map((cell) => cell.trim())
  return { word, means, not }
}

/** Those that hold what was typed, also by a word that we do not say. */
export function foundIn(sections: readonly Section[], typed: string): Section[] {
  const wanted = typed.trim().toLowerCase()
  return sections
    .map(({ title, words }) => ({
      title,
      words: words.filter((one) => Object.values(one).some((text) => text.toLowerCase().includes(wanted))),
    }))
    .filter(({ words }) => words.length > 0)
}
