/** Our Kannel gateway and Debian's Kannel: bearerbox, smsbox and fakesmsc, and behind its SMPP an SMSC of ours that reads the DLT tags. */
import { deepEqual, equal, ok } from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RawRequest } from '../../src/core/adapter.ts'
import type { PhoneNumber } from '../../src/core/phone-number.ts'
import type { Came, Gateway, GatewayIo, Receipt, Submission } from '../../src/gateways/gateway.ts'
import { kannel } from '../../src/gateways/kannel.ts'
import { createDialler } from '../../src/network/dial.ts'
import { createHttp } from '../../src/network/http.ts'
import { send, submission, until } from '../support/smpp-rig.ts'
import { Smsc } from '../support/smsc.ts'
import { type Boxes, startKannel } from './kannel-boxes.ts'
import type { Peer } from './peer.ts'

const dial = createDialler({ allowPrivate: ['127.0.0.1/32'] })
const http = createHttp(dial)
const quiet = { info: () => undefined, warn: () => undefined }
const hindiText = 'नमस्ते, कॉल के लिए धन्यवाद। 🙏'
const gsmText = 'Thank you & <"goodbye"> {2} [ok] €99 ~ à la carte, £5 @ 10% ^_^'
const longText = 'Dear customer, thank you for calling. '.repeat(11).slice(0, 400)
const dlt = { entity: '1101172974420810001', template: '1107161234567890123', category: 'service' }

/** Our door for receipts and replies, and whether our store is up. */
type Door = { url: string; came: Came[]; refused: number; storeDown: boolean; server: Server }
type Rig = { boxes: Boxes; door: Door; smsc: Smsc; open(changes?: Record<string, unknown>): Gateway }

export const peer: Peer = {
  name: 'kannel',
  packages: ['kannel', 'kannel-extras'],
  async talk(say) {
    const door = await openDoor()
    const smsc = await Smsc.open({
      receipt: (taken) => ({ afterMs: 200, stat: taken.text.includes('lost') ? 'UNDELIV' : 'DELIVRD' }),
    })
    const boxes = await startKannel({ smppPort: smsc.port, replyUrl: `${door.url}/in` })
    const opened: Gateway[] = []
    const open = (changes: Record<string, unknown> = {}) => {
      const settings = {
        url: boxes.sendsmsUrl,
        username: 'aftercall',
        password: 'sosecret',
        timeoutSeconds: 3,
        ...changes,
      }
      const io: GatewayIo = {
        http,
        dial,
        now: Date.now,
        random: Math.random,
        log: quiet,
        callbackUrl: () => door.url,
        came: async () => undefined,
        late: () => undefined,
        freed: () => undefined,
      }
      const gateway = kannel.open(kannel.settings.parse(settings), io)
      opened.push(gateway)
      return gateway
    }
    try {
      const rig: Rig = { boxes, door, smsc, open }
      for (const show of [checks, textsAndReceipts, manyTexts, storeDown, replies, throughSmpp, refusals, killed])
        say(await show(rig))
    } finally {
      await Promise.all(opened.map((gateway) => gateway.close(Date.now())))
      await boxes.stop()
      await smsc.close()
      door.server.closeAllConnections()
      door.server.close()
    }
  },
}

async function checks({ boxes }: Rig): Promise<string> {
  const check = (password: string) =>
    kannel.check?.(kannel.settings.parse({ url: boxes.sendsmsUrl, username: 'aftercall', password }), {
      http,
      dial,
      now: Date.now,
    })
  deepEqual(
    (await check('sosecret'))?.map((one) => one.result),
    ['ok', 'ok'],
  )
  deepEqual(
    (await check('wrong'))?.map((one) => one.result),
    ['ok', 'fail'],
  )
  return 'the check of the settings tells a right password from a wrong one, and sends nothing'
}

