import '../gateways/gateways.css'
import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { removeThing, revealReport, rotateSourceUrl, useReports, useSourceKinds, useSources } from '../../api/setup.ts'
import type { Report, Source } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { attempt } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, Chip, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { ShowButton } from '../../ui/show-button.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { KnownNames } from './mappings.tsx'
import { SourceForm } from './source-form.tsx'

export default function SourcePage() {
  const { t } = useTranslation()
  const { sourceKey } = useParams({ from: '/shell/sources/$sourceKey' })
  const asked = [useSources(), useSourceKinds()] as const
  const [{ data: sources }, { data: kinds }] = asked
  const source = sources?.find((one) => one.key === sourceKey)
  const kind = kinds?.find((one) => one.kind === source?.kind)
  usePageTitle(source?.name ?? t('sources.one'))
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (sources === undefined || kinds === undefined) return <PageLoading title={t('sources.one')} />
  if (source === undefined) return <NotFound />
  return (
    <>
      <PageHead title={source.name} lead={kind && <span lang="en">{kind.about}</span>} />
      <div className="source">
        <div className="stack">
          <Address source={source} />
          <KnownNames source={source.key} title={t('sources.itsNames')} />
          <Reports source={source} />
        </div>
        {kind !== undefined && <SourceForm key={source.key} kind={kind} source={source} />}
      </div>
    </>
  )
}

function Address({ source }: { source: Source }) {
  const { t } = useTranslation()
  const { ask, dialog } = useConfirm()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const leave = () => goOn(() => navigate({ to: '/gateways', ignoreBlocker: true }))
  const rotate = () =>
    ask({
      title: t('sources.newAddressAsk'),
      words: t('sources.newAddressWords'),
      action: t('sources.newAddressYes'),
      onYes: () =>
        void attempt(async () => {
          await rotateSourceUrl(source.key)
          toast({ words: t('sources.newAddressDone') })
        }),
    })
  const revoke = () =>
    ask({
      title: t('word.removeAsk', { name: source.name }),
      words: t('sources.removeWords'),
      action: t('word.removeIt'),
      onYes: () => void attempt(() => removeThing('sources', source.key, leave)),
    })
  return (
    <Card className="form">
      <h2>{t('sources.address')}</h2>
      {source.webhookUrl === null ? (
        <p className="quiet-words">{t('sources.noAddress')}</p>
      ) : (
        <>
          <CopyField value={source.webhookUrl} label={t('gateways.theAddress')} />
          {isOfThisComputer(source.webhookUrl) && (
            <ReasonBlock title={t('sources.onlyHere')} detail={t('sources.onlyHereMore')} />
          )}
        </>
      )}
      {source.setup.length > 0 && (
        <ol className="setup-steps" lang="en">
          {source.setup.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <div className="form-ways">
        <Button variant="default" onClick={rotate}>
          {t('sources.newAddress')}
        </Button>
        <Button variant="default" onClick={revoke}>
          {t('sources.removeThis')}
        </Button>
      </div>
      {dialog}
    </Card>
  )
}

const isOfThisComputer = (address: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname)

const reportOutcomes = ['new', 'known', 'part', 'ignored', 'invalid', 'refused'] as const

/** One that this console does not know is said as the program calls it. */
function outcomeWord(outcome: string, t: TFunction): string {
  const known = reportOutcomes.find((one) => one === outcome)
  return known === undefined ? outcome : t(`sources.report.${known}`)
}

function Reports({ source }: { source: Source }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: reports } = useReports(source.key)
  return (
    <Card>
      <h2>{t('sources.lately')}</h2>
      {reports?.length === 0 && <p className="quiet-words">{t('sources.nothingYet')}</p>}
      <ul className="rows plain-rows">
        {reports?.map((one) => (
          <li key={one.id}>
            <details>
              <summary>
                {format.moment(one.receivedAt)}{' '}
                <Chip tone={one.outcome === 'invalid' || one.outcome === 'refused' ? 'bad' : 'plain'}>
                  {outcomeWord(one.outcome, t)}
                </Chip>{' '}
                <span className="quiet" lang="en">
                  {one.words}
                </span>
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
  const { t } = useTranslation()
  const [whole, setWhole] = useState<string | null>(null)
  return (
    <>
      <pre className="code-block">{whole ?? report.body}</pre>
      {whole === null && report.body.includes('•') && (
        <ShowButton
          about={t('sources.showNumbersAbout')}
          show={async () => setWhole((await revealReport(source, report.id)).body)}
        >
          {t('sources.showNumbers')}
        </ShowButton>
      )}
    </>
  )
}
