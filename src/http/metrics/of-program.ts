/** The process itself. */
import { counter, gauge, labelled, type Metric } from './metric.ts'

export const programMetrics: readonly Metric[] = [
  labelled(
    'gauge',
    'aftercall_info{version}',
    ['1, with the version that runs.', 'Processes of one installation differ for long.', 'Bring them to one version.'],
    ({ version }) => [[version, 1]],
  ),
  gauge(
    'aftercall_ready',
    [
      '1 where the process takes calls, as `/readyz` says.',
      '0 for more than a minute.',
      '`/readyz` and `aftercall doctor` say why.',
    ],
    ({ readiness }) => Number(readiness.ready),
  ),
  {
    name: 'aftercall_nodes',
    type: 'gauge',
    labels: [],
    words: [
      'Processes on this database whose heart beat within the last half minute.',
      'Fewer than you run.',
      'Start the one that is missing; what it had under way shows as unconfirmed within a minute or so.',
    ],
    read: ({ installation }) => (installation ? [{ labels: {}, value: installation.nodes }] : []),
  },
  {
    name: 'aftercall_event_loop_delay_seconds',
    type: 'gauge',
    labels: ['percentile'],
    words: [
      'How late the process ran what was due, over the last whole ten seconds.',
      'Percentile 99 is above 0.2 for minutes.',
      'The processor is too busy: give it another, or run a second process on the same database.',
    ],
    read: ({ process: { loopDelay } }) => [
      { labels: { percentile: '50' }, value: loopDelay.p50 },
      { labels: { percentile: '99' }, value: loopDelay.p99 },
      { labels: { percentile: '100' }, value: loopDelay.max },
    ],
  },
  counter(
    'process_cpu_seconds_total',
    ['Processor time used.', 'Its rate stays near 1: one process uses one processor.', 'Run a second process.'],
    (seen) => seen.process.cpuSeconds,
  ),
  gauge(
    'process_resident_memory_bytes',
    ['Memory of the process.', 'It grows for days.', 'That would be a fault of ours: please report it.'],
    (seen) => seen.process.residentBytes,
  ),
  gauge(
    'nodejs_heap_size_used_bytes',
    ['Of that, objects of the program.', 'As above.', 'As above.'],
    (seen) => seen.process.heapBytes,
  ),
  gauge(
    'process_start_time_seconds',
    ['When the process started, in seconds since 1970.', 'It changes by itself.', 'See why it was restarted.'],
    (seen) => seen.process.startedAtSeconds,
  ),
]
