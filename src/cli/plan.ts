import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { parse } from 'yaml'
import type { PlanView } from '../http/shapes/calls.ts'
import { connect } from './client.ts'
import { type CallOptions, madeUpCall, withCallOptions } from './made-up-call.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'
import { plannedLines, verdictLines } from './story.ts'

/** `plan`: what would a call get? Nothing is written and nothing is sent. */
export function addPlan(program: Command, shell: Shell): void {
  withCallOptions(program.command('plan'))
    .summary('what a made-up call would get; nothing is written')
    .description(
      'Judges a made-up call by the rules in force, or by a draft of them, and shows the texts. Writes nothing, sends nothing.',
    )
    .option(
      '--rules <file>',
      'a draft: a YAML or JSON list of rules, or an account file with a rules section; - reads standard input',
    )
    .action(async (options: CallOptions & { rules?: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const rules = options.rules === undefined ? undefined : readRules(options.rules)
      const client = await connect(shell, given)
      const body = { call: madeUpCall(options, Date.now()), ...(rules === undefined ? {} : { rules }) }
      const plan = await client.send<PlanView>('POST', '/v1/plan', body)
      answer(shell, given, plan, () => planLines(plan, options.rules, shell))
    })
}

/** The plan as it is printed. */
function planLines(plan: PlanView, draft: string | undefined, shell: Shell): string[] {
  const title = draft === undefined ? `Rule set ${plan.ruleSet}` : `Draft in ${draft}`
  return [
    ...verdictLines(title, plan, shell.paint),
    ...(plan.messages.length > 0 ? ['', ...plannedLines(plan.messages, shell.paint)] : []),
    '',
    `  ${shell.paint.dim('Nothing was written and nothing was sent.')}`,
  ]
}

/** The rules of a draft in a file. */
export function readRules(file: string): unknown {
  const document = readYaml(file)
  if (Array.isArray(document)) return document
  const rules = typeof document === 'object' && document !== null ? (document as { rules?: unknown }).rules : undefined
  if (Array.isArray(rules)) return rules
  throw new CommandFailed(`${file} holds no rules: write a list of them, or an account file with a rules section.`)
}

/** A YAML file (of which JSON is a part); what is wrong with it is said with its line. */
export function readYaml(file: string): unknown {
  const text = readText(file)
  try {
    return parse(text)
  } catch (error) {
    throw new CommandFailed(`${file} is not YAML: ${(error as Error).message}`)
  }
}

/** A file as it is; - reads standard input. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
