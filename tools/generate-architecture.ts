/** Draws the rooms and their arrows, as the imports have them, into ARCHITECTURE.md. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { keepGenerated } from './keep-generated.ts'

process.chdir(path.resolve(import.meta.dirname, '..'))
const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(
  ['src'],
  {
    ...options,
    includeOnly: '^src',
    // Every room writes log lines; drawing that would hide the rest.
    exclude: { path: ['\\.test\\.ts$', '/conformance\\.ts$', '^src/log\\.ts$'] },
    collapse: '^src/[^/]+',
    outputType: 'mermaid',
  },
  undefined,
  { tsConfig: extractTSConfig('./tsconfig.json') },
)
if (typeof output !== 'string' || !output.includes('"core"'))
  throw new Error('the picture is empty: the tool saw no files')

const page = readFileSync('ARCHITECTURE.md', 'utf8')
const [open, close] = ['<!-- rooms -->', '<!-- /rooms -->']
const [from, to] = [page.indexOf(open), page.indexOf(close)]
if (from < 0 || to < from) throw new Error(`ARCHITECTURE.md has no place for the picture: write ${open} and ${close}`)
const picture = `\`\`\`mermaid\n${output.trim()}\n\`\`\``
keepGenerated('ARCHITECTURE.md', `${page.slice(0, from + open.length)}\n${picture}\n${page.slice(to)}`)
