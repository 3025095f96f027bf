import '../gateways/gateways.css'
import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { failureOf } from '../../api/failure-of.ts'
import { removeThing, revealReport, rotateSourceUrl, useReports, useSourceKinds, useSources } from '../../api/setup.ts'
import type { Report, Source } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { ShowButton } from '../../ui/show-button.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { KnownNames } from './mappings.tsx'
import { SourceForm } from './source-form.tsx'

export default function SourcePage() {
  const { sourceKey } = useParams({ from: '/shell/sources/$sourceKey' })
  const asked = [useSources(), useSourceKinds()] as const
  const [{ data: sources }, { data: kinds }] = asked
  const source = sources?.find((one) => one.key === sourceKey)
  const kind = kinds?.find((one) => one.kind === source?.kind)
  usePageTitle(source?.name ?? 'Source')
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (sources === undefined || kinds === undefined) return <PageLoading title="Source" />
  if (source === undefined) return <NotFound />
  return (
    <>
      <PageHead title={source.name} lead={kind?.about} />
      <div className="source">
        <div className="stack">
          <Address source={source} />
          <KnownNames source={source.key} title="What its names mean" />
          <Reports source={source} />
        </div>
        {kind !== undefined && <SourceForm key={source.key} kind={kind} source={source} />}
      </div>
    </>
  )
}

function Address({ source }: { source: Source }) {
  const { ask, dialog } = useConfirm()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const leave = () => goOn(() => navigate({ to: '/gateways', ignoreBlocker: true }))
  const fail = (error: unknown) => toast({ tone: 'bad', words: error instanceof Error ? error.message : String(error) })
  const rotate = () =>
    ask({
      title: 'Give it a new address?',
      words:
        'The old address stops at once. Until the new one is pasted into the phone system, its calls do not arrive.',
      action: 'New address',
      onYes: () =>
        void rotateSourceUrl(source.key).then(
          () => toast({ words: 'Paste the new address into the phone system' }),
          fail,
        ),
    })
  const revoke = () =>
    ask({
      title: `Remove ${source.name}?`,
      words: 'Its address stops at once. Calls that came in by it stay.',
      action: 'Remove it',
      onYes: () => void removeThing('sources', source.key, leave).catch(fail),
    })
  return (
    <Card className="form">
      <h2>Its address</h2>
      {source.webhookUrl === null ? (
        <p className="quiet-words">This source takes no webhooks, or you may not see its address.</p>
      ) : (
        <CopyField value={source.webhookUrl} label="the address" />
      )}
      {source.setup.length > 0 && (
        <ol className="setup-steps">
          {source.setup.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <div className="form-ways">
        <Button variant="default" onClick={rotate}>
          New address…
        </Button>
        <Button variant="default" onClick={revoke}>
          Remove…
        </Button>
      </div>
      {dialog}
    </Card>
  )
}

const reportWords: Record<string, string> = {
  new: 'New call',
  known: 'Reported before',
  part: 'Part of a call',
  ignored: 'No ended call',
  invalid: 'Not taken',
  refused: 'Refused',
}

function Reports({ source }: { source: Source }) {
  const format = useFormat()
  const { data: reports } = useReports(source.key)
  return (
    <Card>
      <h2>What came in lately</h2>
      {reports?.length === 0 && (
        <p className="quiet-words">
          Nothing yet. Make a call and hang up: it stands here, whether it could be read or not.
        </p>
      )}
      <ul className="rows plain-rows">
        {reports?.map((one) => (
          <li key={one.id}>
            <details>
              <summary>
                {format.moment(one.receivedAt)}{' '}
                <Chip tone={one.outcome === 'invalid' || one.outcome === 'refused' ? 'bad' : 'plain'}>
                  {reportWords[one.outcome] ?? one.outcome}
                </Chip>{' '}
                <span className="quiet">{one.words}</span>
              </summary>
              <ReportBody source={source.key} report={one} />
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What was sent, with its numbers masked. "Show" asks for them whole, which is recorded. */
function ReportBody({ source, report }: { source: string; report: Report }) {
  const [whole, setWhole] = useState<string | null>(null)
  return (
    <>
      <pre className="code-block">{whole ?? report.body}</pre>
      {whole === null && report.body.includes('•') && (
        <ShowButton
          about="Shows the whole numbers. Who looked is recorded."
          show={async () => setWhole((await revealReport(source, report.id)).body)}
        >
          Show numbers
        </ShowButton>
      )}
    </>
  )
}