async function textsAndReceipts({ boxes, door, open }: Rig): Promise<string> {
  const gateway = open()
  const texts: Partial<Submission>[] = [
    { text: gsmText },
    { text: hindiText, encoding: 'ucs2' },
    { text: longText, parts: 3 },
  ]
  const sent = texts.map((changes) => submission(changes))
  for (const one of sent) {
    const [outcome] = await send(gateway, one)
    equal(outcome?.is, 'accepted')
    deepEqual(outcome?.is === 'accepted' && outcome.keys, [{ ref: one.ref }])
  }
  await until(
    () => boxes.taken.length >= 5 && sent.every((one) => receiptsOf(door, one).some((receipt) => receipt.final)),
  )
  const [gsm = '', hindi = '', ...parts] = boxes.taken
  equal(gsm, `KAVERI ${sent[0]?.to} text ${gsmText}`)
  equal(utf16Of(hindi.split(' ucs-2 ')[1] ?? ''), hindiText)
  equal(parts.length, 3)
  for (const one of sent) {
    const told = receiptsOf(door, one)
    deepEqual([...new Set(told.filter((receipt) => receipt.final).map((receipt) => receipt.state))], ['delivered'])
    ok(told.every((receipt) => receipt.to === one.to && Math.abs((receipt.at ?? 0) - Date.now()) < 60_000))
  }
  return `GSM, Hindi with an emoji and a text of three parts arrive letter for letter; receipts come back by reference (${sent
    .map((one) =>
      receiptsOf(door, one)
        .map((receipt) => receipt.raw.code)
        .join('+'),
    )
    .join(', ')})`
}

async function manyTexts({ door, open }: Rig): Promise<string> {
  const gateway = open({ window: 10 })
  const sent = Array.from({ length: 200 }, () => submission())
  const began = performance.now()
  for (let i = 0; i < sent.length; i += 10) {
    const outcomes = await send(gateway, ...sent.slice(i, i + 10))
    ok(outcomes.every((outcome) => outcome.is === 'accepted'))
  }
  const ms = performance.now() - began
  await until(() => sent.every((one) => receiptsOf(door, one).some((receipt) => receipt.state === 'delivered')), 30_000)
  return `200 texts at window 10 in ${Math.round(ms)} ms, all accepted and all delivered by receipt`
}

async function storeDown({ door, open }: Rig): Promise<string> {
  const one = submission()
  door.storeDown = true
  door.refused = 0
  await send(open(), one)
  await until(() => door.refused >= 2)
  equal(receiptsOf(door, one).length, 0)
  door.storeDown = false
  await until(() => receiptsOf(door, one).some((receipt) => receipt.state === 'delivered'), 20_000)
  return `while our store is down receipts are refused (${door.refused} times) and Kannel brings them again`
}

async function replies({ boxes, door, smsc }: Rig): Promise<string> {
  const heard = () => door.came.flatMap((came) => came.replies)
  boxes.fromPhone('+919812345678 KAVERI text STOP. Thank you & bye')
  await until(() => heard().length === 1, 15_000)
  // fakesmsc cannot send Hindi; over SMPP it can.
  const hindi = Buffer.from('बंद करो', 'utf16le').swap16()
  await smsc.deliver({ from: '919812345678', to: 'KAVERI', esmClass: 0, coding: 8, octets: hindi })
  await until(() => heard().length === 2, 15_000)
  deepEqual(
    heard().map((reply) => [reply.from.replace('+', ''), reply.to, reply.text]),
    [
      ['919812345678', 'KAVERI', 'STOP. Thank you & bye'],
      ['919812345678', 'KAVERI', 'बंद करो'],
    ],
  )
  return 'replies come in whole, in English and in Hindi, and are answered with nothing'
}

