/** What waits. */
import { type Metric, ofQueues } from './metric.ts'

export const queueMetrics: readonly Metric[] = [
  ofQueues(
    'aftercall_queue_oldest_due_seconds',
    [
      'How long the text that is due longest has waited, by gateway.',
      'More than a minute, unless the gateway is paused or its pace is set lower than what comes.',
      'Look at the gateway’s state and free places below. A late text is worth less, and lapses at the end of its validity.',
    ],
    (one) => one.waitedSeconds,
    Math.max,
  ),
  ofQueues(
    'aftercall_queue_due',
    [
      'Texts that are due and wait in the table, by gateway; counted to 10,000.',
      'It grows for longer than a burst of calls lasts.',
      'As above; for a gateway that is merely slow, raise its pace or its window, or make another gateway the account’s first way out.',
    ],
    (one) => one.due,
  ),
  ofQueues(
    'aftercall_queue_later',
    [
      'Texts that wait for their time (a rule’s delay, quiet hours, a retry), by gateway; counted to 10,000.',
      'Hardly ever.',
      'Nothing: they go when they are due.',
    ],
    (one) => one.later,
  ),
  ofQueues(
    'aftercall_unconfirmed',
    [
      'Texts of which nobody knows whether they went, by gateway; counted to 10,000. They are never sent again by themselves.',
      'It grows, or stands above a handful for a day.',
      'Growth means that the gateway’s line is cut or that it does not answer in time. Settle what is left by hand: Messages, filter "unconfirmed".',
    ],
    (one) => one.unconfirmed,
  ),
  {
    name: 'aftercall_text_start_seconds',
    type: 'histogram',
    labels: ['by'],
    words: [
      'From a text’s being due to its being with the gateway’s sender: `hand_over` from the call’s arrival, `claim` from the table.',
      'The 99th percentile of `hand_over` is above 1 s.',
      'For `hand_over` see `aftercall_call_accept_seconds`; for `claim` the queue above.',
    ],
    read: ({ calls: { counts }, sender }) => [
      { labels: { by: 'hand_over' }, histogram: counts.started },
      { labels: { by: 'claim' }, histogram: sender.started },
    ],
  },
]
