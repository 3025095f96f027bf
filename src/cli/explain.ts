import type { Command } from 'commander'
import type { CallStoryView } from '../http/shapes/calls.ts'
import type { AccountView } from './client.ts'
import { type Client, connect } from './client.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'
import { headLines, languageLines, messageLines, replayLines, toldLines, verdictLines } from './story.ts'

/** `explain <call>`: why this call got what it got. */
export function addExplain(program: Command, shell: Shell): void {
  program
    .command('explain')
    .summary('why a call got what it got')
    .description('Shows the call, what every rule said of it, and what became of each text.')
    .argument('<call>', 'id of the call; any beginning that only one call has will do')
    .action(async (id: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const story = await readStory(client, id)
      if (given.json) return answer(shell, given, story, () => [])
      // Who reads calls need not read the account's settings; everybody is told in which one they are.
      const { account } = await client.get<{ account: AccountView }>('/v1/me')
      answer(shell, given, story, () => storyLines(story, account.zone, shell))
    })
}

/** The call with everything that is known of it. */
export function readStory(client: Client, id: string): Promise<CallStoryView> {
  // Anything but an id would be another address.
  if (!/^(call_)?[0-9a-f]{6,32}$/i.test(id))
    throw new CommandFailed(`"${id}" is not the id of a call. Give at least 6 digits of it, such as call_019ab3e27f2c.`)
  return client.get<CallStoryView>(`/v1/calls/${id}`)
}

/** The whole story as it is printed. */
export function storyLines(story: CallStoryView, zone: string, shell: Shell): string[] {
  return [
    ...headLines(story, zone, shell.paint),
    ...toldLines(story, shell.paint),
    '',
    ...(story.call.isTest || story.call.confirmsOptOut
      ? [`  ${story.call.isTest ? 'A test of a template' : 'The confirmation of an opt-out'}: no rule was asked.`]
      : verdictLines(`Rule set ${story.ruleSet.number}`, story.plan, shell.paint)),
    ...replayLines(story.replay, shell.paint),
    ...(story.messages.length > 0 ? ['', ...messageLines(story, shell.paint)] : []),
    ...languageLines(story.plan, shell.paint),
  ]
}
