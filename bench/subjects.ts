/** The two that are measured, each as a process on a fresh PostgreSQL of its own with a peer of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { migrate } from '../src/store/migrate.ts'
import { accountDocument, rule } from '../test/support/account-document.ts'
import { cpuMicros, type DurableServer, startDurablePostgres } from '../test/support/durable-postgres.ts'
import { makeAccount, startProgramProcess } from '../test/support/program-process.ts'

type RuleConditions = NonNullable<Parameters<typeof rule>[1]>['conditions'] & object

export type PeerCount = {
  count: number
  receipts: number
  lastAt: number
  cpuMicros: number
  taken?: [string, number][]
}

export type Subject = {
  name: 'aftercall' | 'bare path'
  server: DurableServer
  port: number
  path: string
  key?: string
  pid: number
  /** What the peer took so far; with `all` each text, and it counts from nothing again. */
  peer(all?: boolean): Promise<PeerCount>
  cpu(): { node: number; postgres: number }
  stop(): Promise<void>
}

export const window = 100

export async function startSubject(
  name: Subject['name'],
  more: { flags?: string[]; environment?: Record<string, string>; rules?: number } = {},
): Promise<Subject> {
  // As `npm start` runs the program.
  const flags = ['--max-semi-space-size=64', ...(more.flags ?? [])]
  const environment = { NODE_OPTIONS: flags.join(' '), ...more.environment }
  const server = await startDurablePostgres({ tcp: false, name: 'bench' })
  const peer = spawnScript('bench/peer.ts')
  const lines = linesOf(peer)
  const { port } = JSON.parse(await lines()) as { port: number }
  const start = name === 'aftercall' ? startAftercall : startBarePath
  const started = await start(server, port, { environment, rules: more.rules ?? 3 }).catch(async (error: unknown) => {
    await endOf(peer)
    await server.stop()
    throw error
  })
  return {
    name,
    server,
    ...started,
    peer: async (all = false) => {
      peer.stdin?.write(all ? 'all\n' : 'count\n')
      return JSON.parse(await lines()) as PeerCount
    },
    cpu: () => ({ node: cpuMicros(started.pid, false), postgres: server.cpuMicros() }),
    stop: async () => {
      await started.end()
      await endOf(peer)
      await server.stop()
    },
  }
}

type Started = { port: number; path: string; key?: string; pid: number; end(): Promise<void> }

async function startAftercall(
  server: DurableServer,
  smppPort: number,
  { environment, rules }: { environment: Record<string, string>; rules: number },
): Promise<Started> {
  const program = await startProgramProcess({ databaseUrl: server.url(), environment })
  const { key } = await makeAccount(program, 'Bench', benchAccount(smppPort, rules))
  return {
    port: Number(new URL(program.url).port),
    path: '/v1/calls',
    key,
    pid: program.pid,
    end: () => program.end('SIGTERM'),
  }
}

/** So many rules of which the last one fires, so that judging is not left out. */
export function benchAccount(smppPort: number, rules: number) {
  return accountDocument(
    [
      ...Array.from({ length: rules - 1 }, (_, n) => rule(`rule-${n + 1}`, { conditions: passedOver(n) })),
      rule('missed-all', { conditions: { outcomes: ['missed'] } }),
    ],
    {
      templates: [
        {
          key: 'sorry',
          name: 'Sorry we missed you',
          header: 'tester',
          body: 'Sorry we missed your call to {{department_name|us}}. We will call you back within the hour. Or call 1800 572 0199. - Kaveri Appliances',
          dltTemplateId: '1107172974420810002',
        },
      ],
      gateways: [
        {
          key: 'smsc',
          title: 'SMSC',
          kind: 'smpp',
          settings: { host: '127.0.0.1', port: smppPort, systemId: 'bench', window, dlt: true },
          secrets: { password: 'bench' },
        },
      ],
      routes: [{ gateway: 'smsc' }],
    },
  )
}

/** Conditions that the bench's calls do not meet, some of them at the last moment. */
function passedOver(n: number): RuleConditions {
  const kinds: RuleConditions[] = [
    { outcomes: ['missed'], departments: ['support'] },
    { outcomes: ['voicemail'] },
    { outcomes: ['missed'], departments: ['sales'], dids: ['landline'] },
    { outcomes: ['missed'], ringSeconds: { min: 60 + (n % 1_000) } },
    { outcomes: ['missed'], departments: ['sales'], users: { match: 'rung', users: ['meera'] } },
  ]
  return kinds[n % kinds.length] ?? {}
}

async function startBarePath(
  server: DurableServer,
  smppPort: number,
  { environment }: { environment: Record<string, string> },
): Promise<Started> {
  await migrate(server.url())
  const child = spawnScript('bench/bare-path.ts', {
    ...environment,
    DATABASE_URL: server.url(),
    SMPP_PORT: String(smppPort),
  })
  const { port } = JSON.parse(await linesOf(child)()) as { port: number }
  return { port, path: '/', pid: child.pid ?? 0, end: () => endOf(child) }
}

export function spawnScript(
  script: string,
  environment: Record<string, string> = {},
  args: string[] = [],
): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** Reads a child's output line by line, one for each call. */
export function linesOf(child: ChildProcess): () => Promise<string> {
  if (!child.stdout) throw new Error('the child has no output')
  const reader: Interface = createInterface(child.stdout)
  const got: string[] = []
  const wanted: ((line: string) => void)[] = []
  reader.on('line', (line) => {
    const next = wanted.shift()
    if (next) next(line)
    else got.push(line)
  })
  return () => {
    const line = got.shift()
    return line === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(line)
  }
}

export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
