import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { gatewayName, saveRoutes, useRoutes } from '../../api/setup.ts'
import type { Gateway, Route as RouteRow } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { isSame } from '../../same.ts'
import { toast } from '../../shell/toast.tsx'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useUnsaved } from '../../ui/use-unsaved.ts'

/** Which gateways this account's texts may take, and what each is told of the telemarketers between. */
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

const mostRoutes = 20

function RouteForm({ gateways, routes }: { gateways: readonly Gateway[]; routes: readonly RouteRow[] }) {
  const [ways, setWays] = useState(routes)
  // What was refused is said of a place in what was sent; ways may have moved since.
  const [sent, setSent] = useState<string[]>([])
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const isChanged = !isSame(ways, routes)
  useUnsaved(isChanged && !isBusy)
  const unused = gateways.map(gatewayName).filter((name) => !ways.some((one) => one.gateway === name))
  const add = () => setWays([...ways, { gateway: unused[0] ?? '', telemarketerId: null, chainMode: 'ids' }])
  const change = (at: number, part: Partial<RouteRow>) =>
    setWays(ways.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const save = async () => {
    const all = ways.map((one) => ({ ...one, telemarketerId: one.telemarketerId?.trim() || null }))
    setSent(all.map((one) => one.gateway))
    if (await run(() => saveRoutes(all))) toast({ words: 'The next text takes the first way' })
  }
  return (
    <Card className="form">
      <h2>The ways out</h2>
      {ways.map((way, at) => (
        <Way
          key={way.gateway}
          way={way}
          at={at}
          gateways={gateways.filter((one) => gatewayName(one) === way.gateway || unused.includes(gatewayName(one)))}
          errorOf={(field) => errorOf(`routes[${sent.indexOf(way.gateway)}].${field}`)}
          onChange={(part) => change(at, part)}
          onFirst={() => setWays([way, ...ways.filter((one) => one !== way)])}
          onRemove={() => setWays(ways.filter((one) => one !== way))}
        />
      ))}
      {ways.length === 0 && <p className="quiet-words">None: texts have no way out.</p>}
      {unused.length > 0 && ways.length < mostRoutes && (
        <p>
          <LinkButton onClick={add}>{ways.length === 0 ? 'Add a way' : 'Add another way'}</LinkButton>
        </p>
      )}
      {failed !== null && (
        <ReasonBlock tone="bad" title="Not saved" detail={<Refusal marked="above" {...{ failed, refused }} />} />
      )}
      {isChanged && (
        <Button onClick={() => void save()} loading={isBusy}>
          {ways.length > 1 ? 'Save these ways' : 'Use this way'}
        </Button>
      )}
    </Card>
  )
}

type WayProps = {
  way: RouteRow
  at: number
  gateways: readonly Gateway[]
  errorOf: (field: 'gateway' | 'telemarketerId') => string | undefined
  onChange: (part: Partial<RouteRow>) => void
  onFirst: () => void
  onRemove: () => void
}

function Way({ way, at, gateways, errorOf, onChange, onFirst, onRemove }: WayProps) {
  const title = gateways.find((one) => gatewayName(one) === way.gateway)?.title ?? way.gateway
  return (
    <fieldset className="way" aria-label={`Way ${at + 1}: ${title}`}>
      <Select
        label={at === 0 ? 'Texts leave by' : `Way ${at + 1}, once it is made the first`}
        data={gateways.map((one) => ({ value: gatewayName(one), label: one.title }))}
        value={way.gateway}
        allowDeselect={false}
        onChange={(gateway) => gateway !== null && onChange({ gateway })}
        error={errorOf('gateway')}
      />
      <TextInput
        label="Telemarketer ids"
        description="The DLT chain behind your entity, where the gateway asks for it: your own first, who delivers last, with commas between."
        value={way.telemarketerId ?? ''}
        onChange={(event) => onChange({ telemarketerId: event.currentTarget.value || null })}
        error={errorOf('telemarketerId')}
      />
      {way.telemarketerId !== null && (
        <Select
          label="How the chain is sent"
          data={Object.entries(chainWords).map(([value, label]) => ({ value, label }))}
          value={way.chainMode}
          allowDeselect={false}
          onChange={(value) => onChange({ chainMode: (value ?? 'ids') as ChainMode })}
        />
      )}
      <p className="way-deeds">
        {at > 0 && <LinkButton onClick={onFirst}>Make it the first</LinkButton>}
        <LinkButton onClick={onRemove}>Remove this way</LinkButton>
      </p>
    </fieldset>
  )
}
