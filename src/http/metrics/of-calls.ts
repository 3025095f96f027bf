/** What comes in. */
import { counter, gauge, labelled, type Metric } from './metric.ts'

export const callsMetrics: readonly Metric[] = [
  labelled(
    'counter',
    'aftercall_calls_total{outcome}',
    [
      'Calls that were reported: `new` (accepted: call, plan and texts are committed), `known` (a duplicate, nothing changed), `invalid` (not a call), `not_kept` (could not be stored; the sender was told to repeat).',
      '`not_kept` grows, or `new` stands still in business hours. Much `known` is normal where a phone system repeats.',
      'For `not_kept` look at the database metrics and `/readyz`; for `invalid` at the source’s page in the console, which shows what came.',
    ],
    ({ calls: { counts }, requests }) => [
      ['new', counts.new],
      ['known', counts.known],
      ['invalid', counts.invalid + requests.invalidCalls],
      ['not_kept', counts.notKept],
    ],
  ),
  labelled(
    'counter',
    'aftercall_calls_without_texts_total{reason}',
    [
      'New calls for which nothing was planned at all, by reason (docs/reasons.md).',
      'A jump after a change of rules.',
      'Open one such call in the console: it says which condition each rule failed by.',
    ],
    ({ calls: { counts } }) => counts.without,
  ),
  counter(
    'aftercall_texts_planned_total',
    [
      'Texts that were planned to be sent.',
      'Far fewer for each new call than usual.',
      'Look at `aftercall_texts_skipped_total`, and at the rules’ history.',
    ],
    ({ calls: { counts } }) => counts.texts,
  ),
  labelled(
    'counter',
    'aftercall_texts_skipped_total{reason}',
    [
      'Texts that were planned and not to be sent, by reason (docs/reasons.md).',
      '`dlt_text_mismatch`, `template_refused`, `quota_exhausted` or `spend_stop` grows.',
      'docs/reasons.md says for each reason what to do.',
    ],
    ({ calls: { counts } }) => counts.skipped,
  ),
  {
    name: 'aftercall_call_accept_seconds',
    type: 'histogram',
    labels: [],
    words: [
      'From a call’s arrival to its answer, which comes after the commit.',
      'The 99th percentile is above 1 s for minutes.',
      'A slow disk under PostgreSQL is the usual cause; then too few connections (`aftercall_database_waiting`).',
    ],
    read: ({ calls: { counts } }) => [{ labels: {}, histogram: counts.answered }],
  },
  gauge(
    'aftercall_calls_waiting',
    [
      'Calls between socket and commit.',
      'It stays in the thousands: at 2,500 calls by the API are turned away, at 5,000 webhooks too.',
      'The database is too slow for what comes. See `aftercall_call_accept_seconds`.',
    ],
    ({ calls: { waiting } }) => waiting,
  ),
  gauge(
    'aftercall_intake_bytes',
    [
      'Bytes of request bodies under way.',
      'It comes near 64 MiB.',
      'Many large requests at once: have the sender report fewer calls in one array.',
    ],
    ({ admission }) => admission.bytes,
  ),
  labelled(
    'counter',
    'aftercall_admission_refusals_total{cause}',
    [
      'Requests turned away, with 503 unless it says otherwise: `not_ready` (see `/readyz`), `full` (too much in hand), `waited` (a webhook waited ten seconds for its turn), `slow` (a body that hardly moved was cut off, since others needed its room), `account` (429: one account had so much in hand that it left too little to others).',
      'Any growth: many phone systems never repeat a webhook, and its call is lost to you.',
      'Find what is slow (database, disk); spread the load over a second process; export what was lost from the phone system and replay it ([running.md](running.md)).',
    ],
    ({ admission }) => Object.entries(admission.refusals),
  ),
  labelled(
    'counter',
    'aftercall_request_problems_total{code}',
    [
      'Requests that were answered with a problem, by its code.',
      '`internal` at all; `unavailable`, `not_kept` or `busy` for more than a moment; `unauthorised` in numbers.',
      'The log has a line `request.failed` for each of the first kind; `unauthorised` means a key that was revoked, or somebody who tries.',
    ],
    ({ requests }) => Object.entries(requests.problems),
  ),
]
