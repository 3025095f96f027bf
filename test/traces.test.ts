/** Spans as a real OpenTelemetry SDK receives them. It is loaded from where it was installed for the tests alone, apart from the program, as an operator's is. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untraced } from '../src/pipeline/traced.ts'
import { openTraces } from '../src/traces.ts'
import { accountDocument, rule } from './support/account-document.ts'
import { missedCall, someCaller } from './support/call.ts'
import { startTestProgram, type TestProgram } from './support/program.ts'

type SpanContext = { traceId: string; spanId: string }
type ReadSpan = {
  name: string
  attributes: Record<string, unknown>
  links: { context: SpanContext }[]
  status: { code: number }
  events: { attributes?: Record<string, unknown> }[]
  parentSpanContext?: SpanContext
  spanContext(): SpanContext
}
type Provider = {
  register(): void
  shutdown(): Promise<void>
  getTracer(name: string): {
    startActiveSpan<T>(name: string, work: (span: { end(): void; spanContext(): SpanContext }) => T): T
  }
}
type Sdk = {
  NodeTracerProvider: new (options: object) => Provider
  InMemorySpanExporter: new () => { getFinishedSpans(): ReadSpan[]; reset(): void }
  SimpleSpanProcessor: new (exporter: object) => object
}

const folder = path.join(import.meta.dirname, '../tools/test')

function loadSdk(): Sdk {
  if (!existsSync(path.join(folder, 'node_modules/@opentelemetry/sdk-trace-node')))
    throw new Error('the OpenTelemetry SDK of the tests is not here: npm ci in tools/test installs it')
  return createRequire(path.join(folder, 'package.json'))('@opentelemetry/sdk-trace-node')
}

let provider: Provider
let exporter: InstanceType<Sdk['InMemorySpanExporter']>
let program: TestProgram

beforeAll(async () => {
  // Before any SDK has registered itself there is nothing to trace with.
  expect(openTraces('test')).toBe(untraced)
  const sdk = loadSdk()
  exporter = new sdk.InMemorySpanExporter()
  provider = new sdk.NodeTracerProvider({ spanProcessors: [new sdk.SimpleSpanProcessor(exporter)] })
  provider.register()
  program = await startTestProgram({ sandboxSpeed: 20 })
})
afterAll(async () => {
  await program.stop()
  await provider.shutdown()
})

describe('with an SDK running', () => {
  it('every unit of work is a span, and a text that was handed over belongs to the batch of its call', async () => {
    const account = await program.account(accountDocument([rule('missed')]))
    const caller = someCaller('842')
    const id = await account.accepted(missedCall({ caller }))
    const { messages } = await account.settled(id)
    const spans = exporter.getFinishedSpans()
    const only = (name: string) => spans.find((one) => one.name === name)!

    expect(only('calls.accept').attributes).toEqual({ calls: 1 })
    expect(only('text.send').attributes).toMatchObject({
      message: messages[0].id,
      attempt: 1,
      answer: 'accepted',
      parts: 1,
    })
    expect(only('text.send').parentSpanContext?.spanId).toBe(only('calls.accept').spanContext().spanId)
    expect(only('answers.store').attributes).toEqual({ answers: 1 })
    expect(only('receipts.record').attributes).toMatchObject({ gateway: expect.stringMatching(/^gw_/) })
    const said = JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })))
    expect(said).not.toContain(caller.slice(3))
    expect(said).not.toContain('Sorry')
  })

  it('a batch names each request that it answers, and what it failed with by its kind alone', async () => {
    exporter.reset()
    const traces = openTraces('test')
    const asked = await Promise.all(
      ['one', 'two'].map((name) =>
        provider.getTracer('requests').startActiveSpan(name, async (span) => {
          const from = traces.here()
          span.end()
          return { from, context: span.spanContext() }
        }),
      ),
    )
    const failing = () => Promise.reject(new RangeError('+919812345678 is in the way'))
    await expect(
      traces.during(
        'batch',
        {},
        failing,
        asked.map((one) => one.from),
      ),
    ).rejects.toThrow(RangeError)
    const batch = exporter.getFinishedSpans().find((one) => one.name === 'batch')!
    expect(batch.links.map((one) => one.context)).toEqual(asked.map((one) => one.context))
    expect(batch.status.code).toBe(2)
    expect(JSON.stringify(batch.events)).toContain('RangeError')
    expect(JSON.stringify(batch.events)).not.toContain('98123')
  })
})
