/** Our SMPP client and an SMSC made of Perl's Net::SMPP. */
import { deepEqual, equal, ok } from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { encodeGsm } from '../../src/core/gsm-alphabet.ts'
import type { Gateway, Outcome } from '../../src/gateways/gateway.ts'
import { checkSmpp } from '../../src/gateways/smpp/check.ts'
import {
  inTime,
  type Kept,
  keepingIo,
  openBound,
  send,
  settingsFor,
  shortTimes,
  submission,
  until,
} from '../support/smpp-rig.ts'
import type { Peer } from './peer.ts'

type Noted = Record<string, string | number>

const gsmText = 'Thank you for calling: {2} [units] at €99~ \\ à la carte, £5 @ 10% ^_^'
const hindiText = 'नमस्ते, कॉल के लिए धन्यवाद। 🙏'
const longText = 'Dear customer, thank you for calling. '.repeat(11).slice(0, 400)
const dlt = {
  entity: '1101172974420810001',
  template: '1107161234567890123',
  category: 'service',
  telemarketer: '1101172974420830004',
}

export const peer: Peer = {
  name: 'net-smpp',
  packages: ['perl', 'libnet-smpp-perl'],
  async talk(say) {
    const perl = spawn('perl', [path.join(import.meta.dirname, 'net-smpp.pl')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const { port, noted } = await linesOf(perl)
      for (const dltNul of [false, true]) {
        noted.length = 0
        await withGateway(port, { dltNul }, async (gateway) => say(await octets(gateway, noted, dltNul)))
      }
      await withGateway(port, {}, async (gateway, kept) => {
        say(await thousand(gateway, noted))
        say(await throttlingAndReceipt(gateway, noted, kept))
        say(await hangUp(gateway))
      })
      say(await wrongPassword(port))
    } finally {
      perl.kill('SIGKILL')
    }
  },
}

async function linesOf(perl: ChildProcess): Promise<{ port: number; noted: Noted[] }> {
  const noted: Noted[] = []
  if (!perl.stdout) throw new Error('no output')
  createInterface(perl.stdout).on('line', (line) => void noted.push(JSON.parse(line) as Noted))
  await until(() => noted.length > 0)
  return { port: Number(noted.shift()?.['port']), noted }
}

async function withGateway(
  port: number,
  settings: Record<string, unknown>,
  work: (gateway: Gateway, kept: Kept) => Promise<void>,
): Promise<void> {
  const { io, kept } = keepingIo()
  const all = {
    password: 'secret',
    dlt: true,
    dltChain: 'ids',
    messageIds: 'hex_to_dec',
    receiptZone: 'Asia/Kolkata',
    ...settings,
  }
  const gateway = await openBound(port, { io, settings: all, times: { response: 5_000, unbind: 2_000 } })
  try {
    await work(gateway, kept)
  } finally {
    await gateway.close(Date.now() + 1_000)
  }
}

const submitsOf = (noted: readonly Noted[]) => noted.filter((line) => 'octets' in line)

async function octets(gateway: Gateway, noted: Noted[], nul: boolean): Promise<string> {
  await send(gateway, submission({ text: gsmText, dlt }))
  await send(gateway, submission({ text: hindiText, encoding: 'ucs2', dlt }))
  await send(gateway, submission({ text: longText, parts: 3, dlt }))
  await until(() => submitsOf(noted).length === 5)
  const [gsm, ucs2, ...parts] = submitsOf(noted)
  const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex')
  equal(gsm?.['octets'], hex(encodeGsm(gsmText)))
  equal(ucs2?.['octets'], hex(Buffer.from(hindiText, 'utf16le').swap16()))
  deepEqual(
    [gsm?.['data_coding'], ucs2?.['data_coding'], gsm?.['source_addr_ton'], gsm?.['dest_addr_npi']],
    [0, 8, 5, 1],
  )
  const reference = String(parts[0]?.['octets']).slice(6, 8)
  const bodies = [longText.slice(0, 153), longText.slice(153, 306), longText.slice(306)]
  deepEqual(
    parts.map((part) => part['octets']),
    bodies.map((body, i) => `050003${reference}03${hex(Buffer.from([i + 1]))}${hex(encodeGsm(body))}`),
  )
  const end = nul ? '\0' : ''
  const parameters = [0x1400, 0x1401, 0x1402].map((tag) =>
    Buffer.from(String(gsm?.[String(tag)]), 'hex').toString('latin1'),
  )
  deepEqual(parameters, [dlt.entity + end, dlt.template + end, dlt.telemarketer + end])
  return `GSM, UCS-2 and three parts octet for octet; three parameters ${nul ? 'with' : 'without'} a NUL`
}

async function thousand(gateway: Gateway, noted: Noted[]): Promise<string> {
  noted.length = 0
  const outcomes: Outcome[] = []
  for (let i = 0; i < 1_000; i++) {
    await until(() => gateway.slots() > 0)
    const places = gateway.reserve(1)
    ok(places)
    gateway.submit([submission()], places, inTime, (outcome) => outcomes.push(outcome))
  }
  await until(() => outcomes.length === 1_000 && submitsOf(noted).length === 1_000)
  ok(outcomes.every((outcome) => outcome.is === 'accepted'))
  equal(
    new Set(outcomes.flatMap((outcome) => (outcome.is === 'accepted' ? outcome.keys : [])).map((key) => key.id)).size,
    1_000,
  )
  return '1,000 submits, each once'
}

async function throttlingAndReceipt(gateway: Gateway, noted: Noted[], kept: Kept): Promise<string> {
  const [accepted] = await send(gateway, submission({ text: 'RECEIPT please' }))
  await until(() => noted.some((line) => 'answered' in line))
  const [receipt] = kept.came.flatMap((came) => came.receipts)
  equal(accepted?.is, 'accepted')
  // The answer has the id in hexadecimal, the receipt in decimal.
  equal(receipt?.key.id, accepted?.is === 'accepted' && accepted.keys[0]?.id)
  deepEqual([receipt?.state, receipt?.at], ['delivered', Date.parse('2026-11-23T10:16:00+05:30')])
  equal(noted.find((line) => 'answered' in line)?.['answered'], 0)
  const [throttled] = await send(gateway, submission({ text: 'THROTTLE me' }))
  ok(throttled?.is === 'refused' && throttled.reason === 'throttled')
  return 'a receipt is joined and answered; throttling is a refusal for now'
}

async function hangUp(gateway: Gateway): Promise<string> {
  await until(() => gateway.slots() > 0)
  const [cut] = await send(gateway, submission({ text: 'HANGUP now' }))
  ok(cut?.is === 'unclear' && cut.why === 'cut')
  await until(() => gateway.slots() > 0)
  const [after] = await send(gateway, submission())
  equal(after?.is, 'accepted')
  return 'a cut line is doubt; bound again'
}

async function wrongPassword(port: number): Promise<string> {
  const { io } = keepingIo()
  const [, bind] = await checkSmpp(settingsFor(port, { password: 'wrong' }), io, shortTimes)
  equal(bind?.result, 'fail')
  return `a wrong password: "${bind?.words}"`
}
