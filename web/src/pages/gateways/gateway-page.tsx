import './gateways.css'
import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
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
import { healthTone, healthWord } from '../../shell/side-foot.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { AddressCard } from './address-card.tsx'
import { GatewayForm } from './gateway-form.tsx'
import { TestCard } from './test-card.tsx'

export default function GatewayPage() {
  const { gatewayKey } = useParams({ from: '/shell/gateways/$gatewayKey' })
  const asked = [useGateways(), useGatewayKinds()] as const
  const [{ data: gateways }, { data: kinds }] = asked
  // Older links name a shared one by its key alone.
  const gateway =
    gateways?.find((one) => gatewayName(one) === gatewayKey) ?? gateways?.find((one) => one.key === gatewayKey)
  usePageTitle(gateway?.title ?? 'Gateway')
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (gateways === undefined || kinds === undefined) return <PageLoading title="Gateway" />
  if (gateway === undefined) return <NotFound />
  const kind = kinds.find((one) => one.kind === gateway.kind)
  return (
    <>
      <PageHead
        title={gateway.title}
        lead={gateway.health?.words ?? 'Not started.'}
        actions={
          <StateWord
            tone={gateway.paused ? 'warn' : healthTone[gateway.health?.state ?? 'stopped']}
            word={gateway.paused ? 'paused' : healthWord[gateway.health?.state ?? 'stopped']}
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
  const mayEdit = useMay('installation')
  const { data: all, error } = useSharedGateways(mayEdit)
  const whole = all?.find((one) => one.key === gateway.key)
  if (whole !== undefined) return <GatewayForm key={gatewayName(whole)} kind={kind} gateway={whole} />
  if (mayEdit)
    return error === null ? (
      <Skeleton height={320} radius={14} />
    ) : (
      <ReasonBlock tone="bad" title="Its settings cannot be shown" detail={error.message} />
    )
  return (
    <Card>
      <h2>Shared by the installation</h2>
      <p className="quiet-words">
        Its settings, secrets and pause belong to the operator. Your account sees its health and its own texts.
      </p>
    </Card>
  )
}

function Care({ gateway, sendsTests }: { gateway: Gateway; sendsTests: boolean }) {
  const format = useFormat()
  const mayRun = useMay('installation')
  const name = gatewayName(gateway)
  const check = useMutation({ mutationFn: () => checkGateway(name) })
  const pause = useMutation({ mutationFn: () => pauseGateway(name, !gateway.paused) })
  if (gateway.shared && !mayRun) return null
  return (
    <div className="stack">
      <Card className="form">
        <h2>Check these settings</h2>
        <p className="quiet-words">Credentials, reach and clock, tried now. No text is sent.</p>
        <Button variant="default" onClick={() => check.mutate()} loading={check.isPending}>
          Check now
        </Button>
        <div aria-live="polite">
          {check.error !== null && <ReasonBlock tone="bad" title="Not checked" detail={check.error.message} />}
          {check.data !== undefined && <Checks checks={check.data} />}
        </div>
      </Card>
      {sendsTests && <TestCard gateway={gateway} />}
      <AddressCard gatewayName={name} />
      <Card className="form">
        <h2>{gateway.paused ? 'Paused' : 'Pause'}</h2>
        <p className="quiet-words">
          {gateway.paused
            ? 'Texts wait until you resume it, each as long as it is valid.'
            : 'While it is paused, texts wait and lapse when their validity ends. Receipts still come in.'}
        </p>
        <Button variant="default" onClick={() => pause.mutate()} loading={pause.isPending}>
          {gateway.paused ? 'Resume' : 'Pause this gateway'}
        </Button>
        {gateway.health?.since !== undefined && (
          <p className="quiet-words">In this state since {format.moment(gateway.health.since)}.</p>
        )}
        {pause.error !== null && <ReasonBlock tone="bad" title="Not changed" detail={pause.error.message} />}
      </Card>
    </div>
  )
}

const checkTone = { ok: 'ok', warn: 'warn', fail: 'bad' } as const
const checkWord = { ok: 'in order', warn: 'look at it', fail: 'wrong' } as const

function Checks({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return <p className="quiet-words">This kind has nothing to check.</p>
  return (
    <ul className="checks">
      {checks.map((one) => (
        <li key={one.name}>
          <Chip tone={checkTone[one.result]}>{checkWord[one.result]}</Chip> <strong>{one.name}</strong> {one.words}
          {one.mend !== undefined && <p className="quiet-words">{one.mend}</p>}
        </li>
      ))}
    </ul>
  )
}
