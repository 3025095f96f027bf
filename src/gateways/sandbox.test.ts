import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PhoneNumber } from '../core/phone-number.ts'
import { type Behaviour, describeGateway, type Harness, type Rig, type Taken } from './conformance.ts'
import type { Came, GatewayIo, Outcome, Submission } from './gateway.ts'
import { openSandbox, sandbox, sandboxEndings } from './sandbox.ts'

const speed = 50

/** What one text to a number with this ending meets, with the moments in the sandbox's own time. */
async function meet(ending: string, attempt = 1, waitMs = 9_500) {
  const cameAt: [Came, number][] = []
  const began = performance.now()
  const told: { outcome?: Outcome; at?: number } = {}
  const gateway = openSandbox(
    { speed },
    ioFor((came) => void cameAt.push([came, (performance.now() - began) * speed])),
  )
  const submission = sampleFor(ending, attempt)
  const places = gateway.reserve(1)
  if (!places) throw new Error('no places')
  gateway.submit([submission], places, { expired: () => false }, (outcome) =>
    Object.assign(told, { outcome, at: (performance.now() - began) * speed }),
  )
  await new Promise((resolve) => setTimeout(resolve, waitMs / speed))
  return {
    ...told,
    submission,
    receipts: cameAt.flatMap(([came, at]) => came.receipts.map((receipt) => ({ receipt, at }))),
  }
}

function sampleFor(ending: string, attempt = 1): Submission {
  return {
    attempt: `0198f000-0000-7000-8000-000000000${ending}:${attempt}`,
    ref: `ref${ending.padStart(23, '0')}`,
    to: `+919000000${ending}` as PhoneNumber,
    header: 'KAVERI',
    text: 'Thank you for calling.',
    encoding: 'gsm',
    parts: 1,
    validUntil: Date.now() + 60_000,
  }
}

function ioFor(came: (came: Came) => void): GatewayIo {
  const never = () => Promise.reject(new Error('the sandbox opens no connection'))
  return {
    http: never,
    dial: never,
    now: Date.now,
    random: Math.random,
    log: { info: () => undefined, warn: () => undefined },
    came: async (one) => came(one),
    late: () => undefined,
    freed: () => undefined,
  }
}

describe('the sandbox', () => {
  it.each(['842', '417', '000'])('delivers to …%s', async (ending) => {
    const { outcome, submission, receipts } = await meet(ending, 1, 3_000)
    expect(outcome).toMatchObject({ is: 'accepted', keys: [{ ref: submission.ref }], parts: 1 })
    expect(receipts.map(({ receipt }) => receipt)).toMatchObject([
      { key: { ref: submission.ref }, state: 'delivered', final: true },
    ])
  })

  it('reports …901 and …911 as not delivered, each with its reason', async () => {
    for (const [ending, reason] of [
      ['901', 'number_unreachable'],
      ['911', 'number_blocked'],
    ] as const) {
      const { outcome, receipts } = await meet(ending, 1, 4_500)
      expect(outcome?.is).toBe('accepted')
      expect(receipts.map(({ receipt }) => receipt)).toMatchObject([{ state: 'undelivered', final: true, reason }])
    }
  })

  it('refuses …902 and …903 for good', async () => {
    expect((await meet('902', 1, 500)).outcome).toMatchObject({
      is: 'refused',
      reason: 'number_invalid',
      retry: 'never',
    })
    const dlt = await meet('903', 1, 3_000)
    expect(dlt.outcome).toMatchObject({ is: 'refused', reason: 'dlt_refused', retry: 'never', scope: 'template' })
    expect(dlt.receipts).toEqual([])
  })

  it('throttles the first attempt to …904 and takes the second', async () => {
    expect((await meet('904', 1, 500)).outcome).toMatchObject({
      is: 'refused',
      reason: 'throttled',
      retry: { afterMs: 40 },
    })
    expect((await meet('904', 2, 500)).outcome).toMatchObject({ is: 'accepted' })
  })

  it('loses the answer for …905 and settles it by a receipt', async () => {
    const { outcome, submission, receipts } = await meet('905')
    expect(outcome).toMatchObject({ is: 'unclear', why: 'timeout' })
    expect(receipts[0]?.receipt).toMatchObject({ key: { ref: submission.ref }, state: 'delivered' })
  })

  it('brings the receipt before the answer for …906', async () => {
    const { at, receipts } = await meet('906', 1, 2_500)
    expect(receipts[0]?.at).toBeLessThan(at ?? 0)
  })

  it('brings the same receipt twice for …907', async () => {
    const { receipts } = await meet('907', 1, 5_000)
    expect(receipts).toHaveLength(2)
    expect(receipts[1]?.receipt).toEqual(receipts[0]?.receipt)
  })

  it('has no credit for …913, at any attempt', async () => {
    for (const attempt of [1, 2])
      expect((await meet('913', attempt, 500)).outcome).toMatchObject({
        is: 'refused',
        reason: 'no_credit',
        retry: { afterMs: 60_000 / speed },
      })
  })

  it('brings no receipt for …908, …910, …912 and …914', async () => {
    for (const [ending, is] of [
      ['908', 'accepted'],
      ['910', 'unclear'],
      ['912', 'unclear'],
      ['914', 'unclear'],
    ] as const) {
      const { outcome, receipts } = await meet(ending, 1, 5_000)
      expect([outcome?.is, receipts]).toEqual([is, []])
    }
  })

  it('is slow for …909', async () => {
    expect((await meet('909', 1, 6_000)).at).toBeGreaterThan(2_000)
  })

  it('brings a receipt again that could not be stored', async () => {
    let tries = 0
    const gateway = openSandbox(
      { speed: 1_000 },
      ioFor(() => {
        if (++tries < 3) throw new Error('the store is down')
      }),
    )
    const places = gateway.reserve(1)
    if (places) gateway.submit([sampleFor('842')], places, { expired: () => false }, () => undefined)
    await expect.poll(() => tries).toBe(3)
  })

  it('brings at a close what was still under way', async () => {
    const came: Came[] = []
    const gateway = openSandbox(
      { speed: 1 },
      ioFor((one) => void came.push(one)),
    )
    const places = gateway.reserve(1)
    if (places) gateway.submit([sampleFor('842')], places, { expired: () => false }, () => undefined)
    await gateway.close(Date.now() + 1_000)
    expect(came).toHaveLength(1)
    expect(gateway.slots()).toBe(0)
  })

  it('is documented line by line', () => {
    const page = readFileSync(new URL('../../docs/gateways/sandbox.md', import.meta.url), 'utf8')
    for (const { ending, what, words } of sandboxEndings) expect(page).toContain(`| …${ending} | ${what} | ${words} |`)
    expect(new Set(sandboxEndings.map((one) => one.ending)).size).toBe(sandboxEndings.length)
  })
})

