import { randomUUID } from 'node:crypto'
import { link, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { counted, paragraph } from './print.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'
import { spanWords } from './time.ts'

/** `backup`: everything the database holds, as one file, while the program goes on. */
export function addBackup(program: Command, shell: Shell): void {
  program
    .command('backup')
    .summary('write everything into one file')
    .description(
      'Writes all accounts, calls and texts as they stand at one moment into one file, while the program goes on. The key that opens the secrets of gateways and sources is not in it.',
    )
    .argument('<file>', 'the file to write, such as aftercall-2026-11-25.gz; - writes to standard output')
    .action(async (file: string, _options: unknown, command: Command) => {
      const given = command.optsWithGlobals<Given>()
      const startedAt = performance.now()
      const made = await (file === '-' ? toOutput(shell, given) : toFile(shell, given, path.resolve(file)))
      // Standard output has the backup itself.
      if (file === '-') return
      answer(shell, given, { file, ...made }, () => [
        `  ${shell.paint.ok('written')}  ${file}`,
        `           ${counted(made.rows, 'row')} of ${counted(made.tables, 'table')}, ${megabytes(made.bytes)}, in ${spanWords(performance.now() - startedAt)}`,
        '',
        ...keyLines(shell, made.sealedWith),
        '  It holds phone numbers and texts: keep it where only you can read it.',
      ])
    })
}

async function write(shell: Shell, given: Given, to: NodeJS.WritableStream) {
  const { writeBackup } = await import('../store/backup.ts')
  const { withDatabase } = await import('./database-url.ts')
  return withDatabase(shell, given, (url) => writeBackup(url, to as never, { version: shell.version }))
}

async function toOutput(shell: Shell, given: Given) {
  return { ...(await write(shell, given, process.stdout)), bytes: 0 }
}

/** Under another name until it is whole and on the disk, so that what stands under its own is always a backup. */
async function toFile(shell: Shell, given: Given, file: string) {
  if (await stat(file).catch(() => undefined))
    throw new CommandFailed(`${file} is there already, and is left alone. Name a file that is not there yet.`)
  // Its own: two that are told the same name at once write two files, and one of them gets it.
  const draft = `${file}.${randomUUID().slice(0, 8)}.part`
  const handle = await open(draft, 'wx', 0o600)
  try {
    const made = await write(shell, given, handle.createWriteStream({ flush: true }))
    await giveName(draft, file)
    await syncFolder(path.dirname(file))
    return { ...made, bytes: (await stat(file)).size }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

const noSecondName = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK']

/** Not by renaming: what came under that name meanwhile would be lost. */
async function giveName(draft: string, file: string): Promise<void> {
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new CommandFailed(
        `${file} was made by another meanwhile, and is left alone. Name a file that is not there yet.`,
      )
    // A disk that knows no second name for a file.
    if (noSecondName.includes(error.code ?? '')) return rename(draft, file)
    throw error
  })
  await rm(draft, { force: true })
}

async function syncFolder(folder: string): Promise<void> {
  // Windows knows no folders that can be opened.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function keyLines(shell: Shell, sealedWith: readonly string[]): string[] {
  if (sealedWith.length === 0) return []
  const { secretKey, dataFolder } = shell.config()
  const where = secretKey === undefined ? path.join(dataFolder, 'secret-key') : 'SECRET_KEY'
  return paragraph(
    `The secrets in it are sealed with the key ${sealedWith.join(', ')}, which is not in it: keep ${where} too, and apart from the backup. Together they open every gateway.`,
  )
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
