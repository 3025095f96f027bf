/** Writes docs/reasons.md from core/reasons.ts: `node tools/generate-reasons.ts`. With --check it fails when the page is stale. */
import { doubts, reasons } from '../src/core/reasons.ts'
import { keepGenerated } from './keep-generated.ts'
import { table } from './markdown-table.ts'

const page = `# Reasons

Made by tools/generate-reasons.ts from src/core/reasons.ts. Do not edit.

## Why a text was not sent

Every text that is not sent, or not sent again, has one of these. The console, the API (\`reason\`, \`GET /v1/reasons\`) and the filters of lists
use the same codes. Each is brought about through the API by \`test/every-reason.test.ts\`.

${table(
  ['Code', 'What happened', 'What can be done'],
  Object.entries(reasons).map(([code, [what, mend]]) => [`\`${code}\``, what, mend]),
)}

## Why it is not known whether a text went

A text in doubt is \`unconfirmed\`. It is never sent again by itself (unless its gateway is set to "rather twice than never"): a receipt settles
it, or a person does.

${table(
  ['Code', 'What is not known'],
  Object.entries(doubts).map(([code, words]) => [`\`${code}\``, words]),
)}
`

keepGenerated('docs/reasons.md', page)
