import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawRequest } from '../core/adapter.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import { createDialler } from '../network/dial.ts'
import { createHttp } from '../network/http.ts'
import { type Behaviour, describeGateway, type PeerReceipt, type Rig, type Taken } from './conformance.ts'
import type { GatewayIo, Outcome, Submission } from './gateway.ts'
import { kannel } from './kannel.ts'

const http = createHttp(createDialler({ allowPrivate: ['127.0.0.1/32'] }))
const password = 'k4nnel-pässword&'
const settingsFor = (port: number) =>
  kannel.settings.parse({
    url: `http://127.0.0.1:${port}/cgi-bin/sendsms`,
    username: 'aftercall',
    password,
    timeoutSeconds: 1,
  })
const fixtures = new URL('./fixtures/kannel/', import.meta.url)

/** Answers in Kannel 1.4.5's own words, and the misdeeds of what may stand before it. */
const answers: Partial<Record<Behaviour, [status: number, words: string]>> = {
  accepts: [202, '0: Accepted for delivery'],
  sends_receipt_first: [202, '0: Accepted for delivery'],
  refuses_number: [400, 'Empty receiver number not allowed, rejected'],
  refuses_credentials: [403, 'Authorization failed for sendsms'],
  throttles: [503, 'Temporal failure, try again later.'],
  fails: [500, 'Sending failed.'],
  throttles_like_a_proxy: [503, '<html><body><h1>503 Service Unavailable</h1>No server is available.</body></html>'],
  answers_garbage: [202, '<html>Welcome</html>'],
}
const otherBehaviours: Behaviour[] = ['redirects', 'is_silent', 'is_gone', 'cuts', 'answers_half']

/** A stand-in for smsbox on loopback: takes sendsms requests, keeps a journal, sends receipts to the dlr-url it was given. */
class Smsbox {
  readonly journal: Taken[] = []
  behaviour: Behaviour = 'accepts'
  private readonly server: Server
  private dlrUrl = ''

  private constructor(server: Server) {
    this.server = server
    server.on('request', (request, response) => void this.take(request, response))
  }

  static async start(): Promise<Smsbox> {
    return new Smsbox(await listening(createServer()))
  }

  get port(): number {
    return portOf(this.server)
  }

