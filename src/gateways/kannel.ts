/**
 * Kannel's sendsms service: one GET per text, answered in words, receipts by a GET to a URL of ours. It gives no message id, and the id in its receipts
 * is a new one each time, so our own reference in the path of that URL is the only key. Its "accepted" means "in my queue", long before any network.
 * Words and states were read from Kannel 1.4.5 itself (fixtures/kannel).
 */
import { z } from 'zod'
import type { Check, Health, RawAnswer, RawRequest } from '../core/adapter.ts'
import { codeListChoices, codeListTitles, knownCode, meaningOf } from '../core/carrier-codes.ts'
import { isIndian } from '../core/countries/packs.ts'
import { fullStop } from '../core/full-stop.ts'
import type { Instant } from '../core/instant.ts'
import { type PhoneNumber, parsePhoneNumber } from '../core/phone-number.ts'
import type { Reason } from '../core/reasons.ts'
import type {
  Came,
  Can,
  Gateway,
  GatewayIo,
  GatewayKind,
  Outcome,
  Receipt,
  RefusalScope,
  Submission,
} from './gateway.ts'
import { notSent, oneByOne } from './one-by-one.ts'

const metaDataName = z.string().regex(/^[a-z0-9_]{0,40}$/, 'up to 40 of a-z, 0-9 and _')

const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Address of sendsms',
    description:
      'Such as http://10.0.0.5:13013/cgi-bin/sendsms. A private address must be allowed by the operator (ALLOW_PRIVATE_GATEWAYS).',
    widget: 'url',
    whereTo: true,
  }),
  username: z
    .string()
    .min(1)
    .max(100)
    .meta({ title: 'User name', description: 'Of the sendsms-user group in kannel.conf.' }),
  password: z.string().min(1).max(200).meta({ title: 'Password', widget: 'secret', secret: true }),
  smsc: z
    .string()
    .max(100)
    .optional()
    .meta({ title: 'SMSC', description: 'The smsc-id to send by; empty leaves it to Kannel.' }),
  numberForm: z.enum(['plus', 'digits']).default('plus').meta({
    title: 'Numbers',
    description: '+919812345678 or 919812345678: as the SMSC behind Kannel wants them.',
    widget: 'choice',
  }),
  entityName: metaDataName.default('dlt_entity_id').meta({
    title: 'Name of the entity id',
    description: 'The smpp-tlv group in kannel.conf that carries the DLT entity id; empty sends none.',
  }),
  templateName: metaDataName
    .default('dlt_template_id')
    .meta({ title: 'Name of the template id', description: 'As above, for the DLT template id.' }),
  chainName: metaDataName
    .default('')
    .meta({ title: 'Name of the chain', description: 'As above, for the telemarketer chain; empty sends none.' }),
  dltCodes: z.enum(codeListChoices).default('common').meta({
    title: 'List of refusal codes',
    description:
      'How the operators behind Kannel number their refusals of texts to India: the `err` of a receipt, or what refused the submit.',
    widget: 'choice',
    choices: codeListTitles,
  }),
  window: z.int().min(1).max(100).default(10).meta({
    title: 'Window',
    description: 'Parts under way at once, for each process: as many are in doubt when the line is cut.',
    widget: 'number',
  }),
  perSecond: z.number().min(0.1).max(1_000).optional().meta({
    title: 'Texts a second',
    description: 'For each process: with several, divide what is allowed by their number.',
    widget: 'number',
  }),
  timeoutSeconds: z.int().min(1).max(30).default(30).meta({ title: 'Response time-out in seconds', widget: 'number' }),
})
type Settings = z.infer<typeof settings>

export const kannel: GatewayKind<Settings> = {
  kind: 'kannel',
  title: 'Kannel',
  about:
    'The open SMS gateway Kannel, by its sendsms service. You need the address of its smsbox, a sendsms-user, and that it can reach this program for receipts.',
  settings,
  can: (by) => ({
    batch: 1,
    refEcho: 'url',
    lookUp: 'none',
    receiptKey: 'ref',
    receipts: 'push',
    perPartReceipts: false,
    maxParts: 10,
    window: by.window,
    ...(by.perSecond === undefined ? {} : { perSecond: by.perSecond }),
    oneNode: false,
    replies: true,
    dlt: passedDlt(by),
  }),
  open: openKannel,
  check: checkKannel,
  receipts: {
    // Kannel signs nothing. The proof is the unguessable token in the path of the URL, by which the request found this gateway.
    authenticate: () => ({ is: 'ok' }),
    parse: parseReceipt,
    // The body must be empty: Kannel texts to the phone what it is answered with.
    reply: (stored) => ({ status: stored ? 200 : 503, contentType: 'text/plain', body: '' }),
  },
}

