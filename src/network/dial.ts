/**
 * The one way out: HTTP, SMPP and every source that holds a connection dial through here. A name is resolved once, every address it has is judged,
 * and only judged addresses are connected to, so a name server that answers differently the second time changes nothing.
 */
import { lookup as resolve } from 'node:dns/promises'
import { isIP, type LookupFunction, connect as openTcp, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import { addressRule } from './addresses.ts'
import { tlsWords } from './tls-words.ts'

/** Opens a connection to a checked address: the address that was judged is the one that is dialled. Rejects with a `DialError`. */
export type Dial = (target: {
  host: string
  port: number
  tls?: boolean | TlsWish
  connectTimeoutMs: number
}) => Promise<Socket>

/** TLS other than HTTP's: the name that the certificate must be for (the host unless given), and who vouches for it besides the known authorities. */
export type TlsWish = {
  serverName?: string | undefined
  /** Certificates in PEM form that are believed instead of the known authorities. */
  ca?: string | undefined
  /** How we prove who we are, where the other side asks: a certificate with those above it, and its key. */
  certificate?: { pem: string; key: string } | undefined
}

/** One address of a name. */
export type Address = { address: string; family: number }

/** What may be dialled besides the public internet, and how names are resolved (the system's resolver unless given). */
export type DialPolicy = {
  /** CIDR ranges, from `ALLOW_PRIVATE_GATEWAYS`. */
  allowPrivate: readonly string[]
  lookup?: (host: string) => Promise<readonly Address[]>
}

/** Why no connection came about. No byte of the caller's has left in any of these. */
export class DialError extends Error {
  readonly why: 'refused_address' | 'unreachable' | 'timeout'
  constructor(why: DialError['why'], words: string, options?: ErrorOptions) {
    super(words, options)
    this.name = 'DialError'
    this.why = why
  }
}

/** Makes a dialler that keeps to the policy. The time-out covers name, connection and TLS together. */
export function createDialler(policy: DialPolicy): Dial {
  const mayDial = addressRule(policy.allowPrivate)
  const lookup = policy.lookup ?? ((host: string) => resolve(host, { all: true }))
  return (target) => {
    const open: Opening = {}
    return withTimeout(target, open, async () => {
      const addresses = await judgedAddresses(target.host, lookup, mayDial)
      if (open.over) throw new DialError('timeout', 'gave up')
      return connectTo(target, addresses, open)
    })
  }
}

/** The socket being opened, so that the time-out can end it. */
type Opening = { socket?: Socket; over?: true }
type Target = Parameters<Dial>[0]

async function judgedAddresses(
  host: string,
  lookup: (host: string) => Promise<readonly Address[]>,
  mayDial: (address: string) => boolean,
): Promise<readonly Address[]> {
  const family = isIP(host)
  const all = family === 0 ? await resolved(host, lookup) : [{ address: host, family }]
  // A name with one public and one private address is a trap or a mistake; either way its public one alone is no answer.
  const refused = all.find(({ address }) => !mayDial(address))
  if (refused || all.length === 0)
    throw new DialError(
      'refused_address',
      `${host} is not an address of the public internet. If it is your own system, let the operator add its range to ALLOW_PRIVATE_GATEWAYS.`,
    )
  return all
}

async function resolved(
  host: string,
  lookup: (host: string) => Promise<readonly Address[]>,
): Promise<readonly Address[]> {
  try {
    return await lookup(host)
  } catch (cause) {
    throw new DialError('unreachable', `${host} cannot be found by name (${codeOf(cause)})`, { cause })
  }
}

function connectTo(target: Target, addresses: readonly Address[], open: Opening): Promise<Socket> {
  const { host, port } = target
  // Node tries the addresses in turn and gets them from here, never from a second look at the name server.
  const checked: LookupFunction = (_host, _options, answer) =>
    answer(
      null,
      addresses.map((one) => ({ ...one })),
    )
  const [first] = addresses
  return new Promise((settle, refuse) => {
    const where =
      addresses.length === 1 && first ? { host: first.address } : { host, lookup: checked, autoSelectFamily: true }
    const tcp = openTcp({ ...where, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 })
    const socket = target.tls ? secured(tcp, host, target.tls) : tcp
    open.socket = socket
    const failed = (cause: Error) => {
      tcp.destroy()
      const certified = typeof target.tls === 'object' ? (target.tls.serverName ?? host) : host
      const words = target.tls ? tlsWords(cause, certified) : undefined
      refuse(
        new DialError(
          'unreachable',
          `no connection to ${host}:${port} (${codeOf(cause)}${words ? `: ${words}` : ''})`,
          {
            cause,
          },
        ),
      )
    }
    if (target.tls) tcp.once('error', failed)
    socket.once('error', failed)
    socket.once(target.tls ? 'secureConnect' : 'connect', () => {
      socket.removeListener('error', failed)
      tcp.removeListener('error', failed)
      settle(socket)
    })
  })
}

function secured(tcp: Socket, host: string, tls: true | TlsWish): Socket {
  const { serverName, ca, certificate } = tls === true ? {} : tls
  const name = serverName ?? host
  const socket = openTls({
    socket: tcp,
    // What the certificate is compared with.
    host: name,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(tls === true ? { ALPNProtocols: ['http/1.1'] } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(certificate && { cert: certificate.pem, key: certificate.key }),
  })
  // A TLS socket has no reset of its own; the one below it has.
  socket.resetAndDestroy = () => {
    tcp.resetAndDestroy()
    return socket.destroy()
  }
  return socket
}

function withTimeout(target: Target, open: Opening, work: () => Promise<Socket>): Promise<Socket> {
  return new Promise((settle, refuse) => {
    const timer = setTimeout(() => {
      open.over = true
      open.socket?.destroy()
      refuse(
        new DialError('timeout', `no connection to ${target.host}:${target.port} within ${target.connectTimeoutMs} ms`),
      )
    }, target.connectTimeoutMs)
    work()
      .then(settle, refuse)
      .finally(() => clearTimeout(timer))
  })
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
