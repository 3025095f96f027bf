import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import { connect } from './client.ts'
import { CommandFailed, type Given, type Shell } from './shell.ts'

/** `export`: the whole account as one file, which apply takes back. */
export function addExport(program: Command, shell: Shell): void {
  program
    .command('export')
    .summary('write the account as one file')
    .description(
      'Writes rules, templates, people, gateways and sources as YAML (with --json: as JSON). Secrets are left out; apply keeps them.',
    )
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async (options: { output?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const document = await client.get<Record<string, unknown>>('/v1/configuration')
      const text = given.json ? `${JSON.stringify(document, null, 2)}\n` : accountFile(document)
      if (options.output === undefined) return shell.print(text.trimEnd())
      writeTo(options.output, text)
      const account = given.account === undefined ? '' : ` --account ${given.account}`
      const next = `${shell.invoked} apply ${options.output}${account} --dry-run`
      shell.complain(`Wrote ${options.output}. Change it, and see what would differ: ${next}`)
    })
}

/** The document as YAML: long texts stay on one line, so that a template reads as it will be sent. */
function accountFile(document: Record<string, unknown>): string {
  return stringify(document, { lineWidth: 0, blockQuote: false, aliasDuplicateObjects: false })
}

function writeTo(file: string, text: string): void {
  try {
    // It names people and their numbers.
    writeFileSync(file, text, { mode: 0o600 })
  } catch (error) {
    throw new CommandFailed(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}
