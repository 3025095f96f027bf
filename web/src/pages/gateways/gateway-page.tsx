import './gateways.css'
import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useMay } from '../../api/me.ts'
import {
  checkGateway,
  gatewayName,
  pauseGateway,
  useGatewayKinds,
  useGateways,
  useSharedGateways,
} from '../../api/setup.ts'
import type { Check, Gateway, Kind } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { healthTone } from '../../shell/side-foot.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { AddressCard } from './address-card.tsx'
import { GatewayForm } from './gateway-form.tsx'
import { TestCard } from './test-card.tsx'

export default function GatewayPage() {
  const { t } = useTranslation()
  const { gatewayKey } = useParams({ from: '/shell/gateways/$gatewayKey' })
  const asked = [useGateways(), useGatewayKinds()] as const
  const [{ data: gateways }, { data: kinds }] = asked
  // Older links name a shared one by its key alone.
  const gateway =
    gateways?.find((one) => gatewayName(one) === gatewayKey) ?? gateways?.find((one) => one.key === gatewayKey)
  usePageTitle(gateway?.title ?? t('gateways.one'))
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (gateways === undefined || kinds === undefined) return <PageLoading title={t('gateways.one')} />
  if (gateway === undefined) return <NotFound />
  const kind = kinds.find((one) => one.kind === gateway.kind)
  return (
    <>
      <PageHead
        title={gateway.title}
        lead={gateway.health === null ? t('gateways.notStarted') : <span lang="en">{gateway.health.words}</span>}
        actions={
          <StateWord
            tone={gateway.paused ? 'warn' : healthTone[gateway.health?.state ?? 'stopped']}
            word={t(`health.${gateway.paused ? 'paused' : (gateway.health?.state ?? 'stopped')}`)}
          />
        }
      />
      <div className="gateway">
        {kind !== undefined &&
          (gateway.shared ? (
            <SharedSettings gateway={gateway} kind={kind} />
          ) : (
            <GatewayForm key={gateway.key} kind={kind} gateway={gateway} />
          ))}
        <Care key={gatewayName(gateway)} gateway={gateway} sendsTests={kind?.sendsTests === true} />
      </div>
    </>
  )
}

/** A shared gateway's settings are the operator's. */
function SharedSettings({ gateway, kind }: { gateway: Gateway; kind: Kind }) {
  const { t } = useTranslation()
  const mayEdit = useMay('installation')
  const { data: all, error } = useSharedGateways(mayEdit)
  const whole = all?.find((one) => one.key === gateway.key)
  if (whole !== undefined) return <GatewayForm key={gatewayName(whole)} kind={kind} gateway={whole} />
  if (mayEdit)
    return error === null ? (
      <Skeleton height={320} radius={14} />
    ) : (
      <ReasonBlock tone="bad" title={t('gateways.settingsNotShown')} detail={error.message} />
    )
  return (
    <Card>
      <h2>{t('gateways.sharedBy')}</h2>
      <p className="quiet-words">{t('gateways.sharedAbout')}</p>
    </Card>
  )
}

function Care({ gateway, sendsTests }: { gateway: Gateway; sendsTests: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayRun = useMay('installation')
  const name = gatewayName(gateway)
  const check = useMutation({ mutationFn: () => checkGateway(name) })
  const pause = useMutation({ mutationFn: () => pauseGateway(name, !gateway.paused) })
  if (gateway.shared && !mayRun) return null
  return (
    <div className="stack">
      <Card className="form">
        <h2>{t('gateways.check')}</h2>
        <p className="quiet-words">{t('gateways.checkAbout')}</p>
        <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          {t('gateways.checkNow')}
        </Button>
        <div aria-live="polite">
          {check.error !== null && (
            <ReasonBlock tone="bad" title={t('gateways.notChecked')} detail={check.error.message} />
          )}
          {check.data !== undefined && <Checks checks={check.data} />}
        </div>
      </Card>
      {sendsTests && <TestCard gateway={gateway} />}
      <AddressCard gatewayName={name} />
      <Card className="form">
        <h2>{t(gateway.paused ? 'gateways.paused' : 'gateways.pause')}</h2>
        <p className="quiet-words">{t(gateway.paused ? 'gateways.pausedAbout' : 'gateways.pauseAbout')}</p>
        <Button variant="default" onClick={() => pause.mutate()} loading={pause.isPending}>
          {t(gateway.paused ? 'gateways.resume' : 'gateways.pauseThis')}
        </Button>
        {gateway.health?.since !== undefined && (
          <p className="quiet-words">{t('gateways.since', { when: format.moment(gateway.health.since) })}</p>
        )}
        {pause.error !== null && (
          <ReasonBlock tone="bad" title={t('gateways.notChanged')} detail={pause.error.message} />
        )}
      </Card>
    </div>
  )
}

const checkTone = { ok: 'ok', warn: 'warn', fail: 'bad' } as const

function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation()
  if (checks.length === 0) return <p className="quiet-words">{t('gateways.nothingToCheck')}</p>
  return (
    <ul className="checks">
      {checks.map((one) => (
        <li key={one.name}>
          <Chip tone={checkTone[one.result]}>{t(`gateways.checked.${one.result}`)}</Chip>{' '}
          <span lang="en">
            <strong>{one.name}</strong> {one.words}
          </span>
          {one.mend !== undefined && (
            <p className="quiet-words" lang="en">
              {one.mend}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
