/** The environment as one typed object: the only reader of process.env. `docs/operating/configuration.md` lists the same names. */
import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'
import { leastCallsDays, leastTextsDays, mostDays, type Retention, usualRetention } from './core/retention.ts'

const highestPort = 65_535
const portOf = (text: string) => Number(text.slice(text.lastIndexOf(':') + 1))
const listen = z
  .string()
  .refine((text) => /^(?:.+:)?\d{1,5}$/.test(text) && portOf(text) <= highestPort, {
    error: `is an address and port such as 127.0.0.1:8480, or a port; the highest is ${highestPort}`,
  })
  .transform((text) => {
    const at = text.lastIndexOf(':')
    return { host: at < 0 ? '127.0.0.1' : text.slice(0, at).replace(/^\[|\]$/g, ''), port: portOf(text) }
  })

/** Comma-separated; each must be one of what `words` says. */
const listOf = (isOne: (text: string) => boolean, words: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .refine((all) => all.every(isOne), {
      error: ({ input }) => `has ${(input as string[]).filter((one) => !isOne(one)).join(', ')}: ${words}`,
    })

const isAddress = (text: string) => isIP(text) !== 0 && !text.includes('%')
const isRange = (text: string) => {
  const [, address = '', bits] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? []
  return isAddress(address) && Number(bits) <= (isIPv4(address) ? 32 : 128)
}

/** The networks that the HTTP server knows by name. */
const namedProxies = ['loopback', 'linklocal', 'uniquelocal']
// All of the internet is no proxy.
const isProxy = (text: string) =>
  namedProxies.includes(text) || isAddress(text) || (isRange(text) && !text.endsWith('/0'))

/** Scheme, host and port: links are written behind it. */
const isOrigin = (text: string) => {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === '/' && `${search}${hash}${username}${password}` === ''
}

const days = (least: number, usual: number) =>
  z.coerce.number({ error: 'is a number of days' }).int().min(least).max(mostDays).default(usual)

const variables = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'starts with postgres://')
    .refine((url) => !/[?&]target_session_attrs=(?!read-write(&|$)|primary(&|$))/.test(url), {
      error: 'has a target_session_attrs other than read-write: the program writes',
    })
    .optional()
    .describe(
      'A PostgreSQL server from 15 on, or several with commas between (h1:5432,h2:5432): the one that takes writes is used. Without it the program runs its own in DATA_DIR.',
    ),
  DATA_DIR: z.string().min(1).default('./data').describe('Where the own PostgreSQL, keys and running.json live.'),
  LISTEN: listen
    .optional()
    .describe('Address and port to listen on; without it 127.0.0.1:8480, or the next free port up to 8499.'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, {
      error: 'is an address such as https://aftercall.example.in, without a user, path, query or fragment',
    })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe(
      'The address by which phone systems, gateways and browsers reach this program, such as https://aftercall.example.in.',
    ),
  SECRET_KEY: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Encrypts the secrets of gateways and sources. Without it a key is made at the first start and kept in the file secret-key in DATA_DIR. Make one with `openssl rand -hex 32`; on an installation that has run already, set what that file holds.',
    ),
  KEEP_TEXTS_DAYS: days(leastTextsDays, usualRetention.keepTextsDays).describe(
    'Days after which the wording of texts is taken away, for accounts that say nothing else.',
  ),
  KEEP_CALLS_DAYS: days(leastCallsDays, usualRetention.keepCallsDays).describe(
    'Days after which calls go, with their texts and receipts, for accounts that say nothing else.',
  ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('warn')
    .describe('How much is logged to standard error.'),
  ALLOW_PRIVATE_GATEWAYS: listOf(isRange, 'write networks such as 10.20.0.0/16 or 127.0.0.1/32')
    .default([])
    .describe(
      'Private networks (CIDR, comma-separated) that gateways may be in, such as 127.0.0.0/8 for a Kannel beside it (from a container: the network that Kannel is in).',
    ),
  PRIVATE_GATEWAYS_OF: z
    .enum(['everybody', 'operator'])
    .default('everybody')
    .describe(
      'Whose gateways may be in these networks. `operator`: only the shared ones. Set that where accounts belong to others: a gateway of theirs could look around in your network.',
    ),
  METRICS_KEY: z
    .string()
    .min(16)
    .max(200)
    .optional()
    .describe(
      'A key of your choice that may read /metrics and nothing else, for Prometheus; `openssl rand -hex 32` makes one.',
    ),
  TRUST_PROXY: listOf(
    isProxy,
    `write addresses, networks such as 172.16.0.0/12, or ${namedProxies.join(', ')}, with commas between`,
  )
    .transform((all) => (all.length === 0 ? undefined : all.join(',')))
    .optional()
    .describe(
      'Addresses or networks (CIDR) of reverse proxies whose X-Forwarded-For is believed, with commas between; also loopback, linklocal, uniquelocal.',
    ),
})

export type Config = {
  databaseUrl: string | undefined
  dataFolder: string
  listen: { host: string; port: number } | undefined
  publicUrl: string | undefined
  secretKey: string | undefined
  retention: Retention
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  allowPrivateGateways: string[]
  privateGatewaysOf: 'everybody' | 'operator'
  trustProxy: string | undefined
  metricsKey: string | undefined
}

/** A setting that cannot be understood; the message names the variable and what to write. */
export class BadConfig extends Error {
  override name = 'BadConfig'
}

/** Reads and checks the environment. Throws BadConfig with a line for each variable that is wrong. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  // A variable that is set to nothing is one that is not set.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in variables.shape && value !== ''),
  )
  const parsed = variables.safeParse(given)
  if (!parsed.success)
    throw new BadConfig(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'))
  const { data } = parsed
  return {
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.DATA_DIR,
    listen: data.LISTEN,
    publicUrl: data.PUBLIC_URL,
    secretKey: data.SECRET_KEY,
    retention: { keepTextsDays: data.KEEP_TEXTS_DAYS, keepCallsDays: data.KEEP_CALLS_DAYS },
    logLevel: data.LOG_LEVEL,
    allowPrivateGateways: data.ALLOW_PRIVATE_GATEWAYS,
    privateGatewaysOf: data.PRIVATE_GATEWAYS_OF,
    trustProxy: data.TRUST_PROXY,
    metricsKey: data.METRICS_KEY,
  }
}

/** Every setting with its meaning, what it takes and the value it has without being set, for the reference and for `doctor`. */
export function describeConfig(): { name: string; about: string; takes: string; preset: string }[] {
  return Object.entries(variables.shape).map(([name, schema]) => {
    const preset = (schema as z.ZodType).safeParse(undefined).data
    return {
      name,
      about: (schema as z.ZodType).description ?? '',
      takes: limitsOf(schema),
      preset: typeof preset === 'object' ? '' : String(preset ?? ''),
    }
  })
}

/** The limits of a setting in words; none where its meaning says all. */
function limitsOf(schema: z.ZodType): string {
  const limits = z.toJSONSchema(schema, { unrepresentable: 'any' })
  if (limits.enum) return limits.enum.join(', ')
  if (limits.minimum !== undefined) return `${limits.minimum} to ${limits.maximum}`
  // One character is no limit: what is set to nothing is not set.
  if (limits.minLength === undefined || limits.minLength === 1) return ''
  return limits.maxLength === undefined
    ? `at least ${limits.minLength} characters`
    : `${limits.minLength} to ${limits.maxLength} characters`
}

/** One value as it is: what `apply` reads where a document says `{env: NAME}`, and what an option has from there. */
export function environmentValue(name: string): string | undefined {
  return process.env[name]
}
