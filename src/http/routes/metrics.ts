/** `GET /metrics`: what Prometheus reads. Open to this computer while nobody is told a public address, and to whoever has a key for it. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { hashToken } from '../../store/tokens.ts'
import type { Api, Context } from '../context.ts'
import { createReadFigures } from '../figures.ts'
import { isFromHere } from '../from-here.ts'
import { exposition, expositionType } from '../metrics/exposition.ts'
import { gatewayLabels } from '../metrics/gateway-labels.ts'
import { metrics } from '../metrics/metrics.ts'
import { watchProcess } from '../metrics/process-figures.ts'

export function addMetrics(api: Api, context: Context): void {
  const read = createReadFigures(context)
  const watched = watchProcess()
  api.addHook('onClose', async () => watched.stop())
  api.get(
    '/metrics',
    {
      config: { permission: 'installation', alsoOpenTo: openTo(context) },
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
