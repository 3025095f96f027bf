/**
 * Traces through OpenTelemetry, where an SDK is running in this process: it was loaded before the program (`NODE_OPTIONS=--import ...`) and has
 * registered itself. No package of it is a dependency: an SDK leaves what it registers under one name that every copy of its API shares, so it
 * works wherever it is installed. docs/operating/watching.md says how to start one.
 */
import { type Attributes, type Origin, type Traces, untraced } from './pipeline/traced.ts'

/** As much of the API, version 1, as is used here: https://github.com/open-telemetry/opentelemetry-js/tree/main/api */
type Span = {
  spanContext(): object
  setAttributes(attributes: Attributes): unknown
  recordException(error: Error): void
  setStatus(status: { code: number }): unknown
  end(): void
}
type SpanOptions = { attributes: Attributes; links?: { context: object }[] }
type Tracer = {
  startSpan(name: string, options: SpanOptions): Span
  startActiveSpan<T>(name: string, options: SpanOptions, work: (span: Span) => T): T
}
type Registered = {
  trace?: { getTracer(name: string, version: string): Tracer }
  context?: { active(): { getValue(key: symbol): unknown } }
}

// Both names are the API's own, made with Symbol.for so that several copies of it find one another.
const apiName = Symbol.for('opentelemetry.js.api.1')
const spanName = Symbol.for('OpenTelemetry Context Key SPAN')
const statusError = 2

/** The traces of the SDK that is registered; without one, none. */
export function openTraces(version: string): Traces {
  const registered = (globalThis as { [apiName]?: Registered })[apiName]
  const tracer = registered?.trace?.getTracer('aftercall', version)
  if (!tracer) return untraced
  const here = (): Origin => (registered?.context?.active().getValue(spanName) as Span | undefined)?.spanContext()
  return {
    here,
    during: (name, attributes, work, from = []) => {
      const links = from.flatMap((context) => (context ? [{ context }] : []))
      return tracer.startActiveSpan(name, { attributes, links }, (span) => ending(span, work))
    },
    begin: (name, attributes) => {
      const span = tracer.startSpan(name, { attributes })
      return (more) => {
        span.setAttributes(more)
        span.end()
      }
    },
  }
}

async function ending<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Its kind only: words of a database may quote what was sent.
    span.recordException({ name: (error as Error).name, message: '' })
    span.setStatus({ code: statusError })
    throw error
  } finally {
    span.end()
  }
}
