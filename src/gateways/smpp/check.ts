import type { Socket } from 'node:net'
import type { Check } from '../../core/adapter.ts'
import { fullStop } from '../../core/full-stop.ts'
import type { GatewayIo } from '../gateway.ts'
import { type BindCommand, bindOf, bindsOf } from './bind.ts'
import { mendOf } from './bind-mends.ts'
import { dialEndpoint } from './dial-endpoint.ts'
import { type Endpoint, endpointsOf, endpointWords } from './endpoints.ts'
import type { LineTimes } from './line.ts'
import { tags } from './pdu.ts'
import { Session } from './session.ts'
import type { SessionEnd } from './session-host.ts'
import type { SmppSettings } from './settings.ts'
import { status } from './status.ts'

type Io = Pick<GatewayIo, 'dial'>

/** Dials every endpoint, makes each bind that the gateway would hold, unbinds, and says in words what the SMSC answered. */
export async function checkSmpp(settings: SmppSettings, io: Io, times: LineTimes): Promise<Check[]> {
  const [first, ...others] = endpointsOf(settings)
  const ofFirst = await checkEndpoint(settings, first, { io, times })
  if (others.length === 0) return ofFirst
  const all = [named(ofFirst, first)]
  for (const endpoint of others) all.push(named(await checkEndpoint(settings, endpoint, { io, times }), endpoint))
  const isServed = all.some((checks) => checks.every((one) => one.result === 'ok'))
  return all.flat().map((one) => (isServed && one.result === 'fail' ? { ...one, result: 'warn' } : one))
}

function named(checks: readonly Check[], endpoint: Endpoint): Check[] {
  return checks.map((one) => ({ ...one, name: `${one.name} at ${endpointWords(endpoint)}` }))
}

const bindNames = {
  bind_transceiver: 'Bind',
  bind_transmitter: 'Transmitter',
  bind_receiver: 'Receiver',
} as const satisfies Record<BindCommand, string>

async function checkEndpoint(
  settings: SmppSettings,
  endpoint: Endpoint,
  { io, times }: { io: Io; times: LineTimes },
): Promise<Check[]> {
  const where = `${endpointWords(endpoint)}${settings.tls ? ' (TLS)' : ''}`
  const checks: Check[] = []
  for (const command of bindsOf(settings)) {
    try {
      const socket = await dialEndpoint(settings, endpoint, io.dial, times.connect)
      if (checks.length === 0) checks.push({ name: 'Connection', result: 'ok', words: `${where} accepts connections.` })
      const tried = await new Promise<Tried>((resolve) => bindOnce({ settings, command, times }, socket, resolve))
      checks.push({ name: bindNames[command], ...verdictOn(tried) })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      const mend = 'Check host and port, and whether the SMSC must be told the address of this server.'
      checks.push({ name: 'Connection', result: 'fail', words: fullStop(`${where} cannot be reached: ${why}`), mend })
      break
    }
  }
  return checks
}

type Tried = { is: 'bound'; words: string } | { is: 'ended'; end: SessionEnd }

function bindOnce(
  { settings, command, times }: { settings: SmppSettings; command: BindCommand; times: LineTimes },
  socket: Socket,
  tell: (tried: Tried) => void,
): void {
  let bound: Tried | undefined
  const session: Session = new Session(socket, bindOf(settings, command), times, {
    now: () => performance.now(),
    // A receipt that comes during a check is not taken, so that the SMSC keeps it for the gateway itself.
    came: () => Promise.reject(new Error('only a check')),
    bound: (answer) => {
      const version = answer.tlvs.find((tlv) => tlv.tag === tags.scInterfaceVersion)?.value[0]
      const speaks = version === undefined ? '' : `, SMPP ${version >> 4}.${version & 0x0f}`
      const calls = answer.systemId === '' ? '' : `; the SMSC calls itself "${answer.systemId}"`
      bound = { is: 'bound', words: `Bound as ${settings.systemId}${calls}${speaks}.` }
      session.unbind()
    },
    // Only when it is gone again, so that the next bind finds the place free.
    closed: (end) => tell(bound ?? { is: 'ended', end }),
  })
}

function verdictOn(tried: Tried): Omit<Check, 'name'> {
  if (tried.is === 'bound') return { result: 'ok', words: tried.words }
  const { end } = tried
  return { result: end.status === status.alreadyBound ? 'warn' : 'fail', words: end.words, mend: mendOf(end) }
}
