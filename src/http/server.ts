/** Builds the HTTP server: who may come in, how much at once, and every route. Nothing listens yet. */
import { type FastifyInstance, fastify } from 'fastify'
import { createSerializerCompiler, type FastifyZodOpenApiTypeProvider, validatorCompiler } from 'fastify-zod-openapi'
import { type Retention, usualRetention } from '../core/retention.ts'
import type { GatewayKind } from '../gateways/gateway.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Seal } from '../store/seal.ts'
import type { SourceKind } from '../telephony/source.ts'
import { createAccountTurns, installAccountTurns } from './account-turns.ts'
import { createAddresses } from './addresses.ts'
import { type AdmissionOptions, createAdmission } from './admission.ts'
import { cookieNameOf, createAuth } from './auth.ts'
import { installClosing } from './closing.ts'
import { installConnections } from './connections.ts'
import { addConsole, installSecurityHeaders } from './console-files.ts'
import type { Context } from './context.ts'
import { createCsvFiles } from './csv-files.ts'
import { installHostCheck } from './hosts.ts'
import { bodyLimit, installJsonBodies } from './json-body.ts'
import { kindChecks } from './kinds.ts'
import { addOpenApi, installOpenApi } from './openapi.ts'
import { answerError } from './problems.ts'
import { createRequestCounts } from './request-counts.ts'
import { addAccountBills } from './routes/account-bills.ts'
import { addAccounts } from './routes/accounts.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addBilling } from './routes/billing.ts'
import { addCallerLanguages } from './routes/caller-languages.ts'
import { addCalls } from './routes/calls.ts'
import { addConfiguration } from './routes/configuration.ts'
import { addConsentImport } from './routes/consent-import.ts'
import { addConsents } from './routes/consents.ts'
import { addCountries } from './routes/countries.ts'
import { addEnter } from './routes/enter.ts'
import { addGateways } from './routes/gateways.ts'
import { addLinks } from './routes/links.ts'
import { addLive } from './routes/live.ts'
import { addMessages } from './routes/messages.ts'
import { addMetrics } from './routes/metrics.ts'
import { addNotices } from './routes/notices.ts'
import { addOptOutImport } from './routes/opt-out-import.ts'
import { addOptOutPage } from './routes/opt-out-page.ts'
import { addOptOutRoutes } from './routes/opt-outs.ts'
import { addOverview } from './routes/overview.ts'
import { addPeople } from './routes/people.ts'
import { addReference } from './routes/reference.ts'
import { addRegisteredTexts } from './routes/registered-texts.ts'
import { addReplies } from './routes/replies.ts'
import { addRestored } from './routes/restored.ts'
import { addRuleTrials } from './routes/rule-trials.ts'
import { addRules } from './routes/rules.ts'
import { addSession } from './routes/session.ts'
import { addSessions } from './routes/sessions.ts'
import { addSharedGateways } from './routes/shared-gateways.ts'
import { addSources } from './routes/sources.ts'
import { addTemplates } from './routes/templates.ts'
import { addWebhooks } from './routes/webhooks.ts'
import { createRuleNames } from './rule-names.ts'
import type { Services } from './services.ts'

export type ServerOptions = {
  db: Database
  seal: Seal
  services: Services
  gatewayKinds: readonly GatewayKind[]
  sourceKinds: readonly SourceKind[]
  log: Log
  /** The address that others call, without a slash at its end; asked each time, since the port is known only once the server listens. */
  publicUrl(): string
  version: string
  /** Whether people reach it by https, so that cookies are kept to that. */
  isSecure?: boolean
  /** Whether it has no address of its own, so that others on this computer are reached by the same name. */
  sharesHost?: boolean
  /** The built console; where there is none, the API answers alone. */
  webFolder?: string | undefined
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustProxy?: string | undefined
  /** A key that may read the metrics and nothing else. */
  metricsKey?: string | undefined
  /** How long things are kept where an account says nothing of it. */
  retention?: Retention
  admission?: Partial<Pick<AdmissionOptions, 'bodyBytes' | 'calls' | 'patienceMs' | 'slowMs'>>
}

const routes = [
  addSession,
  addCalls,
  addMessages,
  addRestored,
  addLive,
  addOverview,
  addRules,
  addRuleTrials,
  addConfiguration,
  addPeople,
  addTemplates,
  addGateways,
  addSharedGateways,
  addSources,
  addAccounts,
  addLinks,
  addSessions,
  addAuditRoutes,
  addBilling,
  addAccountBills,
  addReference,
  addCountries,
  addNotices,
  addMetrics,
  addOptOutRoutes,
  addOptOutImport,
  addCallerLanguages,
  addConsents,
  addConsentImport,
  addReplies,
  addRegisteredTexts,
]

/** A server that is ready to listen or to be injected into. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services, log } = options
  const counts = createRequestCounts()
  const admission = createAdmission({
    waiting: services.waiting,
    readiness: services.readiness,
    ...options.admission,
  })
  const answer = answerError(log, { count: counts.problem, refuseInTurn: admission.refuseInTurn })
  const server = fastify({
    logger: false,
    bodyLimit,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: 20_000,
    keepAliveTimeout: 65_000,
    // Who sends headers drop by drop is looked for every five seconds, not every thirty.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false,
    // Addresses that the router itself cannot take.
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
  })
  const connections = installConnections(server)
  installClosing(server)
  server.setErrorHandler(answer)
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(createSerializerCompiler({ stringify: JSON.stringify }))
  installJsonBodies(server)
  installSecurityHeaders(server)
  installHostCheck(server, options.publicUrl)
  admission.install(server)
  const context = contextOf(options, { counts, admission, connections })
  context.auth.install(server)
  installAccountTurns(server, context.accountTurns)
  await installOpenApi(server, options.version)
  addWebhooks(server, context)
  addOptOutPage(server, context)
  addEnter(server, context)
  const api = server.withTypeProvider<FastifyZodOpenApiTypeProvider>()
  for (const add of routes) add(api, context)
  await addOpenApi(server)
  addConsole(server, options.webFolder)
  await server.ready()
  return server
}

function contextOf(options: ServerOptions, counted: Pick<Context, 'counts' | 'admission' | 'connections'>): Context {
  const {
    db,
    seal,
    services,
    log,
    version,
    publicUrl,
    isSecure = false,
    sharesHost = false,
    metricsKey,
    retention = usualRetention,
  } = options
  const kinds = { gateways: options.gatewayKinds, sources: options.sourceKinds }
  const cookieName = cookieNameOf(sharesHost)
  return {
    db,
    seal,
    services,
    kinds,
    log,
    version,
    publicUrl,
    isSecure,
    metricsKey,
    retention,
    store: { db, seal, kinds: kindChecks(kinds) },
    auth: createAuth(db, cookieName),
    cookieName,
    ...counted,
    accountTurns: createAccountTurns(),
    csvFiles: createCsvFiles(),
    ruleNames: createRuleNames(db),
    addresses: createAddresses(db, seal),
  }
}
