/**
 * `node bench/templates.ts --texts 10000`: a DLT portal's export taken in by the command line, and what is then listed and searched as the console does, by the
 * real program on a durable PostgreSQL; and an account with as many templates of its own as one document holds. The table goes to standard output.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { accountDocument, rule } from '../test/support/account-document.ts'
import { startDurablePostgres } from '../test/support/durable-postgres.ts'
import { portalExport } from '../test/support/portal-export.ts'
import { type Api, makeAccount, startProgramProcess } from '../test/support/program-process.ts'
import { markdown, median } from './table.ts'

const { values } = parseArgs({
  options: { texts: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '20' } },
})
const texts = Number(values.texts)
const rounds = Number(values.rounds)
/** A document has less than 1 MiB. */
const ownTemplates = Math.min(texts, 4_000)

type Page = { items: unknown[]; next: string | null }

const folder = mkdtempSync(path.join(tmpdir(), 'aftercall-templates-'))
const server = await startDurablePostgres({ tcp: false, name: 'templates' })
const program = await startProgramProcess({ databaseUrl: server.url(), logFile: path.join(folder, 'log') })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().finally(() => process.exit(130)))
try {
  const { key, api } = await makeAccount(program, 'Templates', accountDocument([rule('any')]))
  const rows = [...(await registered(key, api)), ...(await own(api))]
  process.stdout.write(`${markdown([['what', 'took'], ...rows])}\n`)
} finally {
  await stop()
}

async function stop(): Promise<void> {
  await program.end('SIGTERM')
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** What the portal says is registered: a file, and pages of it. */
async function registered(key: string, api: Api): Promise<string[][]> {
  const file = path.join(folder, 'export.csv')
  writeFileSync(file, portalExport(1, texts))
  const imported = await timed(() => command(['template', 'import', file, '--url', program.url, '--key', key]))
  const list = (query: string) => api<Page & { counts: Record<string, number> }>('GET', `/v1/registered-texts?${query}`)
  const first = await list('limit=50')
  if (first.counts['approved'] !== texts) throw new Error(`${first.counts['approved']} of ${texts} texts are there`)
  const one = encodeURIComponent(`no. ${texts - 1}.`)
  if ((await list(`limit=50&search=${one}`)).items.length !== 1) throw new Error('the search does not find the one')
  return [
    [`${texts} rows of an export, by the command line`, words(imported)],
    ['the first page of 50, with counts', words(await often(() => list('limit=50')))],
    ['the page behind it', words(await often(() => list(`limit=50&after=${first.next}`)))],
    ['a search that finds one', words(await often(() => list(`limit=50&search=${one}`)))],
    ['a search that finds all', words(await often(() => list('limit=50&search=missed')))],
  ]
}

/** Templates of the account's own: the console reads them whole, and draws 50. */
async function own(api: Api): Promise<string[][]> {
  const document = accountDocument([rule('any')])
  const more = Array.from({ length: ownTemplates }, (_, at) => ({
    key: `t${at}`,
    name: `Text ${at}`,
    header: 'tester',
    body: `Sorry we missed your call to {{department_name}}, no. ${at}. - Test Traders`,
  }))
  const templates = [...(document.templates ?? []), ...more]
  const applied = await timed(() => api('PUT', '/v1/configuration', { ...document, templates }))
  const edited = await often(() => api('PATCH', '/v1/templates/t1', { name: `Text ${performance.now()}` }), 5)
  return [
    [`${ownTemplates} templates applied as one document`, words(applied)],
    ['all of them read by pages of 200', words(await often(() => wholeList(api), 5))],
    ['one of them renamed', words(edited)],
  ]
}

async function wholeList(api: Api): Promise<void> {
  let read = 0
  let after = ''
  for (;;) {
    const page = await api<Page>('GET', `/v1/templates?limit=200${after}`)
    read += page.items.length
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  if (read < ownTemplates) throw new Error(`${read} of ${ownTemplates} templates are listed`)
}

async function command(args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`aftercall ${args[0]} ${args[1]} ended with ${code}`)
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

async function often(run: () => Promise<unknown>, times = rounds): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) took.push(await timed(run))
  return median(took)
}

function words(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
