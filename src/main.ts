/** Builds the program from its configuration: the only file that knows every room. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Config } from './config.ts'
import { plan } from './core/plan.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { gatewayKinds } from './gateways/all.ts'
import { kindChecks } from './http/kinds.ts'
import { listen } from './http/listen.ts'
import { buildServer } from './http/server.ts'
import type { Services } from './http/services.ts'
import { type Log, openLog } from './log.ts'
import { openGatewayNetworks } from './network/gateway-networks.ts'
import { createAcceptCalls } from './pipeline/accept-calls.ts'
import { createExplainCalls } from './pipeline/explain-calls.ts'
import { createTryOnHistory } from './pipeline/try-on-history.ts'
import { createUnknownNames } from './pipeline/unknown-names.ts'
import { keepAccountStates } from './store/account-state.ts'
import { clearCallSessions, clearDndOver, clearNamesUnsaid } from './store/cleaning.ts'
import { type Database, openDatabase } from './store/database.ts'
import { findWritable, hostsOf } from './store/database-hosts.ts'
import { startEmbeddedPostgres } from './store/embedded-postgres.ts'
import { firstStart } from './store/first-start.ts'
import { freezeDays } from './store/freeze-days.ts'
import { type GatewayRow, readGateways } from './store/gateway-rows.ts'
import { readInstallation } from './store/installation.ts'
import { keepAnalysed } from './store/keep-analysed.ts'
import { noteUnknownNames } from './store/mappings.ts'
import { migrate } from './store/migrate.ts'
import { openOptOutLinks } from './store/opt-out-link.ts'
import { pingDatabase } from './store/ping.ts'
import { createRetention } from './store/retention.ts'
import { openSeal } from './store/seal.ts'
import { checkSeal, openToken, wholeSettings } from './store/secrets.ts'
import { clearLogins, createLink } from './store/sessions.ts'
import { newId } from './store/uuid.ts'
import { sourceKinds } from './telephony/all.ts'
import { openTraces } from './traces.ts'
import { startEngine } from './worker/engine.ts'
import { createJudgeSessions } from './worker/judge-sessions.ts'
import { type Loop, startLoop } from './worker/loop.ts'
import { createTryGateways } from './worker/try-gateways.ts'
import { watchHealth } from './worker/watch-health.ts'

/** A running program. */
export type Program = {
  /** The address as this computer opens it. */
  url: string
  /** The address as browsers and phone systems open it: what PUBLIC_URL says, else `url`. */
  publicUrl: string
  /** The port that was wanted and taken, where the next free one was used. */
  portTaken?: number | undefined
  storage: string
  gateway: string
  /** The demo account's key, where this start made it: only its hash is kept. */
  firstKey?: string | undefined
  /** A fresh one-time link that signs a browser in. */
  makeLink(): Promise<string>
  /** Finishes or gives back everything it holds. Idempotent. */
  stop(): Promise<void>
}

const drainMs = 10_000
const fromRoot = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
/** The built console; a checkout whose console was never built answers the API alone. */
const webFolder = existsSync(fromRoot('web/dist/index.html')) ? fromRoot('web/dist') : undefined

function readDemo(): unknown {
  return parse(readFileSync(fromRoot('demo/account.yaml'), 'utf8'))
}

/** `toldToStop`: a start that is under way closes what it has opened, and rejects with the signal's reason. */
export async function startProgram(
  config: Config,
  options: { version: string; toldToStop?: AbortSignal | undefined },
): Promise<Program> {
  const log = openLog(config.logLevel)
  const data = openDataFolder(config.dataFolder)
  const storage = await openStorage(config, data, log, options.toldToStop)
  try {
    options.toldToStop?.throwIfAborted()
    return await startOn(storage, { config, data, log, ...options })
  } catch (error) {
    await storage.close()
    throw error
  }
}

type Storage = {
  url: string
  hosts?: string[]
  words: string
  watchedFolder: string | undefined
  close(): Promise<void>
}

/** The server that DATABASE_URL names, or our own; either way at this program's schema. */
async function openStorage(config: Config, data: DataFolder, log: Log, toldToStop?: AbortSignal): Promise<Storage> {
  if (config.databaseUrl !== undefined) {
    // A server that is not ours may let wait for long, and ends what is under way there when the connection goes.
    const url = await untilTold(findWritable(config.databaseUrl), toldToStop)
    await untilTold(migrate(url), toldToStop)
    return {
      url,
      hosts: hostsOf(config.databaseUrl),
      words: 'the PostgreSQL that DATABASE_URL names',
      watchedFolder: undefined,
      close: async () => undefined,
    }
  }
  const own = await startEmbeddedPostgres({ dataFolder: data.path, log: (line) => log.warn({}, line) })
  try {
    await migrate(own.url)
  } catch (error) {
    await own.stop()
    throw error
  }
  return {
    url: own.url,
    words: `its own PostgreSQL ${own.version.split('.')[0]} in ${config.dataFolder}`,
    watchedFolder: own.dataFolder,
    close: own.stop,
  }
}

