/** What `doctor` asks the running program: is it there, and does every gateway take texts? */
import type { Check, Health } from '../core/adapter.ts'
import { fullStop } from '../core/full-stop.ts'
import { allPages } from './all-pages.ts'
import { type AccountView, type Client, connectAs, Refused, readRunning } from './client.ts'
import { nameInRoutes } from './gateway-name.ts'
import { CommandFailed, type Given, type Shell } from './shell.ts'

type GatewayView = {
  key: string
  title: string
  shared?: boolean
  paused?: boolean
  health: Health
  settings?: { otherEndpoints?: unknown }
}

/** The program and all gateways of the account that --account names, or of every account. */
export async function checkProgram(shell: Shell, given: Given): Promise<Check[]> {
  const name = 'Program'
  try {
    if (given.url === undefined && !readRunning(shell.config().dataFolder)) {
      const mend = `Start it (${shell.starter}) to have the gateways looked at, too.`
      return [{ name, result: 'warn', words: 'does not run', mend }]
    }
    const client = connectAs(shell, given)
    const ready = await client.request('GET', '/readyz')
    const at = given.url ?? readRunning(shell.config().dataFolder)?.url
    const words =
      ready.status === 200
        ? `runs at ${at} and takes calls`
        : `runs at ${at}, but takes no calls: ${whyNot(ready.body)}`
    return [
      { name, result: ready.status === 200 ? 'ok' : 'fail', words },
      ...(await checkGateways(client, shell, given)),
    ]
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    return [{ name, result: 'fail', words: error.message }]
  }
}

function whyNot(body: unknown): string {
  const { words, detail } = (body ?? {}) as { words?: string; detail?: string }
  return words ?? detail ?? 'it does not say why'
}

/** A gateway that does not answer is waited for: of thousands of accounts, one after the other would take hours. */
const accountsTogether = 8

async function checkGateways(client: Client, shell: Shell, given: Given): Promise<Check[]> {
  const { role } = await client.get<{ role: string }>('/v1/me')
  if (role !== 'operator') return checkAccount(client)
  const accounts =
    given.account === undefined
      ? await allPages<AccountView>(client, '/v1/accounts')
      : [{ key: given.account, name: '' }]
  const speakingFor = (account: { key: string }) => connectAs(shell, given, account.key)
  const [first] = accounts
  // Once for all accounts, and with the settings that accounts do not see.
  const { items: shared } = await client.get<{ items: GatewayView[] }>('/v1/shared-gateways')
  const checks = first ? await checkEach(speakingFor(first), shared) : []
  for (let at = 0; at < accounts.length; at += accountsTogether) {
    const some = accounts.slice(at, at + accountsTogether)
    const titleOf = (account: { name: string }) => (accounts.length > 1 ? account.name : '')
    const found = some.map((one) => checkAccount(speakingFor(one), { account: titleOf(one), isSharedSeen: true }))
    checks.push(...(await Promise.all(found)).flat())
  }
  return checks
}

async function checkAccount(client: Client, { account = '', isSharedSeen = false } = {}): Promise<Check[]> {
  const all = await allPages<GatewayView>(client, '/v1/gateways')
  const unseen = isSharedSeen ? all.filter((one) => one.shared !== true) : all
  return [...(await checkEach(client, unseen, account)), await wayOut(client, all, account)]
}

async function checkEach(client: Client, gateways: readonly GatewayView[], account = ''): Promise<Check[]> {
  const checks: Check[] = []
  for (const gateway of gateways)
    checks.push(await checkGateway(client, gateway, gateway.shared === true ? '' : account))
  return checks
}

/** The one line that all others are for: do this account's texts leave, and by what? */
async function wayOut(client: Client, gateways: readonly GatewayView[], account: string): Promise<Check> {
  const name = account === '' ? 'Way out' : `Way out, ${account}`
  const [route] = (await client.get<{ items: { gateway: string }[] }>('/v1/routes')).items
  const gateway = gateways.find((one) => route?.gateway === nameInRoutes(one))
  if (!gateway)
    return {
      name,
      result: 'warn',
      words: 'texts have no way out',
      mend: 'Choose a gateway as the way out under Gateways and sources.',
    }
  const leaves = gateway.paused !== true && (gateway.health.state === 'ok' || gateway.health.state === 'degraded')
  if (!leaves) return { name, result: 'warn', words: `texts wait for ${gateway.title}` }
  const warnings = (await client.get<{ items: { code: string; message: string }[] }>('/v1/warnings')).items
  const words = `texts leave by ${gateway.title}`
  for (const [code, lacks] of lackingOnTheWay) {
    const said = warnings.find((one) => one.code === code)
    if (said) return { name, result: 'warn', words: `${words}, without ${lacks}`, mend: said.message }
  }
  return { name, result: 'ok', words }
}

/** What texts may lack by the fault of their way out, as warnings name it. */
const lackingOnTheWay = [
  ['dlt_not_passed', 'DLT ids'],
  ['no_chain', 'the telemarketer chain'],
] as const

async function checkGateway(client: Client, gateway: GatewayView, account: string): Promise<Check> {
  const { title, paused, health } = gateway
  const name = account === '' ? title : `${title}, ${account}`
  if (paused === true)
    return { name, result: 'warn', words: 'paused: its texts wait', mend: 'Resume it under Gateways and sources.' }
  const isWell = health.state === 'ok'
  // What is well has tried none of its further endpoints, and would find out when it needs them.
  if (isWell && !hasOtherEndpoints(gateway)) return { name, result: 'ok', words: health.words }
  const wrong = (await examined(client, gateway)).filter((one) => !(isWell && isHeldByItself(one)))
  if (isWell && wrong.length === 0) return { name, result: 'ok', words: health.words }
  const isMerelyOff = isWell || health.state === 'connecting' || health.state === 'degraded'
  return { name, result: isMerelyOff ? 'warn' : 'fail', ...saidOf(health, wrong) }
}

function hasOtherEndpoints({ settings }: GatewayView): boolean {
  return Array.isArray(settings?.otherEndpoints) && settings.otherEndpoints.length > 0
}

/** An SMSC that allows one bind says so while the gateway itself is bound: no fault. */
const isHeldByItself = ({ words }: Check) => words.includes('ESME_RALYBND')

/** How the gateway is and what the service answered, and apart from it what to do. */
function saidOf({ words }: Health, wrong: readonly Check[]): Pick<Check, 'words' | 'mend'> {
  const answered = wrong.filter((one) => !words.includes(one.words)).map((one) => fullStop(`${one.name}: ${one.words}`))
  const mend = [...new Set(wrong.flatMap((one) => one.mend ?? []))].join(' ')
  const said = answered.length === 0 ? words : [fullStop(words), ...new Set(answered)].join(' ')
  return { words: said, ...(mend === '' ? {} : { mend }) }
}

/** What is wrong by the gateway's own examination: it tries its settings and hears what the service answers. */
async function examined(client: Client, gateway: GatewayView): Promise<Check[]> {
  try {
    const { items } = await client.send<{ items: Check[] }>('POST', `/v1/gateways/${nameInRoutes(gateway)}/check`)
    // Its last line is about the account's way out, of which there is one here already.
    return items.filter((one) => one.result !== 'ok' && one.name !== 'Way out')
  } catch (error) {
    // A shared gateway is the operator's to try; not every kind has something to try.
    if (error instanceof Refused) return []
    if (error instanceof CommandFailed) return [{ name: 'Examination', result: 'warn', words: error.message }]
    throw error
  }
}