const endingFor: Partial<Record<Behaviour, string>> = {
  accepts: '842',
  refuses_number: '902',
  refuses_template: '903',
  refuses_credit: '913',
  fails: '912',
  is_silent: '910',
  sends_receipt_first: '906',
}

const takesNoOrders =
  'the sandbox sends the receipts of its own table and takes no orders; sandbox.test.ts goes through the table'
const noConnection = 'the sandbox has no connection that could be cut, redirected or garbled'
const noInput = 'nothing comes in to the sandbox from outside'

describeGateway('sandbox', {
  can: sandbox.can({ speed: 1 }),
  behaviours: Object.keys(endingFor) as Behaviour[],
  open: openRig,
  responseTimeoutMs: 3_000 / speed,
  secrets: [],
  settings: { schema: sandbox.settings, valid: { speed: 20 } },
  notApplicable: {
    late_answer_is_told: 'an answer that the sandbox loses is lost; its receipt settles the text',
    gone_is_not_sent: noConnection,
    cut_is_doubt: noConnection,
    half_answer_is_doubt: noConnection,
    batch_cut_is_doubt: noConnection,
    garbage_is_doubt: noConnection,
    redirect_is_not_followed: noConnection,
    foreign_throttle_is_doubt: noConnection,
    no_key_is_doubt: 'its receipts carry our own reference, so an answer needs no key',
    throttled_is_later:
      'only the text is put off, not the gateway, so that one number slows no other; sandbox.test.ts shows …904',
    bad_credentials_are_the_accounts: 'the sandbox has no credentials',
    some_parts_are_doubt: 'the sandbox takes a text whole',
    duplicate_settles: 'the sandbox keeps no list of references',
    receipt_twice: takesNoOrders,
    final_before_intermediate: takesNoOrders,
    undelivered_has_a_reason: takesNoOrders,
    unknown_id_is_kept: takesNoOrders,
    unknown_word_changes_nothing: takesNoOrders,
    receipt_time_has_its_zone: takesNoOrders,
    odd_ids: takesNoOrders,
    store_down_asks_again: 'sandbox.test.ts shows that a receipt comes again until it is stored',
    flood_is_bounded: takesNoOrders,
    forged_receipt_is_refused: noInput,
    reply_comes_in: noInput,
    look_up_settles: 'the sandbox keeps nothing that could be looked up',
  },
} satisfies Harness)

async function openRig(io: GatewayIo): Promise<Rig> {
  const journal: Taken[] = []
  const seen = new Set<string>()
  const watching: GatewayIo = {
    ...io,
    came: async (came) => {
      await io.came(came)
      for (const { key } of came.receipts) seen.add(key.ref ?? '')
    },
  }
  const gateway = openSandbox({ speed }, watching, (submission) => journal.push(takenFrom(submission)))
  return {
    gateway,
    journal: () => journal,
    behave: async (behaviour) => ({ to: `+919000000${endingFor[behaviour]}` as PhoneNumber }),
    receipts: async (list) => {
      await expect.poll(() => list.every(({ of }) => seen.has(of.id))).toBe(true)
      return true
    },
    stop: () => gateway.close(Date.now() + 100),
  }
}

function takenFrom({ to, header, text, ref, parts, validUntil, dlt }: Submission): Taken {
  const validitySeconds = Math.round((validUntil - Date.now()) / 1_000)
  return { to, header, text, part: 1, parts, id: ref, ref, validitySeconds, ...(dlt ? { dlt } : {}) }
}
