/** Writes docs/operating/configuration.md and .env.example from src/config.ts, which alone reads the environment. */
import { describeConfig } from '../src/config.ts'
import { keepGenerated } from './keep-generated.ts'

const settings = describeConfig()

const rows = settings.map(
  ({ name, about, takes, preset }) =>
    `| \`${name}\` | ${about} | ${takes} | ${preset === '' ? '–' : `\`${preset}\``} |`,
)

keepGenerated(
  'docs/operating/configuration.md',
  `# Configuration

Aftercall runs without any. What there is to set is set in the environment, or in a file \`.env\` in the folder it is started in; the
environment wins. \`.env.example\` has every name; it stands beside README.md, in the checkout and in the package. A value that cannot be understood stops the start and is named;
\`npm run -s aftercall -- doctor\` says whether all are understood. A variable that is set to nothing counts as not set.

| variable | meaning | takes | default |
|---|---|---|---|
${rows.join('\n')}

The command line reads three more, so that no secret need stand in a command that others can see: \`AFTERCALL_URL\` and \`AFTERCALL_KEY\` for
\`--url\` and \`--key\`, and \`SMPP_PASSWORD\` for \`smpp-test\`.

This page is written by \`npm run generate\` from \`src/config.ts\`.
`,
)

keepGenerated(
  '.env.example',
  `# Copy to .env and take away the # of what you set. Everything has a sensible value without being set.
# Written by npm run generate from src/config.ts.

${settings.map(({ name, about, takes, preset }) => `# ${about}${takes === '' ? '' : ` (${takes})`}\n# ${name}=${preset}\n`).join('\n')}`,
)
