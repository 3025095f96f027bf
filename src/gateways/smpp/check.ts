import type { Check } from '../../core/adapter.ts'
import type { GatewayIo } from '../gateway.ts'
import { bindOf, type LineTimes } from './line.ts'
import { tags } from './pdu.ts'
import { Session } from './session.ts'
import type { SessionEnd } from './session-host.ts'
import type { SmppSettings } from './settings.ts'
import { status } from './status.ts'

/** Dials, binds, unbinds, and says in words what the SMSC answered. */
export async function checkSmpp(
  settings: SmppSettings,
  io: Pick<GatewayIo, 'dial'>,
  times: LineTimes,
): Promise<Check[]> {
  const where = `${settings.host}:${settings.port}${settings.tls ? ' (TLS)' : ''}`
  try {
    const socket = await io.dial({
      host: settings.host,
      port: settings.port,
      tls: settings.tls,
      connectTimeoutMs: times.connect,
    })
    const reached: Check = { name: 'Connection', result: 'ok', words: `${where} accepts connections.` }
    return [reached, await tryBind(new Promise((resolve) => bindOnce(settings, socket, times, resolve)))]
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const mend = 'Check host and port, and whether the SMSC must be told the address of this server.'
    return [{ name: 'Connection', result: 'fail', words: `${where} cannot be reached: ${words}.`, mend }]
  }
}

type Tried = { is: 'bound'; words: string } | { is: 'ended'; end: SessionEnd }

function bindOnce(
  settings: SmppSettings,
  socket: ConstructorParameters<typeof Session>[0],
  times: LineTimes,
  tell: (tried: Tried) => void,
): void {
  const session: Session = new Session(socket, bindOf(settings), times, {
    now: () => performance.now(),
    // A receipt that comes during a check is not taken, so that the SMSC keeps it for the gateway itself.
    came: () => Promise.reject(new Error('only a check')),
    bound: (answer) => {
      const version = answer.tlvs.find((tlv) => tlv.tag === tags.scInterfaceVersion)?.value[0]
      const speaks = version === undefined ? '' : `, SMPP ${version >> 4}.${version & 0x0f}`
      tell({
        is: 'bound',
        words: `Bound as ${settings.systemId}; the SMSC calls itself "${answer.systemId}"${speaks}.`,
      })
      session.unbind()
    },
    closed: (end) => tell({ is: 'ended', end }),
  })
}

async function tryBind(trying: Promise<Tried>): Promise<Check> {
  const tried = await trying
  if (tried.is === 'bound') return { name: 'Bind', result: 'ok', words: tried.words }
  const { words } = tried.end
  return { name: 'Bind', result: 'fail', words, mend: mendOf(tried.end) }
}

function mendOf(end: SessionEnd): string {
  if (end.status === status.alreadyBound)
    return 'If the gateway itself is bound and the SMSC allows one bind, this is no fault. Else wait some minutes, or ask for more binds.'
  if (end.why === 'bind_refused')
    return 'Check the system id, the password (case matters) and the system type, and that the SMSC knows the address of this server.'
  if (end.why === 'no_bind_answer' || end.why === 'protocol')
    return 'Check the port and the TLS switch: something answers there, but not SMPP.'
  return 'Ask the SMSC’s support whether the address of this server is on its list.'
}
