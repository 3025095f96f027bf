/** Whoever begins at the README finds every page, and no link between pages leads nowhere. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** Files of this tree that a page links to. */
function linkedFrom(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '')
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap(([, to = '']) =>
    /^[a-z]+:/.test(to) ? [] : [path.posix.normalize(path.posix.join(path.posix.dirname(page), to))],
  )
}

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })].sort()

it('the README links to every page for whoever runs it', () => {
  const linked = linkedFrom('README.md')
  const operating = pages.filter((page) => page.startsWith('docs/operating/'))
  expect(operating.length).toBeGreaterThan(8)
  expect(operating.filter((page) => !linked.includes(page))).toEqual([])
})

it('every link between pages leads to a file', () => {
  expect(pages.length).toBeGreaterThan(20)
  const lost = pages.flatMap((page) =>
    linkedFrom(page).flatMap((to) => (existsSync(path.join(root, to)) ? [] : [`${page}: ${to}`])),
  )
  expect(lost).toEqual([])
})
