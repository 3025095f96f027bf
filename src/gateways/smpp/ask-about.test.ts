/** query_sm, where the SMSC answers it: evidence that confirms, and nothing else. */
import { afterEach, describe, expect, it } from 'vitest'
import { openNpmSmsc } from '../../../test/support/npm-smsc.ts'
import { openBound, send, submission } from '../../../test/support/smpp-rig.ts'
import { Smsc, type SmscOptions } from '../../../test/support/smsc.ts'
import type { Found, Gateway, Submission } from '../gateway.ts'
import { finalInstant } from './ask-about.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function asked(
  options: SmscOptions,
  settings: Record<string, unknown> = {},
  text: Submission = submission({ header: 'KAVERI' }),
  withinMs?: number,
): Promise<Found | undefined> {
  const smsc = await Smsc.open(options)
  const gateway = await openBound(smsc.port, { settings: { query: true, ...settings } })
  closing.push(
    () => gateway.close(Date.now() + 100),
    () => smsc.close(),
  )
  const [outcome] = await send(gateway, text)
  return ask(gateway, text, outcome, withinMs)
}

function ask(
  gateway: Gateway,
  text: Submission,
  outcome: Awaited<ReturnType<typeof send>>[number] | undefined,
  withinMs = 1_000,
) {
  const keys = outcome?.is === 'accepted' ? outcome.keys : []
  const { ref, to, header } = text
  return gateway.lookUp?.(
    { ref, to, header, keys, permittedAt: Date.now(), answer: outcome?.raw },
    Date.now() + withinMs,
  )
}

it('asks by the id as the SMSC wrote it and by the header, and gives what is known as a receipt', async () => {
  const seen: string[][] = []
  const found = await asked(
    { answer: () => ({ saysId: '00AB12' }), query: (...about) => (seen.push(about), 2) },
    { messageIds: 'hex_to_dec' },
  )
  expect(seen).toEqual([['00AB12', 'KAVERI']])
  expect(found).toMatchObject({
    is: 'arrived',
    receipts: [
      {
        key: { id: String(0xab12) },
        state: 'delivered',
        final: true,
        at: Date.parse('2026-11-23T15:46:00+05:30'),
        raw: { code: 'query_sm DELIVRD' },
      },
    ],
  })
})

it('asks about each part', async () => {
  const text = submission({ text: 'Thank you for calling. '.repeat(18).slice(0, 400), parts: 3 })
  const found = await asked({ query: (id) => (id.endsWith('1') ? 5 : 2) }, {}, text)
  expect(found?.is === 'arrived' && found.receipts?.map((one) => one.state)).toEqual([
    'delivered',
    'undelivered',
    'delivered',
  ])
})

describe('what is no evidence', () => {
  it.each([
    ['on its way', 1],
    ['accepted', 6],
    ['unknown', 7],
    ['skipped', 9],
    ['a state that nobody knows', 77],
    ['an id that is not found', undefined],
  ])('%s: nobody can tell', async (_, state) => {
    expect(await asked({ query: () => state })).toEqual({ is: 'cannot_tell' })
  })

  it('an SMSC that does not know the question, or does not answer', async () => {
    const smsc = await openNpmSmsc((pdu, session) => session.send(pdu.response({ message_id: 'npm-1' })))
    const gateway = await openBound(smsc.port, { settings: { query: true } })
    closing.push(
      () => gateway.close(Date.now() + 100),
      () => smsc.close(),
    )
    const text = submission()
    const [outcome] = await send(gateway, text)
    expect(await ask(gateway, text, outcome)).toEqual({ is: 'cannot_tell' })
    // The line stands, and texts go on.
    expect(await send(gateway, submission())).toMatchObject([{ is: 'accepted' }])
  })

  it('a line that is cut while it is asked', async () => {
    const smsc = await Smsc.open({ query: () => (smsc.cutAll(), 2) })
    const gateway = await openBound(smsc.port, { settings: { query: true } })
    closing.push(
      () => gateway.close(Date.now() + 100),
      () => smsc.close(),
    )
    const text = submission()
    const [outcome] = await send(gateway, text)
    expect(await ask(gateway, text, outcome)).toEqual({ is: 'cannot_tell' })
  })
})

it('is not asked about another part once it is too late', async () => {
  const seen: string[] = []
  const query = (id: string) => {
    seen.push(id)
    return 2
  }
  expect(await asked({ query }, {}, undefined, 0)).toEqual({ is: 'cannot_tell' })
  expect(seen).toEqual([])
})

it('is not asked where the settings do not say so, and no id is kept then', async () => {
  const seen: string[] = []
  const found = await asked({ query: (id) => (seen.push(id), 2) }, { query: false })
  expect(found).toEqual({ is: 'cannot_tell' })
  expect(seen).toEqual([])
})

it('reads the time of an end with its quarter hours', () => {
  expect(finalInstant('261123154600022+')).toBe(Date.parse('2026-11-23T10:16:00Z'))
  expect(finalInstant('261123154600020-')).toBe(Date.parse('2026-11-23T20:46:00Z'))
  expect(finalInstant('')).toBeUndefined()
  expect(finalInstant('269923154600022+')).toBeUndefined()
})