function untilTold<T>(work: Promise<T>, toldToStop: AbortSignal | undefined): Promise<T> {
  if (!toldToStop) return work
  toldToStop.throwIfAborted()
  return Promise.race([work, once(toldToStop, 'abort').then(() => Promise.reject(toldToStop.reason))])
}

type Setting = { config: Config; data: DataFolder; log: Log; version: string; toldToStop?: AbortSignal | undefined }

async function startOn(storage: Storage, { config, data, log, version, toldToStop }: Setting): Promise<Program> {
  const owner = newId()
  const db = openDatabase({ url: storage.url, ...(storage.hosts && { hosts: storage.hosts }), owner, log })
  const seal = openSeal(data.secretKey(config.secretKey))
  await checkSeal(db, seal)
  const kinds = { gateways: gatewayKinds, sources: sourceKinds }
  const first = await firstStart({ db, seal, kinds: kindChecks(kinds) }, data, readDemo())
  // Of two that make a new installation at once with different keys, one sealed the first thing of it.
  await checkSeal(db, seal)
  const { restoredAt } = await readInstallation(db)
  const gateway = gatewayWords(await readGateways(db))

  const sourceSettings = (row: SourceRow) =>
    settingsOf(sourceKinds, row.kind, wholeSettings(seal, 'source', { ...row, id: row.sourceId }))
  let publicUrl = config.publicUrl ?? ''
  const networkOf = openGatewayNetworks({ allowPrivate: config.allowPrivateGateways, of: config.privateGatewaysOf })
  const traces = openTraces(version)
  const states = keepAccountStates(openOptOutLinks(seal, () => publicUrl))
  // From here on it is stopped as a running program is.
  toldToStop?.throwIfAborted()
  const engine = await startEngine({
    db,
    traces,
    owner,
    log,
    host: hostname(),
    states,
    kinds: gatewayKinds,
    hashNumber: seal.hashNumber,
    settingsOf: (row) =>
      settingsOf(gatewayKinds, row.kind, wholeSettings(seal, 'gateway', { ...row, id: row.gatewayId })),
    io: (row) => {
      const token = openToken(seal, 'gateway', row.gatewayId, row.tokenSealed)
      return {
        ...networkOf(row.ownerAccountId === null),
        ...(token === null ? {} : { callbackUrl: () => `${publicUrl}/g/${token}` }),
      }
    },
  })
  const calls = createAcceptCalls({
    db,
    traces,
    owner,
    log,
    states,
    plan: (call, state, facts) => plan(call, state.rules, facts),
    gatewayLimits: engine.gatewayLimits,
    placesForCalls: engine.placesForCalls,
    reserve: engine.reserve,
    beats: engine.beats,
    restoredAt,
    handOver: engine.handOver,
    leftDue: engine.leftDue,
    giveBack: engine.giveBack,
    hashNumber: seal.hashNumber,
    noteUnknown: createUnknownNames((...said) => noteUnknownNames(db, ...said), log),
  })
  engine.whenFreed(calls.placesFreed)
  const health = watchHealth(db, storage.watchedFolder, log)
  const looking = { db, states, gatewayLimits: engine.gatewayLimits, hashNumber: seal.hashNumber }
  const services: Services = {
    accept: calls.accept,
    waiting: calls.waiting,
    explain: createExplainCalls(looking),
    tryOnHistory: createTryOnHistory(looking),
    recordReceipts: engine.receipts.record,
    confirmOptOuts: engine.confirmOptOuts,
    gatewayHealth: engine.lane,
    ...createTryGateways({
      db,
      kinds: gatewayKinds,
      parsed: (kind, settings) => settingsOf(gatewayKinds, kind, settings),
      io: (isShared) => ({ ...networkOf(isShared), now: Date.now }),
      record: engine.receipts.record,
    }),
    gatewaysChanged: engine.refresh,
    wake: engine.wake,
    figures: () => ({
      calls: { waiting: calls.waiting(), counts: calls.counts },
      sender: engine.figures(),
      health: health.figures(),
    }),
    readiness: health.readiness,
  }
  const close = async (loops: readonly Loop[] = []) => {
    await calls.drain()
    await Promise.all([engine.stop(drainMs), ...loops.map((loop) => loop.stop())])
    await health.stop()
    await db.close()
  }
  const openDoors = async () => {
    const server = await buildServer({
      db,
      seal,
      services,
      gatewayKinds,
      sourceKinds,
      log,
      version,
      publicUrl: () => publicUrl,
      isSecure: publicUrl.startsWith('https:'),
      sharesHost: config.publicUrl === undefined || new URL(config.publicUrl).port !== '',
      webFolder,
      trustProxy: config.trustProxy,
      metricsKey: config.metricsKey,
      retention: config.retention,
    })
    const address = await listen(server, config.listen)
    const closeDoors = () => Promise.all([server.close(), address.doors.close()])
    const url = urlOf(address)
    publicUrl ||= url
    try {
      data.writeRunning({ url, pid: process.pid })
    } catch (error) {
      await closeDoors()
      throw error
    }
    return { url, portTaken: address.portTaken, closeDoors }
  }
  // Gateways are open by now and may have texts in hand.
  const { url, portTaken, closeDoors } = await openDoors().catch(async (error: unknown) => {
    await close()
    throw error
  })

  const judge = createJudgeSessions({
    db,
    kinds: sourceKinds,
    accept: calls.accept,
    settingsOf: sourceSettings,
    log,
  })
  const retention = createRetention(db, config.retention, log)
  const sessions = startLoop('sessions', 250, judge.look, log)
  const upkeep = [
    startLoop('statistics', 5_000, async () => void (await keepAnalysed(db)), log),
    startLoop('charges', 600_000, (isStopping) => freezeCharges(db, isStopping, log), log),
    startLoop('cleaning', 600_000, (isStopping) => cleanUp(db, isStopping), log),
    startLoop('retention', 900_000, (isStopping) => keepNoLonger(retention, isStopping, log), log),
  ]

  const stop = async () => {
    health.stopping()
    await closeDoors()
    // What it judges is still accepted. The upkeep ends its rounds while texts drain.
    await sessions.stop()
    await judge.idle()
    await close(upkeep)
    data.removeRunning()
    await storage.close()
  }
  let stopped: Promise<void> | undefined
  return {
    url,
    publicUrl,
    portTaken,
    storage: storage.words,
    gateway,
    firstKey: first.demoKey,
    makeLink: async () =>
      `${publicUrl}/enter/${await createLink(db.console, { accountId: null, role: 'operator', name: null, keyHash: null })}`,
    stop: () => (stopped ??= stop()),
  }
}

