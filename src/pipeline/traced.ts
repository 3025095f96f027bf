/**
 * Spans of the units of work, for whoever has an OpenTelemetry SDK running. Without one `untraced` stands in, and nothing is gathered.
 * Attributes hold counts and public ids, never a number or a text.
 */
export type Attributes = Record<string, string | number | boolean>

/** Where something was asked for: a batch names the requests it answers by these. Opaque; undefined where nobody traces. */
export type Origin = object | undefined

export type Traces = {
  /** A span around `work`; what it is rejected with is noted. */
  during<T>(name: string, attributes: Attributes, work: () => Promise<T>, from?: readonly Origin[]): Promise<T>
  /** A span that begins now and ends when the answer is called. Absent where nobody traces, so that nothing is gathered for it. */
  begin?: (name: string, attributes: Attributes) => (more: Attributes) => void
  here(): Origin
}

export const untraced: Traces = {
  during: (_name, _attributes, work) => work(),
  here: () => undefined,
}
