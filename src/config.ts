/** The environment as one typed object: the only reader of process.env. `docs/operating/configuration.md` lists the same names. */
import { z } from 'zod'
import { leastCallsDays, leastTextsDays, mostDays, type Retention, usualRetention } from './core/retention.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const listen = z
  .string()
  .regex(/^(?:.+:)?\d{1,5}$/, 'is an address and port such as 127.0.0.1:8480, or a port')
  .transform((text) => {
    const at = text.lastIndexOf(':')
    return {
      host: at < 0 ? '127.0.0.1' : text.slice(0, at).replace(/^\[|\]$/g, ''),
      port: port.parse(text.slice(at + 1)),
    }
  })

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
    .url({ protocol: /^https?$/ })
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
  ALLOW_PRIVATE_GATEWAYS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .describe(
      'Private networks (CIDR, comma-separated) that gateways may be in, such as 127.0.0.0/8 for a Kannel beside it.',
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
  TRUST_PROXY: z.string().optional().describe('Addresses of reverse proxies whose X-Forwarded-For is believed.'),
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
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
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
