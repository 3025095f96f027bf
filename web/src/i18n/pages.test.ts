import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'

/** The same in every language. */
const names = new Set(['Aftercall', 'CGST', 'CSV', 'DLT', 'Enter', 'Esc', 'KAVERI', 'KC-'])
const saying = new Set([
  'about',
  'alt',
  'aria-label',
  'caption',
  'description',
  'label',
  'lead',
  'name',
  'placeholder',
  'title',
  'words',
])

type Node = { type: string; value?: unknown; name?: { name?: unknown } }

/** Every text between tags, and in an attribute that is read. */
function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, value, name } = node as Node
  const said =
    type === 'JSXText'
      ? value
      : type === 'JSXAttribute' && saying.has(String(name?.name))
        ? (value as Node | null)?.value
        : undefined
  return [...(typeof said === 'string' ? [said.trim()] : []), ...Object.values(node).flatMap(textsIn)]
}

const isInWords = (text: string) => /\p{Lu}\p{L}|\p{L}{2,} |^\p{L}{3,}$/u.test(text)

it('leaves no words of one language in a page: they stand beside those of the others', async () => {
  const found: string[] = []
  let files = 0
  for await (const file of glob('**/*.tsx', { cwd: new URL('..', import.meta.url).pathname })) {
    files += 1
    const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    const texts = textsIn(parseAst(source, { lang: 'tsx' })).filter((text) => isInWords(text) && !names.has(text))
    found.push(...texts.map((text) => `${file}: ${text}`))
  }
  expect(found).toEqual([])
  expect(files).toBeGreaterThan(150)
})
