/**
 * What the two contracts (telephony/source.ts and gateways/gateway.ts) share: a raw HTTP request, how it was
 * authenticated, what we answer, and how an adapter says that something is wrong with its settings or its peer.
 */
import type { CarrierCode } from './carrier-codes.ts'
import type { Instant } from './instant.ts'

/** One thing that is wrong with an input: where (a path such as `rung[2].seconds`), a stable code, and what to do in plain words. */
export type FieldProblem = { path: string; code: string; message: string }

/** A JSON value as it came from outside. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** An HTTP request exactly as it came: bytes, pairs in order with repeats, and the URL as the sender called it (public base). */
export type RawRequest = {
  method: string
  url: string
  query: [name: string, value: string][]
  headers: [name: string, value: string][]
  body: Uint8Array
  ip: string
  receivedAt: Instant
}

/** The verdict on who sent a request. */
export type Authentication = { is: 'ok' } | { is: 'refused'; why: string; status: 401 | 403 }

/** What we answer to a webhook. */
export type Reply = { status: number; contentType?: string; body?: string; headers?: Record<string, string> }

/** The state of a gateway or of a source that holds a connection, shown in the console and by `doctor`. */
export type Health = {
  state: 'ok' | 'connecting' | 'degraded' | 'down' | 'stopped'
  /** One plain sentence: what is so, and where it helps, what to do. */
  words: string
  since?: Instant
}

/** One line of a settings check (`doctor`, "Check these settings" in the console). */
export type Check = { name: string; result: 'ok' | 'warn' | 'fail'; words: string; mend?: string }

/** How a settings field is drawn; everything else comes from the Zod schema it is attached to with `.meta()`. */
export type FieldMeta = {
  title: string
  description?: string
  widget?:
    | 'text'
    | 'secret'
    | 'number'
    | 'choice'
    | 'zone'
    | 'phone'
    | 'url'
    | 'map'
    | 'list'
    | 'note'
    | 'switch'
    | 'lines'
  /** What each value of a choice is called, where its own name does not say it. */
  choices?: Readonly<Record<string, string>>
  /** Write-only in the API and encrypted at rest. */
  secret?: boolean
  /** Says where the connection leads: with another value, a secret that is kept would go to another server, and has to be written again. */
  whereTo?: boolean
  /** Shown only while the named field has one of these values. */
  when?: { field: string; is: readonly (string | number | boolean)[] }
}

/** Settings to begin with for a known system of a kind; what is left out is asked for. */
export type Preset = { key: string; title: string; about: string; settings: Record<string, unknown> }

/**
 * A masked answer kept as evidence: HTTP status or SMPP command_status, a code, and at most 500 characters of the peer's words; and where these hold an
 * operator's code that the gateway's list has, which and by which list.
 */
export type RawAnswer = { status?: number; code?: string; words?: string; carrier?: CarrierCode }

/** An answer as it is kept: with whether the DLT ids of a text to India went with it. */
export type KeptAnswer = RawAnswer & { dlt?: boolean }

/** One HTTP exchange. `sent` says whether the first byte left before an error: not sent is surely unsent, sent without an answer is doubt. */
export type HttpAnswer =
  | { is: 'answer'; status: number; headers: Record<string, string>; body: string; truncated: boolean }
  | {
      is: 'failed'
      sent: boolean
      why: 'timeout' | 'cut' | 'refused_address' | 'unreachable' | 'unreadable'
      words: string
    }

/** The HTTP client that adapters get: one attempt, no redirects, one time-out for all of it, the body capped at 64 KiB. */
export type Http = (request: {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string
  withinMs: number
  /** Asked in the very turn of the first byte, which may be seconds after the call when a connection had to be made: false, and nothing is written. */
  mayWrite?: () => boolean
}) => Promise<HttpAnswer>
