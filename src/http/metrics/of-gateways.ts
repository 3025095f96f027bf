/** What goes out, and what comes back. */
import type { Histogram } from '../../pipeline/histogram.ts'
import type { Sample } from './exposition.ts'
import { counter, gauge, labelled, type Metric, ofGateways, type Seen } from './metric.ts'

export const gatewaysMetrics: readonly Metric[] = [
  ofGateways(
    'gauge',
    'aftercall_gateway_up',
    [
      '1 where the gateway takes texts (its state is `ok` or `degraded`), by gateway.',
      '0 for more than a minute.',
      '`aftercall doctor` and the gateway’s page say why; "Check these settings" there tries them.',
    ],
    ({ health }) => Number(health.state === 'ok' || health.state === 'degraded'),
  ),
  ofGateways(
    'gauge',
    'aftercall_gateway_paused',
    [
      '1 where somebody has paused the gateway.',
      'It was forgotten: `aftercall_queue_due` grows.',
      'Resume it, or cancel what waits.',
    ],
    ({ isPaused }) => Number(isPaused),
  ),
  ofGateways(
    'gauge',
    'aftercall_gateway_breaker_open',
    [
      '1 while nothing is begun because five texts in a row failed on the way.',
      'It comes back again and again.',
      'The gateway is reachable and does not answer: ask its provider.',
    ],
    ({ isBreakerOpen }) => Number(isBreakerOpen),
  ),
  ofGateways(
    'gauge',
    'aftercall_window_places',
    [
      'Places in the gateway’s window, one for each part under way.',
      'Never by itself.',
      'It is a setting: what a cut line leaves in doubt.',
    ],
    ({ window }) => window,
  ),
  ofGateways(
    'gauge',
    'aftercall_window_in_use',
    [
      'Places that are taken now.',
      'All are, for minutes, and texts wait.',
      'The gateway answers slowly (`aftercall_gateway_answer_seconds`), or the window is small for the distance.',
    ],
    ({ inUse }) => inUse,
  ),
  ofGateways(
    'gauge',
    'aftercall_window_free',
    [
      'Places a new text could take now: fewer than the window while it is paced, none while it is not connected.',
      '0 for minutes while texts wait.',
      'See the gateway’s state.',
    ],
    ({ free }) => free,
  ),
  ofGateways(
    'counter',
    'aftercall_permits_total{by}',
    [
      'Permits to write one attempt, `hand_over` in the very transaction that accepted the call, `claim` from the table.',
      '`claim` outgrows `hand_over` on a quiet day.',
      'Texts find no free place at once: see the window.',
    ],
    ({ counts }) => [
      ['hand_over', counts.handedOver],
      ['claim', counts.claimed],
    ],
  ),
  ofGateways(
    'counter',
    'aftercall_claims_collided_total',
    [
      'Texts picked for a claim that another process had taken meanwhile.',
      'More than one in twenty claims.',
      'Too many processes for so little backlog; harmless, but wasted work.',
    ],
    ({ counts }) => counts.collided,
  ),
  ofGateways(
    'counter',
    'aftercall_submits_total',
    [
      'Texts given to the gateway’s connection.',
      'It stands still while texts are due.',
      'See the gateway’s state and the breaker.',
    ],
    ({ counts }) => counts.texts,
  ),
  ofGateways(
    'counter',
    'aftercall_parts_total',
    [
      'Parts of those texts: what networks bill.',
      'It grows faster than `aftercall_submits_total`: texts have become longer.',
      'The template’s page shows parts and price as you type.',
    ],
    ({ counts }) => counts.parts,
  ),
  ofGateways(
    'counter',
    'aftercall_answers_total{answer}',
    [
      'What the gateway answered: `accepted`, `refused_for_now` (tried again), `refused_for_good`, `not_sent` (no byte left; tried again), `unclear` (in doubt, not tried again).',
      '`unclear` at all; `refused_for_good` for more than one text in a hundred.',
      '`unclear`: the line. `refused_for_good`: its reason is on each message; often a template or header that the mobile operator does not know.',
    ],
    ({ counts }) => Object.entries(counts.answers),
  ),
  ofGateways(
    'counter',
    'aftercall_late_answers_total',
    [
      'Answers that came after their text was already in doubt; they settle it.',
      'Regularly.',
      'The gateway takes longer than 30 s to answer, the most that is waited: ask its provider, or lower its pace.',
    ],
    ({ counts }) => counts.late,
  ),
  {
    name: 'aftercall_gateway_answer_seconds',
    type: 'histogram',
    labels: ['gateway'],
    words: [
      'From a text’s being given to the gateway to its answer.',
      'The 95th percentile is above 5 s.',
      'Ask the gateway’s provider. A window of w places and an answer time of t seconds give at most w / t parts a second.',
    ],
    read: answerTimes,
  },
  ofGateways(
    'counter',
    'aftercall_receipts_total{kind}',
    [
      'Delivery receipts: `new`, `repeated` (the gateway told again), and `unmatched`, those of the new ones whose text was not known when they came (they wait, and are matched later).',
      'None come although texts are accepted; `unmatched` stays as high as `new`.',
      'None: the gateway’s callback address or its bind as receiver. Unmatched: another program uses the same account there, or its ids are written in another form (a setting).',
    ],
    ({ receipts }) => [
      ['new', receipts.stored],
      ['repeated', receipts.repeated],
      ['unmatched', receipts.unmatched],
    ],
  ),
  gauge(
    'aftercall_outcomes_unstored',
    [
      'Answers of gateways on their way to the database.',
      'Hundreds; at 2,000 no new text is begun.',
      'The database is slow or away.',
    ],
    ({ sender }) => sender.unstored,
  ),
  labelled(
    'counter',
    'aftercall_swept_total{what}',
    [
      'What time alone did: `leases` (no answer came; now in doubt), `lapsed` (validity over before it could go), `removed` (its gateway was removed), `given_up` (nobody said anything for 72 h).',
      '`leases` or `lapsed` grows.',
      '`leases`: a process was killed, or a gateway is silent. `lapsed`: texts waited too long.',
    ],
    ({ sender: { swept } }) => [
      ['leases', swept.leases],
      ['lapsed', swept.lapsed],
      ['removed', swept.removed],
      ['given_up', swept.givenUp],
    ],
  ),
  counter(
    'aftercall_refused_yet_delivered_total',
    [
      'Texts that the gateway had refused, and that a receipt says were delivered.',
      'At all: a refusal that is not true is the one thing that can make a text go twice.',
      'Look at the message, and tell the gateway’s provider; until it is clear, let that code count as doubt.',
    ],
    ({ sender }) => sender.refusedYetDelivered,
  ),
]

/** Gateways that share a label are added up, bucket by bucket. */
function answerTimes({ sender, gatewayLabel }: Seen): Sample[] {
  const byLabel = new Map<string, Histogram>()
  for (const { gatewayId, counts } of sender.gateways) {
    const label = gatewayLabel(gatewayId)
    const known = byLabel.get(label)
    byLabel.set(label, known ? added(known, counts.answered) : counts.answered)
  }
  return Array.from(byLabel, ([gateway, one]) => ({ labels: { gateway }, histogram: one }))
}

const added = (a: Histogram, b: Histogram): Histogram => ({
  bounds: a.bounds,
  counts: a.counts.map((count, at) => count + (b.counts[at] ?? 0)),
  sum: a.sum + b.sum,
})
