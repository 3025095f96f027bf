/** The program, its server and an SMSC for the overload bench: one account that calls too much, one that calls now and then, both by one shared gateway. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { startDurablePostgres } from '../../test/support/durable-postgres.ts'
import { apiOf, makeAccount, startProgramProcess } from '../../test/support/program-process.ts'
import { benchAccount, endOf, linesOf, type PeerCount, spawnScript } from '../subjects.ts'

export async function startRig() {
  const server = await startDurablePostgres({ tcp: false, name: 'overload' })
  const smsc = spawnScript('bench/peer.ts')
  const lines = linesOf(smsc)
  const { port: smpp } = JSON.parse(await lines()) as { port: number }
  const environment = { NODE_OPTIONS: '--max-semi-space-size=64' }
  const program = await startProgramProcess({ databaseUrl: server.url(), environment })
  const { gateways, ...document } = benchAccount(smpp, 3)
  const [{ key, ...gateway } = { key: '' }] = gateways ?? []
  await apiOf(program.url, program.operatorKey())('PUT', `/v1/shared-gateways/${key}`, gateway)
  const shared = { ...document, routes: [{ gateway: `shared:${key}` }] }
  const large = await makeAccount(program, 'Large', shared)
  const small = await makeAccount(program, 'Small', shared)

  /** When the text of each number came; every number is here once unless a text went twice. */
  const texts = new Map<string, number>()
  let twice = 0
  const collect = async () => {
    smsc.stdin?.write('all\n')
    const { taken = [] } = JSON.parse(await lines()) as PeerCount
    for (const [number, at] of taken) {
      if (texts.has(number)) twice += 1
      texts.set(number, at)
    }
  }
  return {
    program,
    port: Number(new URL(program.url).port),
    large: large.key,
    small: small.key,
    texts,
    collect,
    twice: () => twice,
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    /** Requests that were turned away since the start, by cause. */
    refusals: async (): Promise<Record<string, number>> => {
      const headers = { authorization: `Bearer ${program.operatorKey()}` }
      const text = await (await fetch(`${program.url}/metrics`, { headers })).text()
      const lines = text.matchAll(/^aftercall_admission_refusals_total\{cause="(\w+)"\} (\d+)$/gm)
      return Object.fromEntries([...lines].map(([, cause, count]) => [cause, Number(count)]))
    },
    /** Texts by state. */
    states: async (): Promise<Record<string, number>> => {
      const client = new pg.Client({ connectionString: server.url() })
      await client.connect()
      try {
        const { rows } = await client.query('select state, count(*)::int as n from message group by state')
        return Object.fromEntries(rows.map((row) => [row.state, row.n]))
      } finally {
        await client.end()
      }
    },
    analyse: async () => {
      const client = new pg.Client({ connectionString: server.url() })
      await client.connect()
      await client.query('analyze')
      await client.end()
    },
    stop: async () => {
      await program.end('SIGTERM')
      await endOf(smsc)
      await server.stop()
    },
  }
}
