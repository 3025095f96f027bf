import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Command } from 'commander'
import { type DataFolder, openDataFolder } from '../data-folder.ts'
import type { Restored } from '../store/restore.ts'
import { openSeal } from '../store/seal.ts'
import { demandNoUrl, oneOf } from './database-url.ts'
import { heldLines } from './held-lines.ts'
import { counted, paragraph } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'
import { spanWords } from './time.ts'

type Options = Given & { into?: string; secretKeyFile?: string; forgetSecrets?: boolean }

/** `restore`: a backup into an empty database, all of it or nothing. */
export function addRestore(program: Command, shell: Shell): void {
  program
    .command('restore')
    .summary('put a backup into an empty database')
    .description(
      'Reads a backup into an empty database, all of it or nothing: the one DATABASE_URL names, else the program’s own. What waited when the backup was made is not sent by itself: it waits for you (see: restored).',
    )
    .argument('<file>', 'what backup wrote; - reads standard input')
    .option('--into <folder>', 'a data folder for the program’s own database, whatever DATABASE_URL says')
    .option('--secret-key-file <file>', 'the key that was kept apart from the backup; it is put into the data folder')
    .option('--forget-secrets', 'the key is lost: restore everything but the secrets of gateways and sources')
    .action(async (file: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Options>()
      demandNoUrl(given)
      const { dataFolder, databaseUrl } = shell.config()
      const startedAt = performance.now()
      // Before anything is made or started: a file that is not there is said at once.
      const packed = file === '-' ? process.stdin : (await open(file)).createReadStream()
      const data = openDataFolder(given.into ?? dataFolder)
      const key = keyOf(shell, given, data)
      if (given.secretKeyFile !== undefined) demandNoOtherKey(data, key)
      const restored = await into(shell, given.into === undefined ? databaseUrl : undefined, data, async (url) => {
        const { restoreBackup } = await import('../store/restore.ts')
        return restoreBackup(url, packed, {
          keyId: key === undefined ? undefined : openSeal(key).keyId,
          forgetSecrets: given.forgetSecrets ?? false,
          // With the rows there and the key not, the next start would make another one.
          beforeCommit: () => {
            if (key !== undefined && given.secretKeyFile !== undefined) data.writeSecretKey(key)
          },
        })
      })
      answer(shell, given, restored, () =>
        linesOf(shell, restored, performance.now() - startedAt, given.forgetSecrets ?? false),
      )
    })
}

/** Another installation's key may be the only one there is. */
function demandNoOtherKey(data: DataFolder, key: string | undefined): void {
  const kept = data.knownSecretKey(undefined)
  if (kept !== undefined && kept !== key)
    throw new CommandFailed(
      `${data.path} holds another key already (secret-key), which would be lost. Nothing was restored. Name a folder of its own by --into, or move that key away first.`,
    )
}

function keyOf(shell: Shell, { secretKeyFile }: Options, data: DataFolder): string | undefined {
  if (secretKeyFile === undefined) return data.knownSecretKey(shell.config().secretKey)
  const key = readFileSync(secretKeyFile, 'utf8').trim()
  if (key.length < 32) throw new CommandFailed(`${secretKeyFile} holds no key: a key has at least 32 characters.`)
  return key
}

async function into<T>(
  shell: Shell,
  databaseUrl: string | undefined,
  data: DataFolder,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return work(await oneOf(databaseUrl))
  const { withOwnServer } = await import('./own-server.ts')
  return await withOwnServer({ dataFolder: data.path, log: (line) => shell.complain(line) }, work)
}

const forgotten =
  'Secrets were forgotten: enter those of every gateway and source, then resume the gateways. The addresses that phone systems and gateways were told go on, but can be shown no more; a gateway that is told where to bring each receipt (Kannel) brings none of new texts until it is added anew, under another key.'

const switchedOffWords = (accounts: readonly string[]) =>
  `Opted-out numbers can no longer be told from others, since they were kept under the lost key. After-Call SMS was switched off for ${accounts.join(', ')}: enter their opt-outs again before you switch it on.`

function linesOf(shell: Shell, restored: Restored, milliseconds: number, isForgotten: boolean): string[] {
  return [
    `  ${shell.paint.ok('restored')}  the backup of ${restored.takenAt}, by Aftercall ${restored.version}`,
    `            ${counted(restored.rows, 'row')} of ${counted(restored.tables, 'table')} in ${spanWords(milliseconds)}`,
    ...restored.leftOut.map((name) => `  ${shell.paint.warn('left out')}  ${name}, which is no table of Aftercall`),
    ...restored.applied.map((name) => `  ${shell.paint.ok('applied')}   ${name}`),
    '',
    ...heldLines(shell, restored.held),
    ...(isForgotten ? ['', ...paragraph(forgotten)] : []),
    ...(restored.switchedOff.length === 0 ? [] : ['', ...paragraph(switchedOffWords(restored.switchedOff))]),
    '',
    ...paragraph(
      'What happened after the backup is not in it: calls, opt-outs, changes. Keys revoked since then are valid again: revoke them once more.',
    ),
  ]
}
