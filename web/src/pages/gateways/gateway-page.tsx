import './gateways.css'
import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMe } from '../../api/me.ts'
import { checkGateway, pauseGateway, useGatewayKinds, useGateways } from '../../api/setup.ts'
import type { Check, Gateway } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { healthTone, healthWord } from '../../shell/side-foot.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, Chip, PageHead, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { AddressCard } from './address-card.tsx'
import { GatewayForm } from './gateway-form.tsx'
import { TestCard } from './test-card.tsx'

export default function GatewayPage() {
  const { gatewayKey } = useParams({ from: '/shell/gateways/$gatewayKey' })
  const { data: gateways, error } = useGateways()
  const { data: kinds } = useGatewayKinds()
  const gateway = gateways?.find((one) => one.key === gatewayKey)
  usePageTitle(gateway?.title ?? 'Gateway')
  if (error !== null && gateways === undefined) return <Failure error={error} />
  if (gateways === undefined || kinds === undefined) return <Skeleton height={420} radius={14} />
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
        {kind !== undefined && (
          <MayEdit gateway={gateway} form={<GatewayForm key={gateway.key} kind={kind} gateway={gateway} />} />
        )}
        <Care gateway={gateway} sendsTests={kind?.sendsTests === true} />
      </div>
    </>
  )
}

/** A shared gateway's settings are the operator's. */
function MayEdit({ gateway, form }: { gateway: Gateway; form: React.ReactNode }) {
  if (gateway.shared !== true) return form
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
  const { role } = useMe()
  const check = useMutation({ mutationFn: () => checkGateway(gateway.key) })
  const pause = useMutation({ mutationFn: () => pauseGateway(gateway.key, !gateway.paused) })
  const mayPause = gateway.shared !== true || role === 'operator'
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
      {mayPause && sendsTests && <TestCard gateway={gateway} />}
      {mayPause && <AddressCard gatewayKey={gateway.key} />}
      {mayPause && (
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
      )}
    </div>
  )
}

const checkTone = { ok: 'ok', warn: 'warn', fail: 'bad' } as const

function Checks({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return <p className="quiet-words">This kind has nothing to check.</p>
  return (
    <ul className="checks">
      {checks.map((one) => (
        <li key={one.name}>
          <Chip tone={checkTone[one.result]}>{one.result}</Chip> <strong>{one.name}</strong> {one.words}
          {one.mend !== undefined && <p className="quiet-words">{one.mend}</p>}
        </li>
      ))}
    </ul>
  )
}
