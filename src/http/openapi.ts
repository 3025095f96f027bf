/** The API's own description, OpenAPI 3.1, made from the schemas that requests are checked by. */
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { fastifyZodOpenApiPlugin, fastifyZodOpenApiTransformers } from 'fastify-zod-openapi'
import { problemShape } from './shapes/common.ts'

const about = `Calls come in, rules decide, texts go out, and every no has a reason.

Send \`Authorization: Bearer ac_…\`. The key names the account; an operator's key names it with the header \`Aftercall-Account\`.
Errors are RFC 9457 problems with a stable \`code\`. Lists take \`limit\` (at most 200) and \`after\`, and answer \`{items, next}\`, newest first.
Ids are a prefix and 32 hexadecimal digits. Times are RFC 3339 in UTC. Money is \`{amount: "0.3000", currency: "INR"}\`.`

const tags = [
  ['Calls', 'Report calls and read what became of them'],
  ['Messages', 'Texts: their lives, and what a person may do'],
  ['Rules', 'Which call gets which text'],
  ['Configuration', 'The whole account as one document'],
  ['People', 'Users, departments and DIDs'],
  ['Templates', 'Wordings and sender ids'],
  ['Gateways', 'Where texts go out'],
  ['Sources', 'Where calls come in'],
  ['Billing', 'What lines and texts cost, cycle by cycle'],
  ['Accounts', 'Accounts, keys, signing in'],
  ['Callers', 'The language of callers'],
  ['Opt-outs', 'Who wants no more texts, and what people reply'],
  ['Consents', 'Who agreed to texts: the account’s own evidence, not DLT consent'],
  ['Reference', 'Lists that are the same for everybody'],
] as const

/** A new one for each answer: the library writes into it. */
const problem = () => ({ content: { 'application/problem+json': { schema: problemShape } } })

/** Must come before the routes, which it listens for. */
export async function installOpenApi(server: FastifyInstance, version: string): Promise<void> {
  server.addHook('onRoute', (route) => {
    const { schema } = route
    if (!schema?.response || schema.hide === true) return
    // In capitals, as the document has them: the library finds no others.
    schema.response = { ...(schema.response as object), '4XX': problem(), '5XX': problem() }
  })
  await server.register(fastifyZodOpenApiPlugin)
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Aftercall',
        version,
        description: about,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: tags.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'aftercall_session',
            description:
              'A browser that came in by a one-time link. While PUBLIC_URL is not set or names a port, `_` and the port stand behind the name.',
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    ...fastifyZodOpenApiTransformers,
  })
}

/** Long addresses, tables and examples scroll in themselves on a phone, or break. */
const fitsAnyWidth = `
.swagger-ui .topbar { display: none }
.swagger-ui .wrapper { max-width: 1100px; padding: 0 12px }
.swagger-ui .info { margin: 24px 0; overflow-wrap: anywhere }
@media (max-width: 48em) {
  .swagger-ui .opblock .opblock-summary { flex-wrap: wrap }
  .swagger-ui .opblock .opblock-summary-path { max-width: 100%; overflow-wrap: anywhere }
  .swagger-ui .opblock .opblock-summary-description { flex-basis: 100% }
  .swagger-ui .opblock-body, .swagger-ui .table-container, .swagger-ui .responses-inner, .swagger-ui .model-box { overflow-x: auto }
  .swagger-ui .scheme-container .schemes { flex-wrap: wrap }
}
`

/** The document at /openapi.json and pages to read it at /docs; all files are our own. */
export async function addOpenApi(server: FastifyInstance): Promise<void> {
  let made: string | undefined
  server.get('/openapi.json', { config: { permission: 'anyone' }, schema: { hide: true } }, async (_request, reply) => {
    made ??= JSON.stringify(openApiDocument(server))
    return reply.type('application/json; charset=utf-8').send(made)
  })
  await server.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'anyone' }
    })
    // The library writes a page that phones draw 980 points wide.
    scope.addHook('onSend', async (_request, reply, payload) =>
      typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
        ? payload.replace('<head>', `<head><meta name="viewport" content="width=device-width, initial-scale=1">`)
        : payload,
    )
    // Its own content policy refuses styles that it writes itself; the one of all our pages, which is already set, stays.
    await scope.register(fastifySwaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'Aftercall API', css: [{ filename: 'fit.css', content: fitsAnyWidth }] },
      uiConfig: { docExpansion: 'list', persistAuthorization: false, tryItOutEnabled: true },
      transformSpecification: () => openApiDocument(server) as never,
      transformSpecificationClone: false,
    })
  })
}

type Node = { [name: string]: unknown }

/** What the library makes, without what only hinders readers and strict clients. */
export function openApiDocument(server: FastifyInstance): Node {
  const document = structuredClone(server.swagger()) as unknown as Node
  for (const [path, operations] of Object.entries(document['paths'] as Node))
    for (const [method, operation] of Object.entries(operations as Node))
      (operation as Node)['operationId'] = operationId(method, path)
  tidy(document, false)
  return nameJson(document)
}

/** The library numbers every "any JSON value" for itself; readers know one. */
function nameJson(document: Node): Node {
  const numbered = /#\/components\/schemas\/__schema\d+/g
  const text = JSON.stringify(document).replace(numbered, '#/components/schemas/JsonValue')
  const named = JSON.parse(text) as { components: { schemas: Node } }
  const { schemas } = named.components
  for (const name of Object.keys(schemas).filter((one) => one.startsWith('__schema'))) {
    schemas['JsonValue'] = schemas[name]
    delete schemas[name]
  }
  return named
}

function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/v1/, '')
    .split(/[/{}-]+/)
    .filter(Boolean)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** A new field in an answer must break nobody, and a pattern of 200 characters says no more than the format beside it. */
function tidy(node: unknown, isAnswer: boolean): void {
  if (Array.isArray(node)) for (const one of node) tidy(one, isAnswer)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const fields = node as Node
  if (typeof fields['format'] === 'string' && typeof fields['pattern'] === 'string') delete fields['pattern']
  if (fields['minimum'] === Number.MIN_SAFE_INTEGER) delete fields['minimum']
  if (fields['maximum'] === Number.MAX_SAFE_INTEGER) delete fields['maximum']
  if (isAnswer && fields['additionalProperties'] === false) delete fields['additionalProperties']
  for (const [name, value] of Object.entries(fields)) tidy(value, isAnswer || name === 'responses')
}