  async behave(behaviour: Behaviour): Promise<Partial<Submission>> {
    this.behaviour = behaviour
    if (behaviour === 'is_gone') this.stop()
    return {}
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  async send({ of, word, at }: PeerReceipt): Promise<boolean> {
    const code = { delivered: '1', undelivered: '2', on_its_way: '8', gibberish: '77' }[word]
    const url = this.dlrUrl
      .replace(/\/[0-9a-z]+\?/, `/${of.id}?`)
      .replace('%d', code)
      .replace('%F', '0f5c')
      .replace('%A', word === 'on_its_way' ? 'ACK%2F' : '')
      .replace('%T', String(Math.floor((at ?? Date.now()) / 1_000)))
      .replace('%p', encodeURIComponent(of.to))
    const answer = await http({ method: 'GET', url, withinMs: 8_000 })
    return answer.is === 'answer' && answer.status === 200
  }

  reply(callbackUrl: string, fields: Record<string, string>): Promise<boolean> {
    return http({
      method: 'GET',
      url: `${callbackUrl}/in?${new URLSearchParams(fields)}`,
      withinMs: 3_000,
    }).then((answer) => answer.is === 'answer' && answer.status === 200 && answer.body === '')
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const taken = this.note(new URL(request.url ?? '/', 'http://x').searchParams)
    if (this.behaviour === 'cuts') return void request.socket.destroy()
    if (this.behaviour === 'is_silent') return
    if (this.behaviour === 'redirects')
      return void response.writeHead(302, { location: '/cgi-bin/sendsms?again=1' }).end()
    if (this.behaviour === 'answers_half') {
      response.writeHead(202, { 'content-length': 24 }).write('0: Accep')
      return void setTimeout(() => request.socket.destroy(), 20)
    }
    if (this.behaviour === 'sends_receipt_first') await this.send({ of: taken, word: 'delivered' })
    const [status, words] = answers[this.behaviour] ?? [500, 'unknown behaviour']
    response.writeHead(status, { 'content-type': 'text/html' }).end(words)
  }

  private note(fields: URLSearchParams): Taken {
    this.dlrUrl = fields.get('dlr-url') ?? ''
    const meta = new URLSearchParams((fields.get('meta-data') ?? '').replace(/^\?smpp\?/, ''))
    const ref = /\/([0-9a-z]+)\?/.exec(this.dlrUrl)?.[1] ?? ''
    const taken: Taken = {
      to: fields.get('to') ?? '',
      header: fields.get('from') ?? '',
      text: fields.get('text') ?? '',
      part: 1,
      parts: 1,
      id: ref,
      ref,
      validitySeconds: Number(fields.get('validity')) * 60,
      dlt: { entity: meta.get('dlt_entity_id') ?? '', template: meta.get('dlt_template_id') ?? '' },
    }
    this.journal.push(taken)
    return taken
  }
}

/** Our own door for receipts, as the HTTP room builds it: parse, store, answer. */
async function receiptDoor(io: GatewayIo): Promise<{ url: string; server: Server }> {
  const server = await listening(
    createServer((request, response) => {
      const came = kannel.receipts!.parse(rawRequest(`http://127.0.0.1${request.url}`), settingsFor(1), Date.now())
      void io
        .came(came)
        .then(() => kannel.receipts!.reply(true, came))
        .catch(() => kannel.receipts!.reply(false, came))
        .then((reply) =>
          response.writeHead(reply.status, { 'content-type': reply.contentType ?? 'text/plain' }).end(reply.body),
        )
    }),
  )
  return { url: `http://127.0.0.1:${portOf(server)}/g/gatewaytoken`, server }
}

async function openRig(io: GatewayIo): Promise<Rig> {
  const smsbox = await Smsbox.start()
  const door = await receiptDoor(io)
  const gateway = kannel.open(settingsFor(smsbox.port), { ...io, http, callbackUrl: () => door.url })
  return {
    gateway,
    journal: () => smsbox.journal,
    behave: (behaviour) => smsbox.behave(behaviour),
    receipts: async (list) => {
      if (smsbox.journal.length === 0) await teachDlrUrl(smsbox, gateway)
      let stored = true
      for (let i = 0; i < list.length; i += 50) {
        const answers = await Promise.all(list.slice(i, i + 50).map((receipt) => smsbox.send(receipt)))
        stored = stored && answers.every(Boolean)
      }
      return stored
    },
    reply: (from, to, text) => smsbox.reply(door.url, { from, to, text }),
    stop: async () => {
      await gateway.close(Date.now() + 50)
      smsbox.stop()
      door.server.closeAllConnections()
      door.server.close()
    },
  }
}

/** The stand-in learns where receipts go from a text, as Kannel does. */
async function teachDlrUrl(smsbox: Smsbox, gateway: Rig['gateway']): Promise<void> {
  const places = gateway.reserve(1)
  await new Promise<Outcome>((done) => places && gateway.submit([sampleText()], places, { expired: () => false }, done))
  smsbox.journal.length = 0
}

function sampleText(changes: Partial<Submission> = {}): Submission {
  return {
    attempt: '0198f000-0000-7000-8000-000000000001:1',
    ref: 'abcdefghij0123456789klmnop',
    to: '+919812345678' as PhoneNumber,
    header: 'KAVERI',
    text: 'Thank you for calling.',
    encoding: 'gsm',
    parts: 1,
    validUntil: Date.now() + 600_000,
    ...changes,
  }
}

function rawRequest(url: string): RawRequest {
  return {
    method: 'GET',
    url,
    query: [...new URL(url).searchParams],
    headers: [],
    body: new Uint8Array(),
    ip: '127.0.0.1',
    receivedAt: 1_795_624_900_000,
  }
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

const byReference = 'its receipts carry our own reference, so an answer needs no key of Kannel’s'

describeGateway('kannel', {
  can: kannel.can(settingsFor(13_013)),
  behaviours: [...(Object.keys(answers) as Behaviour[]), ...otherBehaviours],
  open: openRig,
  responseTimeoutMs: 1_000,
  secrets: [password, encodeURIComponent(password), 'gatewaytoken'],
  settings: {
    schema: kannel.settings,
    valid: { url: 'http://10.0.0.5:13013/cgi-bin/sendsms', username: 'u', password: 'p' },
  },
  notApplicable: {
    late_answer_is_told: 'at its time-out the exchange is cut, so no answer can come after it',
    no_key_is_doubt: byReference,
    odd_ids: byReference,
    dlt_refusal_is_the_templates: 'Kannel answers before any network is asked; a DLT refusal comes by receipt',
    no_credit_is_the_accounts: 'Kannel knows no credit',
    some_parts_are_doubt: 'Kannel takes a text whole and cuts it itself',
    duplicate_settles: 'Kannel does not look at references',
    forged_receipt_is_refused:
      'Kannel signs nothing; the unguessable token in the URL is the proof, and the HTTP room asks for it',
    look_up_settles: 'Kannel has no look-up',
  },
})

/** Recorded from Kannel 1.4.5; see origin.md there. */
describe('what Kannel says', () => {
  it.each(readdirSync(new URL('answers/', fixtures)))('answer %s', async (name) => {
    const { status, words, expect: expected } = readJson(`answers/${name}`)
    const io = {
      http: async () => ({ is: 'answer', status, headers: {}, body: words, truncated: false }) as const,
      now: Date.now,
    }
    const quiet = { info: () => undefined, warn: () => undefined }
    const gateway = kannel.open(settingsFor(1), {
      ...io,
      log: quiet,
      freed: () => undefined,
      late: () => undefined,
    } as unknown as GatewayIo)
    const places = gateway.reserve(1)
    const outcome = await new Promise<Outcome>(
      (done) => places && gateway.submit([sampleText()], places, { expired: () => false }, done),
    )
    expect(outcome).toMatchObject(expected)
  })

  it.each(readdirSync(new URL('receipts/', fixtures)))('receipt %s', (name) => {
    const { url, expect: expected } = readJson(`receipts/${name}`)
    expect(kannel.receipts!.parse(rawRequest(url), settingsFor(1), 0)).toEqual(expected)
  })

  it('is read without the number that was texted', () => {
    const came = kannel.receipts!.parse(
      rawRequest('http://x/g/t/abc?d=2&a=NACK+919812345678+gone&t=1&to=%2B919812345678'),
      settingsFor(1),
      0,
    )
    expect(came.receipts[0]?.raw.words).toBe('NACK <number> gone')
  })
})

describe('reading receipts', () => {
  it.each(['constructor', '__proto__', '99'])('knows no state by the word %s', (told) => {
    const url = `http://x/g/t/abc?d=${told}`
    const request = { ...rawRequest('http://x/g/t/abc'), url, query: [...new URL(url).searchParams] }
    expect(kannel.receipts?.parse(request, settingsFor(1), 0).receipts).toMatchObject([
      { state: 'unknown', final: false },
    ])
  })

  it('never throws, whatever the URL holds', () => {
    const piece = fc.constantFrom(
      'd=1',
      'd=',
      't=99999999999999',
      't=-1',
      'to=%2B9',
      'to=%',
      'text=%E0%A4',
      'text=%zz',
      'charset=UTF-16BE',
      'charset=utf-7',
      '%',
      '&',
      '?',
      '/in',
      'from=x',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 12 }), (pieces) => {
        const query = pieces.join('&')
        const request = {
          ...rawRequest('http://x/g/t/abc'),
          url: `http://x/g/t/${query}`,
          query: [...new URLSearchParams(query)],
        }
        const came = kannel.receipts?.parse(request, settingsFor(1), 0)
        expect((came?.receipts.length ?? 0) + (came?.replies.length ?? 0) + (came?.ignored ?? 0)).toBe(1)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('checking the settings of a Kannel gateway', () => {
  it.each([
    [400, 'Missing receiver number, rejected', ['ok', 'ok']],
    [403, 'Authorization failed for sendsms', ['ok', 'fail']],
    [404, 'Unknown request.', ['fail']],
  ])('reads a %d', async (status, body, expected) => {
    const answer = { is: 'answer', status, headers: {}, body, truncated: false } as const
    const checks = await kannel.check!(settingsFor(1), {
      http: async () => answer,
      dial: () => Promise.reject(new Error('unused')),
      now: Date.now,
    })
    expect(checks.map((check) => check.result)).toEqual(expected)
    for (const check of checks) if (check.result === 'fail') expect(check.mend).toBeTruthy()
  })
})

function readJson(path: string) {
  return JSON.parse(readFileSync(new URL(path, fixtures), 'utf8'))
}
