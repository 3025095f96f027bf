import { Link } from '@tanstack/react-router'
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
  const { since } = useConnection()
  const { data: gateways } = useGateways()
  const { data: routes } = useRoutes()
  if (since !== null) return <StateWord tone="bad" word="No answer" />
  if (gateways === undefined || routes === undefined) return <span className="side-health" />
  const used = firstWayOut(gateways, routes)
  if (used === undefined)
    return (
      <Link to="/gateways" className="side-health">
        <StateWord tone="bad" word={gateways.length === 0 ? 'No gateway yet' : 'No way out'} />
      </Link>
    )
  const tone = used.paused ? 'warn' : healthTone[used.health?.state ?? 'stopped']
  return (
    <Link to="/gateways" className="side-health" title={used.health?.words ?? ''}>
      <StateWord
        tone={tone}
        word={used.title}
        after={used.paused ? 'paused' : healthWord[used.health?.state ?? 'stopped']}
      />
    </Link>
  )
}

export const healthWord: Record<Health['state'], string> = {
  ok: 'ready',
  connecting: 'connecting',
  degraded: 'in trouble',
  down: 'down',
  stopped: 'not started',
}
