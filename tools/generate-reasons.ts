/** Writes docs/reasons.md from src/core/reasons.ts. */
import { doubts, reasons } from '../src/core/reasons.ts'
import { keepFresh } from './generated.ts'

const rows = Object.entries(reasons).map(([code, [what, mend]]) => `| \`${code}\` | ${what} | ${mend} |`)
const doubtRows = Object.entries(doubts).map(([code, words]) => `| \`${code}\` | ${words} |`)

keepFresh(
  'docs/reasons.md',
  `# Reasons

Why a text was not sent, or did not arrive. The codes stand in the API (\`reason\`), in the console and on the command line (\`explain\`).

| code | what happened | what to do |
|---|---|---|
${rows.join('\n')}

## Doubts

Why a message is \`unconfirmed\`: what is not known about its attempt. It is not sent again by itself; a receipt or a person settles it.

| code | what is not known |
|---|---|
${doubtRows.join('\n')}

This page is written by \`npm run generate\` from \`src/core/reasons.ts\`.
`,
)
