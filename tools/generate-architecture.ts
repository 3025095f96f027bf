/** Draws the rooms and their arrows, as the imports have them, into ARCHITECTURE.md. */
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { keepFreshBetween, root } from './generated.ts'

process.chdir(root)
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
keepFreshBetween('ARCHITECTURE.md', 'rooms', `\`\`\`mermaid\n${output.trim()}\n\`\`\``)