const everywhere = ['127.0.0.1', '0.0.0.0', '::']

/** The address as this computer opens it. */
function urlOf({ host, port }: { host: string; port: number }): string {
  if (everywhere.includes(host)) return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function gatewayWords(gateways: readonly GatewayRow[]): string {
  const titles = gateways.filter((one) => one.kind !== 'sandbox').map((one) => one.title)
  if (titles.length === 0) return 'sandbox: nothing leaves this computer'
  const more = titles.length > 2 ? ` and ${titles.length - 2} more` : ''
  return `${titles.slice(0, 2).join(', ')}${more}, and the sandbox`
}

type SourceRow = { sourceId: string; kind: string; settings: string; secrets: Buffer | null }

async function freezeCharges(db: Database, isStopping: () => boolean, log: Log): Promise<void> {
  const days = await freezeDays(db, await pingDatabase(db), isStopping, log)
  if (days > 0) log.info({ days }, 'days charged for good')
}

async function keepNoLonger(
  retention: ReturnType<typeof createRetention>,
  isStopping: () => boolean,
  log: Log,
): Promise<void> {
  const taken = await retention.run(isStopping)
  if (Object.values(taken).some((count) => count > 0)) log.info(taken, 'kept no longer')
}

/** Throws away what is over, a bounded piece at a time. */
async function cleanUp(db: Database, isStopping: () => boolean): Promise<void> {
  await clearLogins(db)
  await clearCallSessions(db, isStopping)
  await clearDndOver(db, isStopping)
  await clearNamesUnsaid(db, isStopping)
}

/** The settings of a gateway or source as its kind reads them; throws where they do not fit. */
function settingsOf(
  kinds: readonly { kind: string; settings: { parse(settings: unknown): unknown } }[],
  kind: string,
  whole: unknown,
): unknown {
  const found = kinds.find((one) => one.kind === kind)
  if (!found) throw new Error(`this program has no kind "${kind}"`)
  return found.settings.parse(whole)
}
