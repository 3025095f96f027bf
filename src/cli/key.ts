import { type Command, Option } from 'commander'
import { accountRoles } from '../store/keys.ts'
import { allPages } from './all-pages.ts'
import { connect } from './client.ts'
import { table } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'
import { dayAndTime } from './time.ts'

type KeyView = { id: string; name: string; role: string; createdAt: string; lastUsedAt: string | null }

/** `key create`, `key list`, `key revoke`: the API keys of an account. */
export function addKey(program: Command, shell: Shell): void {
  const key = program
    .command('key')
    .summary('create, list and revoke API keys')
    .description('An API key lets one system speak for one account.')
  key
    .command('create')
    .summary('create a key; it is shown this once')
    .option('--name <name>', 'what uses it', 'command line')
    .addOption(
      new Option('--role <role>', 'what it may do; support reads calls and texts, with numbers masked')
        .choices([...accountRoles])
        .default('owner'),
    )
    .action(async (options: { name: string; role: string }, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const made = await client.send<{ id: string; key: string }>('POST', '/v1/keys', options)
      answer(shell, given, made, () => [
        `  ${made.key}`,
        `  ${shell.paint.dim('Shown this once. Only its hash is kept.')}`,
      ])
    })
  key
    .command('list')
    .summary('list the keys, without what opens')
    .action(async (_options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const keys = await allPages<KeyView>(await connect(shell, given), '/v1/keys')
      answer(shell, given, keys, () =>
        table(
          keys.map((one) => [
            one.id.slice(0, 16),
            one.name,
            one.role,
            one.lastUsedAt ? `used ${dayAndTime(one.lastUsedAt, 'UTC')}` : 'never used',
          ]),
        ),
      )
    })
  key
    .command('revoke')
    .summary('revoke a key; whatever uses it is refused from then on')
    .argument('<key>', 'its id, or a beginning of it that no other has')
    .action(async (id: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const client = await connect(shell, given)
      const found = onlyOne(await allPages<KeyView>(client, '/v1/keys'), id)
      await client.send('DELETE', `/v1/keys/${found.id}`)
      answer(shell, given, { id: found.id, revoked: true }, () => [
        `  Revoked ${found.id.slice(0, 16)} (${found.name}).`,
      ])
    })
}

function onlyOne(keys: readonly KeyView[], id: string): KeyView {
  const found = keys.filter((one) => one.id === id || one.id.startsWith(id) || one.id.startsWith(`key_${id}`))
  const [only] = found
  if (only && found.length === 1) return only
  if (!only) throw new CommandFailed(`No key of this account begins with "${id}". See key list.`)
  throw new CommandFailed(`${found.length} keys begin with "${id}". Give more of the id.`)
}
