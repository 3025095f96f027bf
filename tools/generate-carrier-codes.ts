/** Writes docs/carrier-codes.md from core/carrier-codes.ts: `node tools/generate-carrier-codes.ts`. With --check it fails when the page is stale. */
import { codeListChoices, codeListTitles, codeTable } from '../src/core/carrier-codes.ts'
import { keepGenerated } from './keep-generated.ts'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const families = codeTable().map(
  ({ family, rows }) => `### \`${family}\`

${table(
  ['Codes', 'What it means', 'What to do', 'Reason'],
  rows.map(({ codes, meaning: { means, next, reason } }) => [codes, means, next, `\`${reason}\``]),
)}
`,
)

const page = `# What mobile operators answer

Made by tools/generate-carrier-codes.ts from src/core/carrier-codes.ts. Do not edit.

A receipt for a text to India may carry the code of the mobile operator's DLT check: as \`err\` in its words, or in the parameter network_error_code. The same
number means another thing in another list, so each gateway says by which it is read (*List of refusal codes*, \`dltCodes\`; the presets fill it). The
message's page then says what the code means and what to do; the API has this table as \`GET /v1/carrier-codes\`. The code itself is kept beside. Where two
published lists contradict each other, the newer one is \`common\` and the other \`older\`. A code that the list does not have says nothing.

## What a gateway can be set to

${table(
  ['Setting', 'List'],
  codeListChoices.map((one) => [`\`${one}\``, codeListTitles[one]]),
)}

Every list but \`none\` falls back on \`common\` and \`vi\`.

## The codes

${families.join('\n')}`

keepGenerated('docs/carrier-codes.md', page)
