/** Draws the rooms and their arrows, as the imports have them, into ARCHITECTURE.md. */
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { keepGeneratedPart } from './keep-generated.ts'

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

const picture = `\`\`\`mermaid\n${output.trim()}\n\`\`\``
keepGeneratedPart('ARCHITECTURE.md', 'rooms', () => picture)
