import type { Command } from 'commander'
import { type Client, connect } from './client.ts'
import { type Change, differenceLines, type Warning, warningLines } from './difference.ts'
import { readYaml } from './plan.ts'
import { secretsFromEnvironment } from './secrets.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

export type Applied = { changes: Change[]; applied: boolean; ruleSet?: number; warnings?: Warning[] }

/** `apply <file>`: the account becomes what the file says, in one transaction. */
export function addApply(program: Command, shell: Shell): void {
  program
    .command('apply')
    .summary('make the account what a file says')
    .description(
      'Reads a YAML or JSON document as export writes it, shows what differs and applies it in one transaction. A section that is in the ' +
        'file is complete: what it lacks is removed. A section that is not in the file is left alone. {env: NAME} takes a secret from this ' +
        'command’s environment.',
    )
    .argument('<file>', 'the account file; - reads standard input')
    .option('--dry-run', 'only show what differs')
    .action(async (file: string, options: { dryRun?: boolean }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const document = withSecrets(readYaml(file), file, shell)
      const client = await connect(shell, given)
      const query = { dryRun: options.dryRun === true ? true : undefined }
      const applied = await client.send<Applied>('PUT', '/v1/configuration', document, { query })
      const account = given.json ? undefined : await client.get<{ name: string; key: string }>('/v1/account')
      const added = given.json || !applied.applied ? [] : await addedSources(client, applied.changes)
      answer(shell, given, applied, () => [
        `  ${shell.paint.bold(account?.name ?? '')} ${shell.paint.dim(`(${account?.key})`)}`,
        ...differenceLines(applied.changes, applied.applied, shell.paint),
        ...added.flatMap(({ name, webhookUrl }) => ['', `  ${name} takes calls at:`, `    ${webhookUrl}`]),
        ...warningLines(applied.warnings ?? [], shell.paint),
      ])
    })
}

type Source = { key: string; name: string; webhookUrl: string | null }

/** Sources that were added and have an address, which nobody could know before. */
async function addedSources(client: Client, changes: readonly Change[]): Promise<Source[]> {
  const keys = changes.filter((one) => one.section === 'sources' && one.kind === 'added').map((one) => one.key)
  if (keys.length === 0) return []
  const { items } = await client.get<{ items: Source[] }>('/v1/sources')
  return items.filter((one) => keys.includes(one.key) && one.webhookUrl !== null)
}

function withSecrets(document: unknown, file: string, shell: Shell): unknown {
  const { value, missing } = secretsFromEnvironment(document, shell.environmentValue)
  if (missing.length > 0)
    throw new CommandFailed(`${file} takes secrets from the environment, and these are not set: ${missing.join(', ')}`)
  return value
}
