import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saveRoutes, useRoutes } from '../../api/setup.ts'
import type { Gateway, Route as RouteRow } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

/** Which gateway this account's texts take. */
export function Route({ gateways }: { gateways: readonly Gateway[] }) {
  const { data: routes } = useRoutes()
  if (routes === undefined) return null
  return <RouteForm key={JSON.stringify(routes)} gateways={gateways} routes={routes} />
}

type ChainMode = RouteRow['chainMode']
const chainWords: Record<ChainMode, string> = {
  ids: 'as ids',
  sha256: 'as their hash (who delivers to an operator)',
  none: 'not at all: the gateway adds it',
}

const nameOf = (gateway: Gateway) => (gateway.shared ? `shared:${gateway.key}` : gateway.key)

function RouteForm({ gateways, routes }: { gateways: readonly Gateway[]; routes: readonly RouteRow[] }) {
  const first = routes[0]
  const [gateway, setGateway] = useState(first?.gateway ?? null)
  const [telemarketer, setTelemarketer] = useState(first?.telemarketerId ?? '')
  const [mode, setMode] = useState<ChainMode>(first?.chainMode ?? 'ids')
  const { isBusy, run, failed, errorOf } = useSaving()
  const isChanged =
    gateway !== (first?.gateway ?? null) ||
    telemarketer !== (first?.telemarketerId ?? '') ||
    mode !== (first?.chainMode ?? 'ids')
  const save = async () => {
    if (gateway === null) return
    const chosen = { gateway, telemarketerId: telemarketer.trim() === '' ? null : telemarketer.trim(), chainMode: mode }
    const done = await run(() => saveRoutes([chosen, ...routes.slice(1).filter((one) => one.gateway !== gateway)]))
    if (done) toast({ words: 'The next text takes this gateway' })
  }
  return (
    <Card className="form">
      <h2>The way out</h2>
      <Select
        label="Texts leave by"
        data={gateways.map((one) => ({ value: nameOf(one), label: one.title }))}
        value={gateway}
        onChange={setGateway}
        error={errorOf('routes[0].gateway')}
      />
      <TextInput
        label="Telemarketer ids"
        description="The DLT chain behind your entity, where the gateway asks for it: your own first, who delivers last, with commas between."
        value={telemarketer}
        onChange={(event) => setTelemarketer(event.currentTarget.value)}
        error={errorOf('routes[0].telemarketerId')}
      />
      {telemarketer.trim() !== '' && (
        <Select
          label="How the chain is sent"
          data={Object.entries(chainWords).map(([value, label]) => ({ value, label }))}
          value={mode}
          allowDeselect={false}
          onChange={(value) => setMode((value ?? 'ids') as ChainMode)}
        />
      )}
      {failed !== null && <ReasonBlock tone="bad" title="Not saved" detail={failed} />}
      {isChanged && (
        <Button onClick={() => void save()} loading={isBusy}>
          Use this way
        </Button>
      )}
    </Card>
  )
}