async function throughSmpp({ door, smsc, open }: Rig): Promise<string> {
  const gateway = open({ smsc: 'smpp', numberForm: 'digits' })
  const good = submission({ dlt, text: 'Thank you for calling.', validUntil: Date.now() + 3_600_000 })
  const lost = submission({ dlt, text: 'This one is lost.' })
  for (const one of [good, lost]) equal((await send(gateway, one))[0]?.is, 'accepted')
  await until(() => [good, lost].every((one) => receiptsOf(door, one).some((receipt) => receipt.final)), 20_000)
  equal(smsc.journal.length, 2)
  for (const taken of smsc.journal) {
    const tags = new Map(taken.tlvs.map(({ tag, value }) => [tag, value.toString('latin1').replaceAll('\0', '')]))
    deepEqual([tags.get(0x1400), tags.get(0x1401)], [dlt.entity, dlt.template])
  }
  const final = (one: Submission) => receiptsOf(door, one).find((receipt) => receipt.final)
  deepEqual([final(good)?.state, final(lost)?.state], ['delivered', 'undelivered'])
  return 'through Kannel’s SMPP both DLT ids arrive digit for digit in their tags; delivered and undelivered come back'
}

async function refusals({ open }: Rig): Promise<string> {
  const [wrong] = await send(open({ password: 'wrong' }), submission())
  ok(
    wrong?.is === 'refused' && wrong.reason === 'credentials_refused' && wrong.scope === 'account',
    JSON.stringify(wrong),
  )
  const [elsewhere] = await send(open({ url: 'http://127.0.0.1:1/cgi-bin/sendsms' }), submission())
  ok(elsewhere?.is === 'refused' && elsewhere.proof === 'not_sent', JSON.stringify(elsewhere))
  const [short] = await send(open(), submission({ to: 'abc' as PhoneNumber }))
  ok(short?.is === 'refused' && short.retry === 'never', JSON.stringify(short))
  return 'a wrong password, a closed port and a number that Kannel does not take are refused, each as what it is'
}

async function killed({ boxes, open }: Rig): Promise<string> {
  const gateway = open()
  boxes.kill('bearerbox')
  const [doubt] = await send(gateway, submission())
  boxes.kill('smsbox')
  await until(() => gateway.slots() > 0)
  const [unsent] = await send(gateway, submission())
  ok(unsent?.is === 'refused' && unsent.proof === 'not_sent', JSON.stringify(unsent))
  ok(doubt?.is === 'unclear' || (doubt?.is === 'refused' && doubt.proof === 'not_sent'), JSON.stringify(doubt))
  return `with bearerbox killed a text is ${doubt?.is === 'unclear' ? `in doubt (${doubt.why})` : 'not sent'}, with smsbox gone surely not sent`
}

// -- our side

async function openDoor(): Promise<Door> {
  const door: Door = { url: '', came: [], refused: 0, storeDown: false, server: createServer() }
  door.server.on('request', (request, response) => {
    const parts = kannel.receipts
    if (!parts) return
    const came = parts.parse(
      rawRequest(`http://127.0.0.1${request.url}`),
      kannel.settings.parse({ url: 'http://x', username: 'u', password: 'p' }),
      Date.now(),
    )
    if (door.storeDown) door.refused++
    else door.came.push(came)
    const reply = parts.reply(!door.storeDown, came)
    response.writeHead(reply.status).end(reply.body)
  })
  door.server.listen(0, '127.0.0.1')
  await new Promise((resolve) => door.server.once('listening', resolve))
  door.url = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}/g/token`
  return door
}

function rawRequest(url: string): RawRequest {
  return {
    method: 'GET',
    url,
    query: [...new URL(url).searchParams],
    headers: [],
    body: new Uint8Array(),
    ip: '127.0.0.1',
    receivedAt: Date.now(),
  }
}

function receiptsOf(door: Door, { ref }: Submission): Receipt[] {
  return door.came.flatMap((came) => came.receipts).filter((receipt) => receipt.key.ref === ref)
}

/** fakesmsc writes UCS-2 as bytes, percent-encoded where they are not plain. */
function utf16Of(text: string): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').swap16().toString('utf16le')
}
