/** Everything of a torture run: a PostgreSQL server, bad lines to it and to the gateway, peers that are never killed, and nodes that are. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type DurableServer, freePort, startDurablePostgres } from '../support/durable-postgres.ts'
import { apiOf, ProgramEnded, type ProgramProcess, startProgramProcess } from '../support/program-process.ts'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { httpAccount, smppAccount } from './account.ts'
import type { Aim } from './aim.ts'
import { ClaimWatch } from './claim-watch.ts'
import { Client } from './client.ts'
import { responseMs } from './times.ts'

export const window = 10
const metricsKey = randomBytes(24).toString('hex')

/** Room for the longest run; the file behind it takes only what is written. */
const diskMegabytes = 3_000

/** How a process came to its end, or to a stop. */
export type Blow = { node: string; pid: number; at: number; how: 'aimed' | 'random' | 'SIGSTOP' | 'SIGTERM' }

export class Node {
  readonly name: string
  readonly proxy: TcpProxy
  readonly url: string
  process: ProgramProcess | undefined
  /** Ended in a way that nobody ordered. */
  readonly surprises: string[] = []
  readonly #world: World
  readonly #port: number
  readonly #dataFolder: string
  #isOrdered = false

  constructor(world: World, name: string, proxy: TcpProxy, port: number) {
    this.#world = world
    this.name = name
    this.proxy = proxy
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
    this.#dataFolder = path.join(world.folder, name)
  }

  /** Answers false where the process died at its aim before it was even ready. While the database is away it is started again and again. */
  async start(aim?: Omit<Aim, 'note' | 'smppPort'>): Promise<boolean> {
    for (let tried = 0; ; tried++) {
      try {
        await this.#startOnce(aim)
        return true
      } catch (error) {
        if (!(error instanceof ProgramEnded) || tried === 30) throw error
        if (aim && error.how === 'SIGKILL') {
          this.#world.strike({ node: this.name, pid: error.pid, how: 'aimed' })
          return false
        }
        await pause(300)
      }
    }
  }

  async #startOnce(aim: Omit<Aim, 'note' | 'smppPort'> | undefined): Promise<void> {
    this.#isOrdered = aim !== undefined
    const started = await startProgramProcess({
      databaseUrl: this.#world.server.url('aftercall', this.proxy.port),
      script: 'test/torture/node.ts',
      dataFolder: this.#dataFolder,
      environment: this.#environment(aim),
      logFile: this.logFile,
    })
    this.process = started
    started.child.once('exit', (code, signal) => {
      if (this.process === started) this.process = undefined
      if (!this.#isOrdered) this.surprises.push(`${this.name} ended with ${signal ?? code}`)
    })
  }

  #environment(aim: Omit<Aim, 'note' | 'smppPort'> | undefined): Record<string, string> {
    const environment = {
      LISTEN: `127.0.0.1:${this.#port}`,
      PUBLIC_URL: this.#world.publicUrl,
      METRICS_KEY: metricsKey,
      TORTURE_CLOCK: this.#clockFile,
      SECRET_KEY: this.#world.secretKey,
    }
    if (!aim) return environment
    const whole: Aim = { ...aim, smppPort: this.#world.smppLine.port, note: this.#world.note }
    return { ...environment, TORTURE_AIM: JSON.stringify(whole) }
  }

  get #clockFile(): string {
    return path.join(this.#world.folder, `${this.name}.clock`)
  }

