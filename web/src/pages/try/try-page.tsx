import './try.css'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeCall, useCall, useLiveCall } from '../../api/calls.ts'
import { isUnanswered } from '../../api/failure-of.ts'
import { isProblem } from '../../api/problem.ts'
import { useSessionEnded } from '../../api/session.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { Card, PageHead, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { CallForm } from './call-form.tsx'
import { CallSummary } from './call-summary.tsx'
import { type CallDraft, reportOf } from './draft.ts'
import { Result } from './result.tsx'
import { useWayOut, type WayOut } from './way-out.ts'

export default function TryPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.try'))
  const { call } = useSearch({ from: '/shell/try' })
  const navigate = useNavigate({ from: '/try' })
  const goOn = useGoOn()
  const [draft, setDraft] = useState<CallDraft | null>(null)
  const [isEditing, setEditing] = useState(true)
  const { way, failure } = useWayOut()
  const place = useMutation({
    mutationFn: (next: CallDraft) => placeCall(reportOf(next)),
    onSuccess: async (id, next) => {
      setDraft(next)
      setEditing(false)
      await goOn(() => navigate({ search: { call: id }, replace: call !== undefined }))
    },
  })
  const asked = useCall(call)
  const { data: story } = asked
  const isGone = isUnanswered(asked)
  useLiveCall(call)
  const isEnded = useSessionEnded()
  if (failure !== null) return <Failure error={failure} />
  return (
    <div className="try-page" data-placed={(call !== undefined && !isEditing) || undefined}>
      <PageHead
        title={t('nav.try')}
        lead={leadOf(t, way)}
        actions={
          isEnded ? (
            <StateWord tone="warn" word={t('trying.notLive')} />
          ) : (
            <StateWord tone="ok" word={t('trying.live')} />
          )
        }
      />
      <div className="try" data-placed={call !== undefined || undefined}>
        <div className="try-form" data-folded={(call !== undefined && !isEditing) || undefined}>
          <Card aria-label={t('trying.theCall')}>
            <CallForm
              isAgain={call !== undefined}
              way={way}
              isBusy={place.isPending}
              onEnd={(next) => place.mutate(next)}
            />
          </Card>
          {place.error !== null && (
            <ReasonBlock
              tone="bad"
              title={t('trying.notTaken')}
              detail={
                isProblem(place.error)
                  ? [place.error.message, ...place.error.errors.map((one) => `${one.path}: ${one.message}`)].join(' ')
                  : String(place.error)
              }
            />
          )}
          {isGone && (
            <ReasonBlock
              tone="bad"
              title={t('trying.notShown')}
              detail={asked.error?.message}
              action={<Link to="/calls">{t('trying.openCalls')}</Link>}
            />
          )}
        </div>
        {call !== undefined && story !== undefined && (
          <CallSummary story={story} isEditing={isEditing} onChange={() => setEditing(true)} />
        )}
        <Result
          key={call ?? 'none'}
          story={story}
          draft={draft}
          isWaiting={place.isPending || (call !== undefined && story === undefined && !isGone)}
        />
      </div>
    </div>
  )
}

function leadOf(t: TFunction, way: WayOut): string {
  switch (way.is) {
    case 'asked':
      return t('trying.lead')
    case 'none':
      return t('trying.leadNone')
    case 'sandbox':
      return t('trying.leadSandbox')
    case 'real':
      return t('trying.leadReal', { gateway: way.gateway })
  }
}
