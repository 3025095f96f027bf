/** What /metrics says of the program, by doing things and looking; and who may look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayLabels } from '../src/http/metrics/gateway-labels.ts'
import { metrics } from '../src/http/metrics/metrics.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { startTestApi } from './support/api.ts'
import { connectedCall, missedCall, someCaller } from './support/call.ts'
import { metricValue, readMetrics } from './support/metrics.ts'
import { startTestProgram, type TestAccount, type TestProgram } from './support/program.ts'

let program: TestProgram
let account: TestAccount

beforeAll(async () => {
  program = await startTestProgram({ sandboxSpeed: 20 })
  account = await program.account(accountDocument([rule('missed')]))
})
afterAll(() => program.stop())

const scrape = async () => {
  const answer = await fetch(`${program.url().replace('localhost', '127.0.0.1')}/metrics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  return readMetrics(await answer.text())
}

describe('the metrics', () => {
  it('count calls, texts by what was planned, permits, submits, answers and receipts', async () => {
    const before = await scrape()
    const grown = async (name: string, labels: Record<string, string> = {}) =>
      (metricValue(await scrape(), name, labels) ?? 0) - (metricValue(before, name, labels) ?? 0)

    const call = missedCall({ caller: someCaller('842') })
    const id = await account.accepted(call)
    expect((await account.post(call)).status).toBe(200)
    await account.accepted(missedCall({ caller: null }))
    await account.accepted(connectedCall())
    expect((await account.post({ sourceCallId: 'x' })).status).toBe(422)
    expect((await account.post([{ sourceCallId: 'y' }, missedCall({ caller: '08041234500' })])).status).toBe(202)
    expect(await account.settled(id)).toMatchObject({ messages: [{ state: 'delivered' }] })

    expect(await grown('aftercall_calls_total', { outcome: 'new' })).toBe(4)
    expect(await grown('aftercall_calls_total', { outcome: 'known' })).toBe(1)
    expect(await grown('aftercall_calls_total', { outcome: 'invalid' })).toBe(2)
    expect(await grown('aftercall_texts_planned_total')).toBe(1)
    expect(await grown('aftercall_texts_skipped_total', { reason: 'caller_unknown' })).toBe(1)
    expect(await grown('aftercall_texts_skipped_total', { reason: 'own_number' })).toBe(1)
    expect(await grown('aftercall_calls_without_texts_total', { reason: 'no_rule_matched' })).toBe(1)
    expect(await grown('aftercall_request_problems_total', { code: 'invalid_call' })).toBe(1)
    const permits = await Promise.all(
      ['hand_over', 'claim'].map((by) => grown('aftercall_permits_total', { gateway: 'sandbox', by })),
    )
    expect(permits[0]! + permits[1]!).toBe(1)
    expect(await grown('aftercall_submits_total', { gateway: 'sandbox' })).toBe(1)
    expect(await grown('aftercall_answers_total', { gateway: 'sandbox', answer: 'accepted' })).toBe(1)
    expect(await grown('aftercall_gateway_answer_seconds_count', { gateway: 'sandbox' })).toBe(1)
    expect(await grown('aftercall_receipts_total', { gateway: 'sandbox', kind: 'new' })).toBeGreaterThan(0)
    expect(await grown('aftercall_call_accept_seconds_count')).toBe(4)
  })

  it('show what waits, what is in doubt and the windows, by gateway', async () => {
    const seen = await scrape()
    const sandbox = { gateway: 'sandbox' }
    expect(metricValue(seen, 'aftercall_gateway_up', sandbox)).toBe(1)
    expect(metricValue(seen, 'aftercall_window_places', sandbox)).toBeGreaterThan(0)
    expect(metricValue(seen, 'aftercall_window_in_use', sandbox)).toBe(0)
    for (const name of ['aftercall_queue_due', 'aftercall_unconfirmed', 'aftercall_queue_oldest_due_seconds'])
      expect({ name, value: metricValue(seen, name, sandbox) }).toEqual({ name, value: 0 })
    expect(metricValue(seen, 'aftercall_ready')).toBe(1)
    expect(metricValue(seen, 'aftercall_database_up')).toBe(1)
    expect(metricValue(seen, 'aftercall_nodes')).toBe(1)
  })

  it('hold neither an account nor a number, whatever was done', async () => {
    const text = await (await fetch(`${program.url().replace('localhost', '127.0.0.1')}/metrics`)).text()
    const labels = [...readMetrics(text).values()].flatMap((one) =>
      one.samples.flatMap((each) => Object.values(each.labels)),
    )
    expect(labels.length).toBeGreaterThan(50)
    expect(labels.filter((one) => /\d{6}/.test(one))).toEqual([])
    expect(text).not.toContain(account.id)
    expect(text).not.toContain('Traders')
  })

  it('are the same families, whether or not anything has happened', async () => {
    const text = await scrape()
    const absent = metrics.filter((one) => !text.has(one.name)).map((one) => one.name)
    // Without a database of its own the disk is another computer's.
    expect(absent).toEqual(['aftercall_disk_free_bytes'])
    for (const one of metrics)
      if (text.has(one.name)) expect(text.get(one.name)).toMatchObject({ type: one.type, help: one.words[0] })
  })

  it('add up gateways that share a label, so that no series stands twice', () => {
    const gateways = Array.from({ length: 103 }, (_, n) => ({
      gatewayId: `id-${n}`,
      key: `g${n}`,
      ownerAccountId: 'a',
    }))
    const queues = gateways.map(({ gatewayId }) => ({ gatewayId, waitedSeconds: 7, due: 2, later: 0, unconfirmed: 1 }))
    const seen = { installation: { nodes: 1, queues }, gatewayLabel: gatewayLabels(gateways) } as never
    const other = (name: string) =>
      metrics
        .find((one) => one.name === name)!
        .read(seen)
        .filter((one) => one.labels['gateway'] === 'other')
    expect(other('aftercall_queue_due')).toEqual([{ labels: { gateway: 'other' }, value: 6 }])
    expect(other('aftercall_queue_oldest_due_seconds')).toEqual([{ labels: { gateway: 'other' }, value: 7 }])
  })
})

describe('who may read them', () => {
  const metricsKey = 'a-key-for-prometheus-alone'
  const status = async (over: { publicUrl?: string }, headers: Record<string, string>) => {
    const api = await startTestApi({ metricsKey, publicUrl: () => over.publicUrl ?? 'http://localhost:8480' })
    try {
      const mine = await api.account()
      const named = { operator: api.operator.key, owner: mine.key, metrics: metricsKey }
      const filled = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          value.replace(/<(\w+)>/, (_, who: keyof typeof named) => named[who]),
        ]),
      )
      return (await api.as(filled).get('/metrics')).status
    } finally {
      await api.stop()
    }
  }

  it('is this computer, while no public address is set and no proxy stands between', async () => {
    expect(await status({}, {})).toBe(200)
    expect(await status({}, { 'x-forwarded-for': '203.0.113.9' })).toBe(401)
    expect(await status({ publicUrl: 'https://texts.example.com' }, {})).toBe(401)
  })

  it('is an operator, or whoever has the key for it; not an account', async () => {
    const publicUrl = 'https://texts.example.com'
    expect(await status({ publicUrl }, { authorization: 'Bearer <operator>' })).toBe(200)
    expect(await status({ publicUrl }, { authorization: 'Bearer <metrics>' })).toBe(200)
    expect(await status({ publicUrl }, { authorization: 'Bearer <owner>' })).toBe(403)
    expect(await status({ publicUrl }, { authorization: 'Bearer wrong' })).toBe(401)
  })
})
