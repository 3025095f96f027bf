import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../api/connection.ts'
import { useMay, useMe } from '../api/me.ts'
import { firstWayOut, useGateways, useRoutes } from '../api/setup.ts'
import type { Health } from '../api/types.ts'
import { StateWord, type Tone } from '../ui/parts.tsx'
import { YouMenu } from './you-menu.tsx'

export const healthTone: Record<Health['state'], Tone> = {
  ok: 'ok',
  connecting: 'warn',
  degraded: 'warn',
  down: 'bad',
  stopped: 'plain',
}

/** The health of the gateway that texts leave by, and who you are. */
export function SideFoot() {
  const { account } = useMe()
  const seesGateways = useMay('configuration:read')
  return (
    <div className="side-foot">
      {account !== null && seesGateways && <GatewayHealth />}
      <YouMenu />
    </div>
  )
}

function GatewayHealth() {
  const { t } = useTranslation()
  const { since } = useConnection()
  const { data: gateways } = useGateways()
  const { data: routes } = useRoutes()
  if (since !== null) return <StateWord tone="bad" word={t('health.noAnswer')} />
  if (gateways === undefined || routes === undefined) return <span className="side-health" />
  const used = firstWayOut(gateways, routes)
  if (used === undefined)
    return (
      <Link to="/gateways" className="side-health">
        <StateWord tone="bad" word={t(gateways.length === 0 ? 'health.noGateway' : 'health.noWayOut')} />
      </Link>
    )
  const tone = used.paused ? 'warn' : healthTone[used.health?.state ?? 'stopped']
  return (
    <Link to="/gateways" className="side-health" title={used.health?.words ?? ''}>
      <StateWord
        tone={tone}
        word={used.title}
        after={t(`health.${used.paused ? 'paused' : (used.health?.state ?? 'stopped')}`)}
      />
    </Link>
  )
}
