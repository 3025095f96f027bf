/**
 * Feeds SMPP sessions broken streams and looks for freezes: whatever comes, a session either goes on answering or
 * closes, and everything that waits for it is told once. `node test/fuzz/smpp.ts --pdus 10000000 --seed N`. The same
 * seed gives the same streams.
 */
import { bindOf } from '../../src/gateways/smpp/bind.ts'
import { encode } from '../../src/gateways/smpp/encode.ts'
import { inboundReader } from '../../src/gateways/smpp/inbound.ts'
import type { MessageFields, Pdu } from '../../src/gateways/smpp/pdu.ts'
import { Session } from '../../src/gateways/smpp/session.ts'
import { usualTimes } from '../../src/gateways/smpp/session-host.ts'
import { FakeSocket } from '../support/fake-socket.ts'
import { settingsFor } from '../support/smpp-rig.ts'
import { options } from './options.ts'

const { seed, pdus: wanted } = options

/** xorshift32: fast, and the same everywhere. */
let state = seed === 0 ? 1 : seed
function random(below: number): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % below
}

/** What a text and a receipt have in common. */
const fields: MessageFields = {
  serviceType: '',
  sourceTon: 5,
  sourceNpi: 0,
  source: 'KAVERI',
  destTon: 1,
  destNpi: 1,
  dest: '919812345678',
  esmClass: 0,
  protocolId: 0,
  priority: 0,
  scheduleAt: '',
  validity: '',
  registeredDelivery: 1,
  replaceIfPresent: 0,
  dataCoding: 0,
  defaultMessageId: 0,
  tlvs: [],
}

const bind = bindOf(settingsFor(2775), 'bind_transceiver')
const read = inboundReader({
  ...{ idForm: 'auto', idFrom: 'parameter', receiptZone: 'Asia/Kolkata', codes: 'common', gsmOctets: 'gsm' },
})
const samples = allSamples()
const enquiry = encode({ command: 'enquire_link', status: 0, sequence: 77 })
/** As long as the longest PDU that a broken length can announce, and one more. */
const manyEnquiries = Buffer.concat(Array.from({ length: 65_536 / 16 + 2 }, () => enquiry))
const turn = () => new Promise((resolve) => setImmediate(resolve))

async function main(): Promise<void> {
  const began = performance.now()
  let pdus = 0
  let closed = 0
  for (let stream = 0; pdus < wanted; stream++) {
    const before = state
    const verdict = await feedOne(20 + random(60)).catch((error: unknown) => {
      throw new Error(`stream ${stream} (state ${before}, seed ${seed})`, { cause: error })
    })
    pdus += verdict.pdus
    if (verdict.isClosed) closed++
  }
  const seconds = (performance.now() - began) / 1_000
  const rate = Math.round(pdus / seconds)
  console.log(
    `fuzz smpp: seed ${seed}, ${pdus} PDUs in ${seconds.toFixed(1)} s (${rate}/s), ${closed} sessions closed, no freeze`,
  )
}

/** One session and one stream. */
async function feedOne(count: number): Promise<{ pdus: number; isClosed: boolean }> {
  const socket = new FakeSocket()
  const settled: number[] = []
  let isClosed = false
  const session = new Session(socket.asSocket(), bind, usualTimes, {
    now: () => performance.now(),
    bound: () => undefined,
    came: async (pdus) => {
      read(pdus, 1_764_000_000_000)
      if (random(4) === 0) throw new Error('the store is down')
    },
    closed: () => {
      isClosed = true
    },
  })
  // Mostly a good bind, so that the rest is not refused at the door.
  if (random(20) > 0)
    socket.feed(encode({ command: 'bind_transceiver_resp', status: 0, sequence: 1, systemId: 'smsc', tlvs: [] }))
  submitSome(session, settled)
  await turn()
  const asked = askSome(session)
  const pdus = streamOf(count)
  let fed = 0
  for (const chunk of chunks(Buffer.concat(pdus))) {
    if (isClosed) break
    socket.feed(chunk)
    fed += chunk.length
  }
  await turn()
  if (!isClosed) await mustAnswer(socket, () => isClosed)
  const closedByItself = isClosed
  socket.destroy()
  await asked
  if (settled.some((times) => times !== 1)) throw new Error(`an exchange was settled ${settled.join(', ')} times`)
  return { pdus: countWithin(pdus, fed), isClosed: closedByItself }
}

