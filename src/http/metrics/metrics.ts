/** Every metric there is. No label ever names an account, a person or a number; of gateways a bounded number is told apart. */
import type { Metric } from './metric.ts'
import { callsMetrics } from './of-calls.ts'
import { databaseMetrics } from './of-database.ts'
import { gatewaysMetrics } from './of-gateways.ts'
import { programMetrics } from './of-program.ts'
import { queueMetrics } from './of-queues.ts'

export const metrics: readonly Metric[] = [
  ...callsMetrics,
  ...queueMetrics,
  ...gatewaysMetrics,
  ...databaseMetrics,
  ...programMetrics,
]
