import './try.css'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { placeCall, useCall, useLiveCall } from '../../api/calls.ts'
import { isProblem } from '../../api/problem.ts'
import { useSessionEnded } from '../../api/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { Card, PageHead, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { CallForm } from './call-form.tsx'
import { CallSummary } from './call-summary.tsx'
import { type CallDraft, reportOf } from './draft.ts'
import { useLeavesSandbox } from './leaves-sandbox.ts'
import { Result } from './result.tsx'

export default function TryPage() {
  usePageTitle('Try a call')
  const { call } = useSearch({ from: '/shell/try' })
  const navigate = useNavigate({ from: '/try' })
  const [draft, setDraft] = useState<CallDraft | null>(null)
  const [isEditing, setEditing] = useState(true)
  const gateway = useLeavesSandbox()
  const place = useMutation({
    mutationFn: (next: CallDraft) => placeCall(reportOf(next)),
    onSuccess: async (id, next) => {
      setDraft(next)
      setEditing(false)
      await navigate({ search: { call: id }, replace: call !== undefined })
    },
  })
  const { data: story } = useCall(call)
  useLiveCall(call)
  const isEnded = useSessionEnded()
  return (
    <div className="try-page" data-placed={(call !== undefined && !isEditing) || undefined}>
      <PageHead
        title="Try a call"
        lead={
          gateway === null
            ? 'End a made-up call and watch the texts arrive. Nothing leaves the sandbox.'
            : `End a made-up call and watch the texts go out. They are real: this account sends by ${gateway}.`
        }
        actions={
          isEnded ? (
            <StateWord tone="warn" word="Does not update now" />
          ) : (
            <StateWord tone="ok" word="Updates by itself" />
          )
        }
      />
      <div className="try" data-placed={call !== undefined || undefined}>
        <div className="try-form" data-folded={(call !== undefined && !isEditing) || undefined}>
          <Card aria-label="The call">
            <CallForm
              isAgain={call !== undefined}
              isReal={gateway !== null}
              isBusy={place.isPending}
              onEnd={(next) => place.mutate(next)}
            />
          </Card>
          {place.error !== null && (
            <ReasonBlock
              tone="bad"
              title="The call was not taken"
              detail={
                isProblem(place.error)
                  ? [place.error.message, ...place.error.errors.map((one) => `${one.path}: ${one.message}`)].join(' ')
                  : String(place.error)
              }
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
          isWaiting={place.isPending || (call !== undefined && story === undefined)}
        />
      </div>
    </div>
  )
}