/** Questions about texts: each must be answered, if only by nothing, at the latest when the session ends. */
function askSome(session: Session): Promise<unknown> {
  const about = { source: 'KAVERI', sourceTon: 5, sourceNpi: 0 }
  return Promise.all(Array.from({ length: 3 }, (_, i) => session.query({ messageId: `id-${i}`, ...about })))
}

function submitSome(session: Session, settled: number[]): void {
  for (let i = 0; i < 5; i++) {
    settled.push(0)
    const exchange = {
      fields,
      part: { writeTo: (_: Buffer, at: number) => at },
      settle: () => {
        settled[i] = (settled[i] ?? 0) + 1
      },
    }
    session.submit({ exchanges: [exchange], mayWrite: () => true })
  }
}

/** A session that is not closed must answer an enquire_link, at the latest when the PDU it waits for is whole. */
async function mustAnswer(socket: FakeSocket, isClosed: () => boolean): Promise<void> {
  const answers = () => socket.written.reduce((sum, chunk) => sum + countAnswers(chunk), 0)
  const before = answers()
  const isAlive = () => isClosed() || answers() > before
  socket.feed(enquiry)
  await turn()
  for (let tries = 0; !isAlive() && tries < 3; tries++) {
    socket.feed(manyEnquiries)
    for (let i = 0; !isAlive() && i < 40; i++) await turn()
  }
  if (!isAlive()) throw new Error('the session is frozen')
}

function countAnswers(chunk: Buffer): number {
  let count = 0
  for (let at = 0; at + 16 <= chunk.length; at += chunk.readUInt32BE(at)) {
    if (chunk.readUInt32BE(at + 4) === 0x80000015 && chunk.readUInt32BE(at + 12) === 77) count++
  }
  return count
}

/** Good PDUs, most of them left alone, some broken. */
function streamOf(count: number): Buffer[] {
  const all: Buffer[] = []
  for (let i = 0; i < count; i++) {
    const pdu = Buffer.from(samples[random(samples.length)] as Buffer)
    pdu.writeUInt32BE(random(30), 12)
    all.push(random(25) === 0 ? broken(pdu) : pdu)
  }
  return all
}

/** How many PDUs came before the session closed: the rest was never looked at. */
function countWithin(pdus: readonly Buffer[], octets: number): number {
  let left = octets
  let count = 0
  for (const pdu of pdus) {
    left -= pdu.length
    if (left < 0) break
    count++
  }
  return count
}

function broken(pdu: Buffer): Buffer {
  switch (random(9)) {
    case 0:
      return pdu.subarray(0, random(pdu.length))
    case 1:
      pdu.writeUInt32BE(random(70_000), 0)
      return pdu
    case 2:
      pdu.writeInt32BE(random(0xffffffff) | 0, random(4) * 4)
      return pdu
    case 3:
      return Buffer.concat([pdu.subarray(0, 16), Buffer.alloc(random(40), random(256)), pdu.subarray(16)])
    case 4:
      return Buffer.alloc(random(80), random(256))
    case 5:
      return Buffer.concat([pdu, pdu.subarray(random(pdu.length))])
    case 6: {
      // A body one octet longer or shorter than it says, with a length that agrees.
      const other =
        random(2) === 0
          ? pdu.subarray(0, Math.max(16, pdu.length - 1 - random(6)))
          : Buffer.concat([pdu, Buffer.alloc(1 + random(6), random(256))])
      other.writeUInt32BE(other.length, 0)
      return other
    }
    default:
      for (let i = 0; i <= random(4); i++) pdu[4 + random(pdu.length - 4)] = random(256)
      return pdu
  }
}

/** The stream in pieces, as networks cut it. */
function chunks(stream: Buffer): Buffer[] {
  const all: Buffer[] = []
  const longest = [3, 17, 200, 70_000][random(4)] ?? 200
  for (let at = 0; at < stream.length; ) {
    const size = 1 + random(longest)
    all.push(stream.subarray(at, at + size))
    at += size
  }
  return all
}

