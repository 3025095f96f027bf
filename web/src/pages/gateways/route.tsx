import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { gatewayName, saveRoutes, useRoutes } from '../../api/setup.ts'
import type { Gateway, Route as RouteRow } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { keepFocus, keepFocusIn } from '../../ui/keep-focus.ts'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useFollowedDraft } from '../../ui/use-followed-draft.ts'

/** Which gateways this account's texts may take, and what each is told of the telemarketers between. */
export function Route({ gateways }: { gateways: readonly Gateway[] }) {
  const { data: routes } = useRoutes()
  if (routes === undefined) return null
  return <RouteForm gateways={gateways} routes={routes} />
}

type ChainMode = RouteRow['chainMode']
const chainModes = ['ids', 'sha256', 'none'] as const satisfies readonly ChainMode[]

const mostRoutes = 20

function RouteForm({ gateways, routes }: { gateways: readonly Gateway[]; routes: readonly RouteRow[] }) {
  const { t } = useTranslation()
  // What was refused is said of a place in what was sent; ways may have moved since.
  const [sent, setSent] = useState<string[]>([])
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const { draft: ways, setDraft: setWays, ...work } = useFollowedDraft<readonly RouteRow[]>(routes, isBusy)
  const { follow, saved, isChanged, isOvertaken } = work
  const unused = gateways.map(gatewayName).filter((name) => !ways.some((one) => one.gateway === name))
  const add = () => setWays([...ways, { gateway: unused[0] ?? '', telemarketerId: null, chainMode: 'ids' }])
  const change = (at: number, part: Partial<RouteRow>) =>
    setWays(ways.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const save = async () => {
    // It goes away once there is nothing to save.
    keepFocusIn('.card')
    const all = ways.map((one) => ({ ...one, telemarketerId: one.telemarketerId?.trim() || null }))
    setSent(all.map((one) => one.gateway))
    if (await run(async () => saved(ways, await saveRoutes(all)))) toast({ words: t('gateways.waysSaved') })
  }
  return (
    <Card className="form">
      <h2>{t('gateways.ways')}</h2>
      {ways.map((way, at) => (
        <Way
          key={way.gateway}
          way={way}
          at={at}
          gateways={gateways.filter((one) => gatewayName(one) === way.gateway || unused.includes(gatewayName(one)))}
          errorOf={(field) => errorOf(`routes[${sent.indexOf(way.gateway)}].${field}`)}
          onChange={(part) => change(at, part)}
          onFirst={() => {
            keepFocusIn('.way')
            setWays([way, ...ways.filter((one) => one !== way)])
          }}
          onRemove={() => setWays(ways.filter((one) => one !== way))}
        />
      ))}
      {ways.length === 0 && <p className="quiet-words">{t('gateways.noWays')}</p>}
      {unused.length > 0 && ways.length < mostRoutes && (
        <p>
          <LinkButton onClick={add}>{t(ways.length === 0 ? 'gateways.addWay' : 'gateways.addAnotherWay')}</LinkButton>
        </p>
      )}
      {isOvertaken && (
        <div role="status">
          <ReasonBlock
            title={t('gateways.waysOvertaken')}
            detail={t('gateways.waysOvertakenMore')}
            action={<LinkButton onClick={() => follow(routes)}>{t('gateways.takeTheirWays')}</LinkButton>}
          />
        </div>
      )}
      {failed !== null && (
        <ReasonBlock
          tone="bad"
          title={t('word.notSaved')}
          detail={<Refusal marked="above" {...{ failed, refused }} />}
        />
      )}
      {isChanged && (
        <Button onClick={() => void save()} loading={isBusy}>
          {t(ways.length > 1 ? 'gateways.saveWays' : 'gateways.useWay')}
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
  const { t } = useTranslation()
  const title = gateways.find((one) => gatewayName(one) === way.gateway)?.title ?? way.gateway
  return (
    <fieldset className="way" aria-label={t('gateways.wayTo', { place: at + 1, gateway: title })}>
      <Select
        label={at === 0 ? t('gateways.leaveBy') : t('gateways.onceFirst', { place: at + 1 })}
        data={gateways.map((one) => ({ value: gatewayName(one), label: one.title }))}
        value={way.gateway}
        allowDeselect={false}
        onChange={(gateway) => {
          if (gateway === null) return
          keepFocusAt(at)
          onChange({ gateway })
        }}
        error={errorOf('gateway')}
      />
      <TextInput
        label={t('gateways.telemarketers')}
        description={t('gateways.telemarketersAbout')}
        value={way.telemarketerId ?? ''}
        onChange={(event) => onChange({ telemarketerId: event.currentTarget.value || null })}
        error={errorOf('telemarketerId')}
      />
      {way.telemarketerId !== null && (
        <Select
          label={t('gateways.chain')}
          data={chainModes.map((value) => ({ value, label: t(`gateways.chainMode.${value}`) }))}
          value={way.chainMode}
          allowDeselect={false}
          onChange={(value) => onChange({ chainMode: (value ?? 'ids') as ChainMode })}
        />
      )}
      <p className="way-deeds">
        {at > 0 && <LinkButton onClick={onFirst}>{t('gateways.makeFirst')}</LinkButton>}
        <LinkButton onClick={onRemove}>{t('gateways.removeWay')}</LinkButton>
      </p>
    </fieldset>
  )
}

/** Another gateway is another way, drawn anew in the same place. */
function keepFocusAt(place: number): void {
  const card = document.activeElement?.closest('.card')
  keepFocus(document.activeElement, () => card?.querySelectorAll('.way')[place]?.querySelector('input')?.focus())
}
