#!/usr/bin/env node
/** The command line. Every command is a file in cli/; here they are put together, and here errors become words and exit codes. */
import { constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { addAccount } from './cli/account.ts'
import { addApply } from './cli/apply.ts'
import { addBackup } from './cli/backup.ts'
import { addBill } from './cli/bill.ts'
import { addCall } from './cli/call.ts'
import { addConsent } from './cli/consent.ts'
import { addCountry } from './cli/country.ts'
import { addDoctor } from './cli/doctor.ts'
import { errorWords } from './cli/error-words.ts'
import { addExplain } from './cli/explain.ts'
import { addExport } from './cli/export.ts'
import { addHeader } from './cli/header.ts'
import { addKey } from './cli/key.ts'
import { addLanguage } from './cli/language.ts'
import { addLink } from './cli/link.ts'
import { addMigrate } from './cli/migrate.ts'
import { demandOpen, ofAnother } from './cli/open-files.ts'
import { addOperatorKey } from './cli/operator-key.ts'
import { addOptOut } from './cli/opt-out.ts'
import { addPlan } from './cli/plan.ts'
import { columns, paintFor, withoutControls } from './cli/print.ts'
import { addQuarantine } from './cli/quarantine.ts'
import { addRestore } from './cli/restore.ts'
import { addRestored } from './cli/restored.ts'
import { addRoute } from './cli/route.ts'
import { type Shell, UsageError } from './cli/shell.ts'
import { addSmppTest } from './cli/smpp-test.ts'
import { addStart } from './cli/start.ts'
import { addStatus } from './cli/status.ts'
import { addTemplate } from './cli/template.ts'
import { addTryRules } from './cli/try-rules.ts'
import { environmentValue, readConfig } from './config.ts'

const failed = 1
const misused = 2

const isCheckout = import.meta.filename.endsWith('.ts')
/** Installed in a folder, not globally: the plain name would not be found. */
const isByNpx = environmentValue('npm_command') === 'exec'
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const isTerminal = process.stdout.isTTY === true

const shell: Shell = {
  version,
  invoked: isCheckout ? 'npm run -s aftercall --' : isByNpx ? 'npx aftercall' : 'aftercall',
  starter: isCheckout ? 'npm start' : isByNpx ? 'npx aftercall' : 'its service, or aftercall start',
  config: readConfig,
  environmentValue,
  // getColorDepth() knows NO_COLOR, FORCE_COLOR and TERM.
  paint: paintFor(isTerminal ? process.stdout.getColorDepth() : 1),
  isTerminal,
  isWatched: isTerminal && process.stdout.columns >= columns,
  print: (lines) => console.log(withoutControls(text(lines))),
  complain: (lines) => console.error(withoutControls(text(lines))),
  exitWith: (code) => {
    process.exitCode = code
  },
}

function text(lines: string | readonly string[]): string {
  return typeof lines === 'string' ? lines : lines.join('\n')
}

function commandLine(): Command {
  const program = new Command('aftercall')
    .description('Sends the right text message the moment a phone call ends. Without a command: start.')
    .version(version)
    .option('--json', 'print only JSON')
    .option('--account <account>', 'key or id of the account (else the only one, or the demo account)')
    .addOption(new Option('--url <url>', 'an Aftercall elsewhere (else the one that runs here)').env('AFTERCALL_URL'))
    .addOption(new Option('--key <key>', 'an API key (else this installation’s operator key)').env('AFTERCALL_KEY'))
    .configureHelp({ showGlobalOptions: true, helpWidth: columns })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
  for (const add of [
    addStart,
    addCall,
    addExplain,
    addPlan,
    addTryRules,
    addApply,
    addExport,
    addBill,
    addAccount,
    addTemplate,
    addHeader,
    addRoute,
    addCountry,
    addKey,
    addOperatorKey,
    addOptOut,
    addConsent,
    addLanguage,
    addLink,
    addStatus,
    addDoctor,
    addSmppTest,
    addMigrate,
    addBackup,
    addRestore,
    addRestored,
    addQuarantine,
  ])
    add(program, shell)
  return program
}

/** A bare `aftercall` starts the program. Only then: a mistyped command must stay an error, with what was meant. */
async function runCommand(): Promise<void> {
  const program = commandLine()
  const words = process.argv.slice(2)
  const { operands, unknown } = program.parseOptions(words)
  const isBare = operands.length === 0 && unknown.length === 0
  await program.parseAsync(isBare ? [...words, 'start'] : words, { from: 'user' })
}

function exitCodeOf(error: unknown): number {
  // Commander has said already what was wrong; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused
  shell.complain(`aftercall: ${errorWords(error)}`)
  return error instanceof UsageError ? misused : failed
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

/** Settings that cannot be read are not left out: the command would look for another installation than the one that is meant. */
function loadEnvironmentFile(): void {
  const file = path.resolve('.env')
  if (!existsSync(file)) return
  demandOpen(file, constants.R_OK, `${file} ${ofAnother}, or in another folder.`)
  process.loadEnvFile(file)
}

try {
  loadEnvironmentFile()
  await runCommand()
} catch (error) {
  process.exitCode = exitCodeOf(error)
  // Whatever a failed start left open must not keep the process.
  setTimeout(() => process.exit(), 1_000).unref()
}