function allSamples(): Buffer[] {
  const receipt =
    'id:0972660181 sub:001 dlvrd:001 submit date:2611231015 done date:2611231016 stat:DELIVRD err:000 text:Thank you'
  const tlvs = [
    { tag: 0x001e, value: Buffer.from('39f99dd5\0') },
    { tag: 0x0427, value: Buffer.from([2]) },
    { tag: 0x0423, value: Buffer.from([3, 0, 1]) },
    { tag: 0x1400, value: Buffer.from('1101172974420810001') },
  ]
  const deliver = (changes: object): Pdu => ({
    ...fields,
    command: 'deliver_sm',
    status: 0,
    sequence: 1,
    shortMessage: Buffer.from(receipt),
    esmClass: 4,
    ...changes,
  })
  const plain = ['enquire_link', 'enquire_link_resp', 'unbind_resp', 'generic_nack'] as const
  const answer = (messageId: string, status: number): Pdu => ({
    command: 'submit_sm_resp',
    status,
    sequence: 1,
    messageId,
    tlvs: [],
  })
  const pdus: Pdu[] = [
    answer('39f99dd5', 0),
    answer('12345678901234567890', 0),
    answer('', 0x58),
    answer('7b1c0d0e-0000-4000-8000-0242ac130003', 0),
    { command: 'submit_sm_resp', status: 8, sequence: 1, messageId: '', tlvs },
    deliver({}),
    deliver({ shortMessage: Buffer.alloc(0), tlvs }),
    deliver({ esmClass: 0, dataCoding: 8, shortMessage: Buffer.from('धन्यवाद', 'utf16le').swap16() }),
    deliver({ esmClass: 0x40, shortMessage: Buffer.from([5, 0, 3, 1, 2, 1, 72, 105]) }),
    deliver({ tlvs }),
    // Receipts in a payload, and in parts by header or by parameters.
    deliver({ shortMessage: Buffer.alloc(0), tlvs: [{ tag: 0x0424, value: Buffer.from(receipt.repeat(3)) }] }),
    ...[1, 2].flatMap((part) => {
      const half = Buffer.from(receipt.slice((part - 1) * 60, part * 60))
      const sar = [
        { tag: 0x020c, value: Buffer.from([1, 2]) },
        { tag: 0x020e, value: Buffer.from([2]) },
        { tag: 0x020f, value: Buffer.from([part]) },
      ]
      return [
        deliver({ esmClass: 0x44, shortMessage: Buffer.concat([Buffer.from([5, 0, 3, 1, 2, part]), half]) }),
        deliver({ shortMessage: half, tlvs: sar }),
        deliver({ esmClass: 0, dataCoding: 8, shortMessage: half, tlvs: sar }),
      ]
    }),
    {
      command: 'query_sm_resp',
      status: 0,
      sequence: 1,
      messageId: '39f99dd5',
      finalDate: '261123154600022+',
      state: 2,
      error: 0,
    },
    { command: 'query_sm_resp', status: 0x67, sequence: 1, messageId: '', finalDate: '', state: undefined, error: 0 },
    {
      ...fields,
      command: 'data_sm',
      status: 0,
      sequence: 1,
      esmClass: 4,
      tlvs: [...tlvs, { tag: 0x0424, value: Buffer.from(receipt) }],
    },
    ...plain.map((command): Pdu => ({ command, status: 0, sequence: 1 })),
    { ...bind, command: 'bind_transceiver', status: 0, sequence: 1 },
    { command: 'bind_transceiver_resp', status: 0, sequence: 1, systemId: 'smsc', tlvs: [] },
    { command: 'deliver_sm_resp', status: 0, sequence: 1, messageId: '', tlvs: [] },
  ]
  const known = pdus.map((pdu) => encode(pdu as Exclude<Pdu, { command: 'other' }>))
  const query = Buffer.from('0000001300000003000000000000000131320000', 'hex').subarray(0, 19)
  return [...known, ...known.slice(0, 6), ...known.slice(0, 6), query]
}

await main()