function passedDlt({ entityName, templateName, chainName }: Settings): Can['dlt'] {
  if (entityName !== '' && templateName !== '') return { is: chainName === '' ? 'ids' : 'ids_and_chain' }
  return {
    is: 'none',
    mend: 'Name the entity id and the template id in its settings, each as its smpp-tlv group in kannel.conf is named.',
  }
}

function openKannel(by: Settings, io: GatewayIo): Gateway {
  const line = new LineHealth(io)
  const exchange = async (submission: Submission, write: { expired(): boolean }): Promise<Outcome> => {
    let isLate = false
    const answer = await io.http({
      method: 'GET',
      url: sendsmsUrl(by, submission, io),
      withinMs: by.timeoutSeconds * 1_000,
      mayWrite: () => {
        isLate = write.expired()
        return !isLate
      },
    })
    // Our own lateness says nothing of the gateway; that no connection came about does, however long it took.
    if (answer.is === 'failed' && !answer.sent && isLate) return notSent(submission, answer.words)
    const outcome = outcomeOf(submission, answer)
    line.note(outcome)
    return outcome
  }
  return oneByOne(io, by, exchange, () => line.health())
}

function sendsmsUrl(by: Settings, submission: Submission, io: GatewayIo): string {
  const url = new URL(by.url)
  const fields: Record<string, string | undefined> = {
    username: by.username,
    password: by.password,
    smsc: by.smsc || undefined,
    from: submission.header,
    to: by.numberForm === 'digits' ? submission.to.slice(1) : submission.to,
    text: submission.text,
    charset: 'UTF-8',
    coding: submission.encoding === 'ucs2' ? '2' : '0',
    // Whole minutes, rounded down so that the network gives up before the text is too late; less than one cannot be said.
    validity: String(Math.max(1, Math.floor((submission.validUntil - io.now()) / 60_000))),
    'dlr-mask': '31',
    'dlr-url': io.callbackUrl && `${io.callbackUrl()}/${submission.ref}?d=%d&id=%F&a=%A&t=%T&to=%p`,
    'meta-data': metaData(by, submission),
  }
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

/** DLT ids travel as `?smpp?name=value&…`; smpp-tlv groups in kannel.conf turn the names into tags. */
function metaData(by: Settings, { dlt }: Submission): string | undefined {
  if (!dlt) return undefined
  const named: [string, string | undefined][] = [
    [by.entityName, dlt.entity],
    [by.templateName, dlt.template],
    [by.chainName, dlt.chainHash ?? dlt.telemarketer],
  ]
  const pairs = named
    .filter(([name, value]) => name && value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}&`)
  return pairs.length > 0 ? `?smpp?${pairs.join('')}` : undefined
}

type Refusal = { reason: Reason; retry: 'never' | 'other_route' | { afterMs: number }; scope: RefusalScope }

/** Kannel's own words for a definite no. Any other words, whatever the status, may be a proxy's and are doubt. */
const refusals: readonly [status: number, words: RegExp, refusal: Refusal][] = [
  [
    403,
    /^Authorization failed for sendsms/,
    { reason: 'credentials_refused', retry: { afterMs: 60_000 }, scope: 'account' },
  ],
  [403, /^Not routable\. Do not try again\./, { reason: 'not_routable', retry: 'other_route', scope: 'message' }],
  [503, /^Temporal failure, try again later\./, { reason: 'throttled', retry: { afterMs: 2_000 }, scope: 'gateway' }],
  [400, /^Number\(s\) has\/have been denied/, { reason: 'number_blocked', retry: 'never', scope: 'number' }],
  [400, /^(Missing|Empty) receiver/, { reason: 'number_invalid', retry: 'never', scope: 'number' }],
  [400, /^Sender missing/, { reason: 'header_refused', retry: 'never', scope: 'header' }],
  [400, /, (rejected|denied)\.?$/, { reason: 'gateway_refused', retry: 'never', scope: 'message' }],
]

type Answer = Awaited<ReturnType<GatewayIo['http']>>

function outcomeOf(submission: Submission, answer: Answer): Outcome {
  const { attempt, ref, to } = submission
  if (answer.is === 'failed') {
    if (!answer.sent) return notSent(submission, answer.words, { afterMs: 2_000, scope: 'gateway' })
    const why = answer.why === 'timeout' || answer.why === 'unreadable' ? answer.why : 'cut'
    return { attempt, is: 'unclear', why, raw: { words: answer.words } }
  }
  const raw = rawOf(answer.status, answer.body, to)
  const words = answer.body.trim()
  if (answer.status === 202 && /^[03]: /.test(words) && !answer.truncated)
    return { attempt, is: 'accepted', keys: [{ ref }], raw }
  const refusal = refusals.find(([status, pattern]) => status === answer.status && pattern.test(words))?.[2]
  if (refusal) return { attempt, is: 'refused', proof: 'said_no', ...refusal, raw }
  return { attempt, is: 'unclear', why: answer.status >= 300 ? 'server_error' : 'unreadable', raw }
}

function rawOf(status: number, words: string, to: PhoneNumber): RawAnswer {
  return { status, words: withoutNumber(words, to).slice(0, 500) }
}

/** Kannel repeats numbers in some of its words; the evidence does not need them. */
function withoutNumber(words: string, to: string): string {
  return words.replaceAll(to, '<number>').replaceAll(to.replace('+', ''), '<number>')
}

// -- receipts and replies

/** Kannel's `%d`: what each says, whether it is the end, and why. 34 and 66 are a refinement of 2 in newer builds. */
const receiptStates = new Map<string, Pick<Receipt, 'state' | 'final' | 'reason'>>([
  ['1', { state: 'delivered', final: true }],
  ['2', { state: 'undelivered', final: true, reason: 'network_failed' }],
  ['4', { state: 'sent', final: false }],
  ['8', { state: 'sent', final: false }],
  ['16', { state: 'undelivered', final: true, reason: 'gateway_refused' }],
  ['34', { state: 'undelivered', final: true, reason: 'number_unreachable' }],
  ['66', { state: 'unknown', final: false }],
])

function parseReceipt(request: RawRequest, by: Settings): Came {
  const field = new Map(request.query)
  const last = request.url.split('?', 1)[0]?.split('/').at(-1) ?? ''
  if (last === 'in') return replyFrom(request, field)
  const told = field.get('d')
  if (!/^[0-9a-z]{1,64}$/.test(last) || told === undefined) return { receipts: [], replies: [], ignored: 1 }
  const to = field.get('to') ?? ''
  const at = secondsOf(field.get('t'))
  const receipt: Receipt = {
    key: { ref: last },
    ...numberOf(to),
    ...(receiptStates.get(told) ?? { state: 'unknown', final: false }),
    ...(at === undefined ? {} : { at }),
    raw: { code: told.slice(0, 20), words: withoutNumber(field.get('a') ?? '', to || ' ').slice(0, 500) },
  }
  if (receipt.state === 'undelivered') addWhy(receipt, field.get('a') ?? '', listFor(to, by))
  return { receipts: [receipt], replies: [], ignored: 0 }
}

/** By which list the codes of a text to this number are read; undefined where they are not India's. */
const listFor = (to: string, { dltCodes }: Settings) => (isIndian(`+${to.replace(/^\+/, '')}`) ? dltCodes : undefined)

/** Why, where Kannel's `%A` tells: the SMSC's refusal of the submit, or its own receipt. */
function addWhy(receipt: Receipt, answer: string, list: Settings['dltCodes'] | undefined): void {
  const refusedAs = refusedCode(answer)
  const standard = refusedAs === undefined ? undefined : submitRefusals.get(refusedAs)
  if (standard && (standard !== 'dlt_refused' || list !== undefined)) {
    receipt.reason = standard
    return
  }
  const carrier = knownCode(list ?? 'none', [refusedAs, receiptCode(answer)])
  const known = carrier && meaningOf(carrier)
  if (!known) return
  receipt.reason = known.reason
  receipt.raw.carrier = carrier
}

/** The command_status of SMPP 3.4 (5.1.3) that say why a submit was refused, as the SMPP gateway reads them. */
const submitRefusals: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [0x01, 'text_too_long'],
  [0x0a, 'header_refused'],
  [0x0b, 'number_invalid'],
  [0x48, 'header_refused'],
  [0x49, 'header_refused'],
  [0xc0, 'dlt_refused'],
  [0xc1, 'dlt_refused'],
  [0xc2, 'dlt_refused'],
  [0xc3, 'dlt_refused'],
  [0xc4, 'dlt_refused'],
])

/** What an SMSC answered a submit that it refused with: `NACK/0x0000000b/Invalid Dest Addr`, or the code in decimals. */
function refusedCode(answer: string): number | undefined {
  const code = /^NACK\/(0x[0-9a-f]{1,8}|\d{1,6})(?!\w)/i.exec(answer)?.[1]
  return code === undefined ? undefined : Number(code)
}

/** An SMSC's own receipt: `… stat:UNDELIV err:633 text:…`, of which the last is what we wrote ourselves. */
function receiptCode(answer: string): number | undefined {
  const head = answer.split(/[\s,;]text\s*:/i, 1)[0] ?? ''
  const err = /(?:^|[\s,;])err(?:or)?\s{0,3}:\s{0,3}(\d{1,6})(?!\w)/i.exec(head)?.[1]
  return err === undefined ? undefined : Number(err)
}

/** What comes back is what we sent, in E.164; its plus may be gone by the SMSC's number plan. */
function numberOf(to: string): { to?: PhoneNumber } {
  const number = parsePhoneNumber(`+${to.replace(/^\+/, '')}`, 'IN')
  return number ? { to: number } : {}
}

/** `%T` is whole seconds since 1970, UTC; 0 where Kannel knows no time. */
function secondsOf(text: string | undefined): Instant | undefined {
  return text && /^[1-9]\d{0,10}$/.test(text) ? Number(text) * 1_000 : undefined
}

function replyFrom(request: RawRequest, field: Map<string, string>): Came {
  const from = field.get('from')
  const text = replyText(request.url, field.get('charset'))
  if (!from || text === undefined) return { receipts: [], replies: [], ignored: 1 }
  const at = secondsOf(field.get('t')) ?? request.receivedAt
  return { receipts: [], replies: [{ from, to: field.get('to') ?? '', text, at }], ignored: 0 }
}

/** Kannel hands on the bytes of a text as they came, and names their charset in `%C`: UTF-8, or UTF-16BE for what the phone wrote in Hindi. */
function replyText(url: string, charset: string | undefined): string | undefined {
  const escaped = /[?&]text=([^&]*)/.exec(url)?.[1]
  if (escaped === undefined) return undefined
  const binary = escaped
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const bytes = Buffer.from(binary, 'latin1')
  const known = ['utf-16be', 'windows-1252', 'iso-8859-1'].find((one) => one === charset?.toLowerCase())
  return new TextDecoder(known ?? 'utf-8').decode(bytes)
}

// -- health and checks

/** How the line is, from the last outcome: Kannel has no connection to hold and nothing to ask without sending. */
class LineHealth {
  private readonly io: Pick<GatewayIo, 'now' | 'log'>
  private current: Health = { state: 'ok', words: 'Nothing was sent since the start.' }

  constructor(io: Pick<GatewayIo, 'now' | 'log'>) {
    this.io = io
  }

  health(): Health {
    return this.current
  }

  note(outcome: Outcome): void {
    const next = healthAfter(outcome)
    if (next.state === this.current.state) return
    this.current = { ...next, since: this.io.now() }
    this.io.log.warn({ state: next.state, status: outcome.raw.status }, 'gateway.health')
  }
}

function healthAfter(outcome: Outcome): Health {
  if (outcome.is === 'unclear')
    return { state: 'degraded', words: `Kannel’s last answer was no answer: ${outcome.why}.` }
  if (outcome.is === 'refused' && outcome.proof === 'not_sent')
    return { state: 'down', words: fullStop(`Kannel cannot be reached: ${outcome.raw.words ?? 'no connection'}`) }
  if (outcome.is === 'refused' && outcome.scope === 'account')
    return { state: 'down', words: 'Kannel refuses the user name or the password. Set them again.' }
  return { state: 'ok', words: 'Kannel takes texts.' }
}

/** Asks for a text without a receiver: Kannel checks the password first and then says what is missing, and nothing is sent. */
async function checkKannel(by: Settings, io: Pick<GatewayIo, 'http' | 'now'>): Promise<Check[]> {
  const url = new URL(by.url)
  url.searchParams.set('username', by.username)
  url.searchParams.set('password', by.password)
  const answer = await io.http({ method: 'GET', url: url.href, withinMs: 10_000 })
  if (answer.is === 'failed') {
    const mend = 'Check the address, and that smsbox runs and listens there (sendsms-port, sendsms-interface).'
    return [{ name: 'reach', result: 'fail', words: answer.words, mend }]
  }
  const reach: Check = { name: 'reach', result: 'ok', words: 'Kannel’s smsbox answers.' }
  if (answer.status === 400 && /receiver/.test(answer.body))
    return [reach, { name: 'credentials', result: 'ok', words: 'Kannel takes the user name and the password.' }]
  if (answer.status === 403)
    return [
      reach,
      {
        name: 'credentials',
        result: 'fail',
        words: 'Kannel refuses the user name or the password.',
        mend: 'Compare them with the sendsms-user group in kannel.conf, and its user-allow-ip.',
      },
    ]
  return [
    {
      name: 'reach',
      result: 'fail',
      words: `What answers there is not Kannel’s sendsms (status ${answer.status}).`,
      mend: 'The address usually ends in :13013/cgi-bin/sendsms.',
    },
  ]
}
