/** A stand-in for the program while the console is worked on: the demo account in memory, lost at the end. Never part of the product's build. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallStory, Preview, Rule } from '../src/api/types.ts'
import * as demo from './demo.ts'
import { placeCall } from './live.ts'
import { render, sample } from './render.ts'

type Handler = (ask: {
  params: string[]
  body: Record<string, unknown>
  headers: IncomingMessage['headers']
  url: URL
}) => unknown
class Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>
  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

export function mockServer() {
  const stories = new Map<string, CallStory>(demo.morning().map((story) => [story.call.id, story]))
  let ruleSet = {
    number: 18,
    rulesNumber: 18,
    madeAt: new Date().toISOString(),
    madeBy: 'Meera Iyer',
    rules: demo.rules,
  }
  const shadowedBy = (rules: Rule[]) => {
    const any = rules.findIndex((one) => one.key === 'any-missed' && one.enabled)
    const closed = rules.findIndex((one) => one.key === 'support-closed')
    return any >= 0 && closed > any ? [{ rule: 'support-closed', by: ['any-missed'] }] : []
  }
  const shown = () => ({
    ...ruleSet,
    analysis: {
      shadowed: shadowedBy(ruleSet.rules),
      overlaps: [],
      problems: [],
      missingCatchAll: Object.keys(ruleSet.rules.at(-1)?.conditions ?? { x: 1 }).length > 0,
    },
  })
  const newestFirst = () => [...stories.values()].sort((a, b) => b.call.id.localeCompare(a.call.id))
  const lists: Record<string, { key: string }[]> = {
    users: demo.users,
    departments: demo.departments,
    dids: demo.dids,
    headers: demo.headers,
    templates: demo.templates,
    gateways: demo.gateways,
    sources: demo.sources,
  }

  const routes: [method: string, path: RegExp, handler: Handler][] = [
    [
      'GET',
      /^\/v1\/me$/,
      () => ({
        role: 'operator',
        account: demo.account,
        accounts: [{ id: 'acct_1', key: 'kaveri', name: 'Kaveri Appliances', isDemo: true }],
        version: '0.1.0',
      }),
    ],
    [
      'GET',
      /^\/v1\/overview$/,
      () => ({
        calls: { total: 96, connected: 58, missed: 27, voicemail: 11 },
        texts: { delivered: 97, sent: 6, unconfirmed: 1, skipped: 7 },
        reasons: [
          { reason: 'not_a_mobile', count: 3 },
          { reason: 'frequency_cap', count: 2 },
          { reason: 'user_has_no_number', count: 2 },
        ],
      }),
    ],
    ['GET', /^\/v1\/rule-set$/, () => new Answer(200, shown(), { etag: `"${ruleSet.rulesNumber}"` })],
    [
      'PUT',
      /^\/v1\/rule-set$/,
      ({ body, headers }) => {
        if (headers['if-match'] !== `"${ruleSet.rulesNumber}"`)
          return new Answer(412, { code: 'rule_set_changed', title: 'Somebody saved first', status: 412 })
        ruleSet = {
          number: ruleSet.number + 1,
          rulesNumber: ruleSet.number + 1,
          madeAt: new Date().toISOString(),
          madeBy: 'Meera Iyer',
          rules: body['rules'] as Rule[],
        }
        return shown()
      },
    ],
    [
      'GET',
      /^\/v1\/rule-set\/counts$/,
      () => ({ total: Object.values(demo.counts).reduce((a, b) => a + b, 0), counts: demo.counts }),
    ],
    [
      'GET',
      /^\/v1\/rule-sets$/,
      () => ({ items: [{ number: ruleSet.number, madeAt: ruleSet.madeAt, madeBy: ruleSet.madeBy }], next: null }),
    ],
    ['GET', /^\/v1\/rule-sets\/\d+$/, shown],
    [
      'POST',
      /^\/v1\/plan$/,
      ({ body }) => ({
        ruleSet: 19,
        rule: (body['rules'] as Rule[] | undefined)?.[3]?.key ?? null,
        reason: null,
        verdicts: demo.verdictsFor('sales-missed', 'missed'),
        messages: [],
      }),
    ],
    ['POST', /^\/v1\/templates\/preview$/, ({ body }) => preview(String(body['body']))],
    [
      'GET',
      /^\/v1\/calls$/,
      () => ({ items: newestFirst().map((one) => ({ ...one.call, messages: one.messages })), next: null }),
    ],
    [
      'POST',
      /^\/v1\/calls$/,
      ({ body }) => new Answer(202, { id: placeCall(stories, body, ruleSet.number), outcome: 'new' }),
    ],
    [
      'GET',
      /^\/v1\/calls\/(.+)$/,
      ({ params: [id = ''] }) =>
        stories.get(id) ?? new Answer(404, { code: 'not_found', title: 'No such call', status: 404 }),
    ],
    ['GET', /^\/v1\/messages$/, () => ({ items: newestFirst().flatMap((one) => one.messages), next: null })],
    [
      'POST',
      /^\/v1\/numbers\/reveal$/,
      ({ body }) => ({ number: stories.get(String(body['callId']))?.call.caller ?? '' }),
    ],
    [
      'GET',
      /^\/v1\/sandbox\/endings$/,
      () => [
        { ending: '842', what: 'Delivered', words: 'Accepted at once and delivered two seconds later.' },
        { ending: '908', what: 'No receipt', words: 'Accepted, and nothing more is ever heard of it.' },
      ],
    ],
    [
      'GET',
      /^\/v1\/reasons$/,
      () => [{ code: 'frequency_cap', what: 'The caller already had the texts.', mend: 'Raise the cap.' }],
    ],
    ['GET', /^\/v1\/routes$/, () => [{ gateway: 'shared:sandbox', telemarketerId: null }]],
    [
      'GET',
      /^\/v1\/mappings$/,
      () => [
        {
          source: 'pbx',
          kind: 'department',
          external: 'sales-2',
          shown: 'SALES-2',
          to: null,
          lastSeenAt: new Date().toISOString(),
        },
      ],
    ],
    [
      'GET',
      /^\/v1\/gateway-kinds$/,
      () => [
        {
          kind: 'sandbox',
          title: 'Sandbox',
          about: 'A network of its own that ends nowhere.',
          secretFields: [],
          settingsSchema: { type: 'object', properties: {} },
        },
        {
          kind: 'smpp',
          title: 'SMPP 3.4',
          about: 'A bind to an SMS centre or aggregator.',
          secretFields: ['password'],
          settingsSchema: {
            type: 'object',
            required: ['host', 'port', 'systemId'],
            properties: {
              host: { type: 'string', title: 'Host' },
              port: { type: 'integer', title: 'Port', default: 2775 },
              systemId: { type: 'string', title: 'System id' },
              password: { type: 'string', title: 'Password', secret: true },
              tls: { type: 'boolean', title: 'TLS', default: false },
              bind: { enum: ['transceiver', 'transmitter'], title: 'Bind', default: 'transceiver' },
            },
          },
        },
      ],
    ],
    [
      'GET',
      /^\/v1\/source-kinds$/,
      () => [
        {
          kind: 'mapped',
          title: 'Mapped webhook',
          about: 'Any system that can call a URL.',
          secretFields: ['secret'],
          settingsSchema: {
            type: 'object',
            properties: {
              zone: { type: 'string', title: 'Time zone', widget: 'zone' },
              fields: { type: 'object', title: 'Fields', additionalProperties: { type: 'string' } },
              secret: { type: 'string', title: 'Secret', secret: true },
            },
          },
          presets: [{ key: 'myoperator', title: 'MyOperator', settings: {} }],
        },
      ],
    ],
    [
      'GET',
      /^\/v1\/keys$/,
      () => [{ id: 'key_1', name: 'demo', role: 'owner', createdAt: new Date().toISOString(), lastUsedAt: null }],
    ],
    ['GET', /^\/v1\/sources\/[^/]+\/reports$/, () => []],
    [
      'GET',
      /^\/v1\/(users|departments|dids|headers|templates|gateways|sources)$/,
      ({ params: [kind = ''] }) => ({ items: lists[kind], next: null }),
    ],
    [
      'PATCH',
      /^\/v1\/(users|departments|dids|headers|templates|gateways|sources)\/(.+)$/,
      ({ params: [kind = '', key = ''], body }) =>
        Object.assign(lists[kind]?.find((one) => one.key === key) ?? {}, body),
    ],
    ['GET', /^\/livez$/, () => ({})],
  ]

  return async (request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://mock')
    if (url.pathname === '/v1/live') return stream(url, stories, request, response)
    for (const [method, path, handler] of routes) {
      const match = method === request.method ? path.exec(url.pathname) : null
      if (match === null) continue
      const answer = handler({
        params: match.slice(1).map(decodeURIComponent),
        body: await bodyOf(request),
        headers: request.headers,
        url,
      })
      const { status, body, headers } = answer instanceof Answer ? answer : new Answer(200, answer)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
      return
    }
    if (!url.pathname.startsWith('/v1/')) return next()
    response
      .writeHead(501, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ code: 'not_in_the_mock', title: 'The stand-in does not know this.', status: 501 }))
  }
}

function stream(url: URL, stories: Map<string, CallStory>, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  let before = ''
  const timer = setInterval(() => {
    const story = stories.get(url.searchParams.get('calls') ?? '')
    const now = JSON.stringify(story)
    if (story !== undefined && now !== before) response.write(`event: call\ndata: ${now}\n\n`)
    before = now
  }, 100)
  request.on('close', () => clearInterval(timer))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

function preview(body: string): Preview {
  const text = render(body)
  const encoding = /[^\n\r -~]/.test(text) ? 'ucs2' : 'gsm'
  const single = encoding === 'gsm' ? 160 : 70
  const parts = text.length <= single ? 1 : Math.ceil(text.length / (encoding === 'gsm' ? 153 : 67))
  const wrong = [...body.matchAll(/\{\{(\w+)/g)].find(([, name = '']) => sample[name] === undefined)
  const problems =
    wrong === undefined
      ? []
      : [
          {
            path: 'body',
            code: 'unknown_placeholder',
            message: `There is no placeholder {{${wrong[1]}}}; did you mean {{department_name}}? (character 1)`,
          },
        ]
  return {
    text,
    encoding,
    parts,
    units: text.length,
    unitsPerPart: single,
    price: { amount: String(0.3 * parts), currency: 'INR' },
    problems,
  }
}
