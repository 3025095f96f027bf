import { dialLoopback, settingsFor, shortTimes, until } from '../../../test/support/smpp-rig.ts'
import { type Answer, Smsc, type Submitted } from '../../../test/support/smsc.ts'
import { validitySeconds } from '../../../test/support/smsc-wire.ts'
import {
  type Behaviour,
  describeGateway,
  type Harness,
  type PeerReceipt,
  type Rig,
  type Taken,
} from '../conformance.ts'
import type { GatewayIo } from '../gateway.ts'
import { openSmpp } from './open.ts'
import { smpp } from './smpp.ts'

const noSuch = 'SMPP has no such thing: '

/** The settings that change how a text is written or by which bind it goes: each sits the whole examination. */
const ways: Record<string, Record<string, unknown>> = {
  smpp: {},
  'smpp, long texts with parameters': { longMessages: 'sar' },
  'smpp, long texts as a payload': { longMessages: 'payload' },
  'smpp, transmitter and receiver': { bind: 'separate' },
}

const behaviours: readonly Behaviour[] = [
  'accepts',
  'refuses_number',
  'refuses_template',
  'throttles',
  'accepts_without_key',
  'fails',
  'is_silent',
  'answers_late',
  'is_gone',
  'cuts',
  'answers_half',
  'answers_garbage',
  'takes_some_parts',
  'sends_receipt_first',
]

const harnessFor = (way: Record<string, unknown>): Harness => ({
  can: smpp.can(settingsFor(1, way)),
  behaviours: way['longMessages'] === 'payload' ? behaviours.filter((one) => one !== 'takes_some_parts') : behaviours,
  open: (io) => openRig(io, way),
  responseTimeoutMs: shortTimes.response,
  secrets: ['sosecret'],
  settings: {
    schema: smpp.settings,
    valid: {
      host: 'smsc.example.in',
      port: 2775,
      systemId: 'kaveri',
      password: 'sosecret',
      dlt: true,
      treatAsRefused: ['0x401'],
    },
  },
  notApplicable: {
    reference_returns: `${noSuch}a field for our reference that SMSCs give back`,
    foreign_throttle_is_doubt: `${noSuch}a proxy that answers in between`,
    bad_credentials_are_the_accounts: 'Credentials are judged at the bind, before there are places: see open.test.ts',
    no_credit_is_the_accounts: `${noSuch}a code for missing credit; each SMSC has its own, which is doubt until it is named in the settings`,
    redirect_is_not_followed: `${noSuch}a redirect`,
    duplicate_settles: `${noSuch}a check for repeated references`,
    forged_receipt_is_refused:
      'Receipts come over the connection we opened ourselves: see inbound.test.ts for a person who texts one',
    look_up_settles: 'query_sm needs the id that a doubt does not have',
    ...(way['longMessages'] === 'payload' ? { some_parts_are_doubt: 'One message carries the whole text' } : {}),
  },
})

for (const [name, way] of Object.entries(ways)) describeGateway(name, harnessFor(way))

async function openRig(io: GatewayIo, way: Record<string, unknown>): Promise<Rig> {
  const smsc = await Smsc.open({ zoneMinutes: 330 })
  const settings = settingsFor(smsc.port, { receiptZone: 'Asia/Kolkata', dlt: true, ...way })
  const gateway = openSmpp(settings, { ...io, dial: dialLoopback }, shortTimes)
  await until(() => gateway.slots() > 0 && gateway.health().state === 'ok')
  return {
    gateway,
    journal: () => smsc.journal.map(taken),
    behave: async (behaviour) => {
      await behave(smsc, behaviour)
      if (behaviour === 'is_gone') await until(() => gateway.slots() === 0)
      return {}
    },
    receipts: async (list) => {
      const answers = await Promise.all(list.map((one) => smsc.sendReceipt(subjectOf(one), planOf(one))))
      return answers.every((status) => status === 0)
    },
    reply: async (from, to, text) => {
      const plain = /^[\x20-\x7e]*$/.test(text)
      const octets = plain ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16()
      return (await smsc.deliver({ from, to, esmClass: 0, coding: plain ? 0 : 8, octets })) === 0
    },
    stop: async () => {
      await gateway.close(Date.now() + 100)
      await smsc.close().catch(() => undefined)
    },
  }
}

const answers: Partial<Record<Behaviour, (submit: Submitted) => Answer>> = {
  accepts: () => ({}),
  refuses_number: () => ({ status: 0x0b }),
  refuses_template: () => ({ status: 0xc4 }),
  throttles: () => ({ status: 0x58 }),
  accepts_without_key: () => ({ saysId: '' }),
  fails: () => ({ status: 0x08 }),
  is_silent: () => ({ silent: true }),
  answers_late: () => ({ delayMs: shortTimes.response * 1.5 }),
  cuts: () => ({ cut: 'instead' }),
  answers_half: () => ({ cut: 'half' }),
  answers_garbage: () => ({ garbage: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n') }),
  takes_some_parts: (submit) => (submit.part === 2 ? { status: 0x0b } : {}),
  sends_receipt_first: () => ({ receiptFirst: true }),
}

async function behave(smsc: Smsc, behaviour: Behaviour): Promise<void> {
  if (behaviour === 'is_gone') await smsc.stop()
  smsc.answer = answers[behaviour] ?? (() => ({}))
  smsc.receipt = () => (behaviour === 'sends_receipt_first' ? { afterMs: 0, stat: 'DELIVRD' } : undefined)
}

function taken(submit: Submitted): Taken {
  const tlv = (tag: number) => submit.tlvs.find((one) => one.tag === tag)?.value.toString('latin1')
  const [entity, template] = [tlv(0x1400), tlv(0x1401)]
  const seconds = validitySeconds(submit.validity)
  return {
    to: submit.dest,
    header: submit.source,
    text: submit.text,
    part: submit.part,
    parts: submit.parts,
    id: submit.id,
    ...(seconds === undefined ? {} : { validitySeconds: seconds }),
    dlt: { ...(entity ? { entity } : {}), ...(template ? { template } : {}) },
  }
}

function subjectOf({ of }: PeerReceipt): { id: string; dest: string } {
  return { id: of.id, dest: of.to.replace('+', '') }
}

function planOf({ word, at }: PeerReceipt): Parameters<Smsc['sendReceipt']>[1] {
  const stat = { delivered: 'DELIVRD', undelivered: 'UNDELIV', on_its_way: 'ENROUTE', gibberish: 'WIBBLED' }[word]
  return { stat, ...(at === undefined ? {} : { doneAt: at }) }
}
