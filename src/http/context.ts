/** What routes are given. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { FastifyZodOpenApiTypeProvider } from 'fastify-zod-openapi'
import type { Retention } from '../core/retention.ts'
import type { Log } from '../log.ts'
import type { ConfigurationStore } from '../store/configuration.ts'
import type { Database } from '../store/database.ts'
import type { Seal } from '../store/seal.ts'
import type { AccountTurns } from './account-turns.ts'
import type { Addresses } from './addresses.ts'
import type { Admission } from './admission.ts'
import type { Auth } from './auth.ts'
import type { Connections } from './connections.ts'
import type { CsvFiles } from './csv-files.ts'
import type { Kinds } from './kinds.ts'
import type { RequestCounts } from './request-counts.ts'
import type { RuleNames } from './rule-names.ts'
import type { Services } from './services.ts'

export type Context = {
  db: Database
  seal: Seal
  store: ConfigurationStore
  services: Services
  kinds: Kinds
  auth: Auth
  log: Log
  ruleNames: RuleNames
  addresses: Addresses
  /** The address that others call, without a slash at its end. */
  publicUrl(): string
  version: string
  /** A key that may read the metrics and nothing else. */
  metricsKey: string | undefined
  counts: RequestCounts
  /** How long things are kept where an account says nothing of it. */
  retention: Retention
  admission: Admission
  connections: Connections
  accountTurns: AccountTurns
  csvFiles: CsvFiles
  /** Whether people reach it by https: the session's cookie is then kept to that. */
  isSecure: boolean
  /** What the session's cookie is called, for whoever asks by this address. */
  cookieName(request: FastifyRequest): string
}

/** The server as routes see it: schemas are Zod, and give the types of what handlers read and answer. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  FastifyZodOpenApiTypeProvider
>
