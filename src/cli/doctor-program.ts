/** What `doctor` asks the running program: is it there, and does every gateway take texts? */
import type { Check, Health } from '../core/adapter.ts'
import type { AccountView } from './client.ts'
import { type Client, connectAs, Refused, readRunning } from './client.ts'
import { CommandFailed, type Given, type Shell } from './shell.ts'

type GatewayView = { key: string; title: string; shared?: boolean; paused?: boolean; health: Health }

/** The program and all gateways of the account that --account names, or of every account. */
export async function checkProgram(shell: Shell, given: Given): Promise<Check[]> {
  const name = 'Program'
  if (given.url === undefined && !readRunning(shell.config().dataFolder)) {
    const mend = 'Start it with npm start to have the gateways looked at, too.'
    return [{ name, result: 'warn', words: 'does not run', mend }]
  }
  try {
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

const mostAccounts = 100

async function checkGateways(client: Client, shell: Shell, given: Given): Promise<Check[]> {
  const { role } = await client.get<{ role: string }>('/v1/me')
  if (role !== 'operator') return checkAccount(client)
  const accounts =
    given.account === undefined
      ? (await client.get<{ items: AccountView[] }>('/v1/accounts', { limit: mostAccounts })).items
      : [{ key: given.account, name: '' }]
  const seenShared = new Set<string>()
  const checks: Check[] = []
  for (const account of accounts) {
    const speaking = connectAs(shell, given, account.key)
    checks.push(...(await checkAccount(speaking, accounts.length > 1 ? account.name : '', seenShared)))
  }
  return checks
}

async function checkAccount(client: Client, account = '', seenShared = new Set<string>()): Promise<Check[]> {
  const gateways = (await client.get<{ items: GatewayView[] }>('/v1/gateways')).items
  const checks: Check[] = []
  const last = await wayOut(client, gateways, account)
  for (const gateway of gateways) {
    if (gateway.shared === true) {
      if (seenShared.has(gateway.key)) continue
      seenShared.add(gateway.key)
    }
    checks.push(...(await checkGateway(client, gateway, gateway.shared === true ? '' : account)))
  }
  return [...checks, last]
}

/** The one line that all others are for: do this account's texts leave, and by what? */
async function wayOut(client: Client, gateways: readonly GatewayView[], account: string): Promise<Check> {
  const name = account === '' ? 'Way out' : `Way out, ${account}`
  const [route] = (await client.get<{ items: { gateway: string }[] }>('/v1/routes')).items
  const gateway = gateways.find((one) => route?.gateway === (one.shared === true ? `shared:${one.key}` : one.key))
  if (!gateway)
    return {
      name,
      result: 'warn',
      words: 'texts have no way out',
      mend: 'Choose a gateway as the way out under Gateways and sources.',
    }
  const leaves = gateway.paused !== true && (gateway.health.state === 'ok' || gateway.health.state === 'degraded')
  return leaves
    ? { name, result: 'ok', words: `texts leave by ${gateway.title}` }
    : { name, result: 'warn', words: `texts wait for ${gateway.title}` }
}

async function checkGateway(
  client: Client,
  { key, title, paused, health }: GatewayView,
  account: string,
): Promise<Check[]> {
  const name = account === '' ? title : `${title}, ${account}`
  if (paused === true)
    return [{ name, result: 'warn', words: 'paused: its texts wait', mend: 'Resume it under Gateways and sources.' }]
  const { state, words } = health
  if (state === 'ok') return [{ name, result: 'ok', words }]
  const mend = await howToMend(client, key)
  const result = state === 'connecting' || state === 'degraded' ? 'warn' : 'fail'
  return [{ name, result, words, ...(mend === '' ? {} : { mend }) }]
}

/** What the gateway's own examination says of one that is not well: it tries its settings and hears what the service answers. */
async function howToMend(client: Client, key: string): Promise<string> {
  try {
    const { items } = await client.send<{ items: Check[] }>('POST', `/v1/gateways/${key}/check`)
    const wrong = items.filter((one) => one.result !== 'ok').map((one) => one.mend ?? one.words)
    return [...new Set(wrong)].join(' ')
  } catch (error) {
    // A shared gateway is the operator's to try; not every kind has something to try.
    if (error instanceof Refused) return ''
    throw error
  }
}
