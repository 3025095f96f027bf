/** Two views of the same figures: `GET /metrics`, which Prometheus reads, and `GET /v1/status`, which `aftercall status` draws. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { hashToken } from '../../store/tokens.ts'
import type { Api, Context } from '../context.ts'
import { createReadFigures, type ReadFigures } from '../figures.ts'
import { isFromHere } from '../from-here.ts'
import { exposition, expositionType } from '../metrics/exposition.ts'
import { gatewayLabels } from '../metrics/gateway-labels.ts'
import { metrics } from '../metrics/metrics.ts'
import { type WatchProcess, watchProcess } from '../metrics/process-figures.ts'
import { status } from '../shapes/status.ts'
import { takeSamples } from '../status/samples.ts'
import { statusView } from '../status/status-view.ts'

export function addMetrics(api: Api, context: Context): void {
  const read = createReadFigures(context)
  const watched = watchProcess()
  api.addHook('onClose', async () => watched.stop())
  addPrometheus(api, context, { read, watched })
  addStatus(api, context, { read, watched })
}

type Sources = { read: ReadFigures; watched: WatchProcess }

/** Open to this computer while nobody is told a public address, and to whoever has a key for it. */
function addPrometheus(api: Api, context: Context, { read, watched }: Sources): void {
  api.get(
    '/metrics',
    {
      config: { permission: 'installation', alsoOpenTo: openTo(context), anyHost: true },
      schema: { hide: true },
    },
    async (_request, reply) => {
      const figures = await read()
      const seen = {
        ...figures,
        process: watched.figures(),
        gatewayLabel: gatewayLabels(figures.sender.gateways),
      }
      const families = metrics.map((one) => ({
        name: one.name,
        type: one.type,
        help: one.words[0],
        samples: one.read(seen),
      }))
      return reply
        .headers({ 'content-type': expositionType, 'cache-control': 'no-store' })
        .send(exposition(families.filter((one) => one.samples.length > 0)))
    },
  )
}

function openTo({ publicUrl, metricsKey }: Context): (request: FastifyRequest) => boolean {
  const wanted = metricsKey === undefined ? undefined : hashToken(metricsKey)
  return (request) => {
    if (isFromHere(request, publicUrl())) return true
    const given = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
    return wanted !== undefined && given !== undefined && timingSafeEqual(hashToken(given), wanted)
  }
}

function addStatus(api: Api, { services, admission }: Context, { read, watched }: Sources): void {
  const samples = takeSamples(() => ({ ...services.figures(), admission: { refusals: admission.refusals() } }))
  api.addHook('onClose', async () => samples.stop())
  api.get(
    '/v1/status',
    {
      config: { permission: 'installation' },
      schema: {
        tags: ['Reference'],
        summary: 'How the program is doing right now',
        description:
          'The operator’s. Rates are over the last ten seconds, percentiles over the last minute, both of the process that answers; what waits and what is in doubt is the whole installation’s.',
        response: { 200: status },
      },
    },
    async () => {
      const figures = await read()
      return statusView({
        figures,
        process: watched.figures(),
        now: Date.now(),
        lastTen: samples.since(figures, 10_000),
        lastMinute: samples.since(figures, 60_000),
      })
    },
  )
}