  /** Its wall clock is wrong by so much from now on. */
  moveClock(byMs: number): void {
    writeFileSync(this.#clockFile, String(byMs))
  }

  get logFile(): string {
    return path.join(this.#world.folder, `${this.name}.log`)
  }

  get pid(): number {
    return this.process?.pid ?? 0
  }

  /** kill -9, and word of it for the verdict. */
  async kill(how: 'random'): Promise<void> {
    this.#isOrdered = true
    const { process: running, pid } = this
    if (!running) return
    this.#world.strike({ node: this.name, pid, how })
    await running.end('SIGKILL')
  }

  /** SIGTERM; the process must end by itself, and say that all went well. */
  async terminate(): Promise<void> {
    this.#isOrdered = true
    const { process: running, pid } = this
    if (!running) return
    this.#world.strike({ node: this.name, pid, how: 'SIGTERM' })
    const how = new Promise<number | NodeJS.Signals | null>((resolve) =>
      running.child.once('exit', (code, signal) => resolve(signal ?? code)),
    )
    await running.end('SIGTERM')
    if ((await how) !== 0) this.surprises.push(`${this.name} did not stop cleanly: ${await how}`)
  }

  /** Resolves when the process has ended, or says that it did not. */
  async ended(withinMs: number): Promise<boolean> {
    for (const until = performance.now() + withinMs; this.process; ) {
      if (performance.now() > until) return false
      await pause(20)
    }
    return true
  }
}

export class World {
  readonly folder = mkdtempSync(path.join(tmpdir(), `aftercall-torture-${process.pid}-`))
  readonly secretKey = randomBytes(24).toString('hex')
  readonly seed: number
  readonly blows: Blow[] = []
  readonly nodes: Node[] = []
  server!: DurableServer
  /** Undefined where no file system can be mounted. */
  disk: SmallDisk | undefined
  claims!: ClaimWatch
  smppLine!: TcpProxy
  client!: Client
  publicUrl = ''
  #peers: ChildProcess[] = []
  readonly #keys = { smpp: '', http: '' }

  constructor(seed: number) {
    this.seed = seed
  }

  /** Where aimed processes leave word that they struck. */
  get note(): string {
    return path.join(this.folder, 'struck')
  }

  get journals(): { smpp: string; http: string } {
    return { smpp: path.join(this.folder, 'smpp.journal'), http: path.join(this.folder, 'http.journal') }
  }

  /** How many aimed processes left word that they had come to their point. */
  notes(): number {
    return existsSync(this.note) ? readFileSync(this.note, 'utf8').split('\n').length - 1 : 0
  }

  async build(nodeCount: number): Promise<void> {
    this.disk = mountSmallDisk('torture', diskMegabytes)
    this.server = await startDurablePostgres({ tcp: true, name: 'torture', disk: this.disk })
    this.claims = new ClaimWatch(() => this.nodes.map(({ url, pid }) => ({ url, pid })), metricsKey)
    const smpp = await this.#startPeer('peer.ts', this.journals.smpp, ['--late', String(Math.round(responseMs * 1.5))])
    const http = await this.#startPeer('http-peer.ts', this.journals.http)
    this.smppLine = await startTcpProxy({ port: smpp })
    for (let n = 0; n < nodeCount; n++) {
      const proxy = await startTcpProxy({ port: this.server.port, isPostgres: true })
      this.nodes.push(new Node(this, `node-${n + 1}`, proxy, await freePort()))
    }
    // Receipts by HTTP are sent to the first node; where it is down they are sent again.
    this.publicUrl = this.nodes[0]?.url ?? ''
    for (const node of this.nodes) await node.start()
    await this.#makeAccounts(http)
    this.client = new Client(this.seed, {
      urls: () => this.nodes.map((one) => one.url),
      key: (kind) => this.#keys[kind],
    })
  }

  async #startPeer(script: string, journal: string, more: string[] = []): Promise<number> {
    const file = fileURLToPath(new URL(script, import.meta.url))
    const child = spawn(process.execPath, [file, '--seed', String(this.seed), '--journal', journal, ...more], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#peers.push(child)
    const line = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`${script} ended at its start`)))
      if (child.stdout) createInterface(child.stdout).once('line', resolve)
    })
    return (JSON.parse(line) as { port: number }).port
  }

  async #makeAccounts(httpPort: number): Promise<void> {
    const [first] = this.nodes
    if (!first?.process) throw new Error('there is no node')
    const operator = apiOf(first.url, first.process.operatorKey())
    const make = async (name: string, configuration: unknown) => {
      const { key } = await operator<{ key: string }>('POST', '/v1/accounts', { name, zone: 'Asia/Kolkata' })
      await apiOf(first.url, key)('PUT', '/v1/configuration', configuration)
      return key
    }
    this.#keys.smpp = await make('Torture', smppAccount(this.smppLine.port, window))
    this.#keys.http = await make('Torture by HTTP', httpAccount(httpPort))
    // The other nodes hear of the gateways within their polling.
    await pause(1_000)
  }

  strike(blow: Omit<Blow, 'at'>): void {
    this.blows.push({ ...blow, at: Date.now() })
  }

  /**
   * Resolves when nothing is due or under way, or when what is due has not grown less for so long: the faults may have left more than a few minutes' work. The
   * verdict tells what is left.
   */
  async drained(patienceMs: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.server.url() })
    await client.connect()
    const open = `select count(*)::int as count from message where state = 'sending' or due_at <= clock_timestamp()`
    let least = Number.POSITIVE_INFINITY
    for (let since = performance.now(); performance.now() < since + patienceMs; await pause(500)) {
      const { count } = (await client.query(open)).rows[0]
      if (count === 0) break
      if (count < least) since = performance.now()
      least = Math.min(least, count)
    }
    await client.end()
  }

  peersAlive(): boolean {
    return this.#peers.every((one) => one.exitCode === null && one.signalCode === null)
  }

  async tearDown(keepFiles = false): Promise<void> {
    for (const node of this.nodes) await node.kill('random')
    for (const peer of this.#peers) peer.kill('SIGTERM')
    for (const node of this.nodes) await node.proxy.close()
    await this.smppLine?.close()
    this.claims?.stop()
    await this.server?.stop()
    this.disk?.unmount()
    if (!keepFiles) rmSync(this.folder, { recursive: true, force: true })
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
