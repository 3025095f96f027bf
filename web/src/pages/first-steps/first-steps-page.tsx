import './first-steps.css'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { useTemplates } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { PageHead, Step } from '../../ui/parts.tsx'
import { templateFor } from '../rules/rule-draft.ts'
import { TextPreview } from '../rules/text-preview.tsx'
import { useSteps } from './use-steps.tsx'

/** From a new account to its first text: each step read from the account's own configuration. */
export default function FirstStepsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.firstSteps'))
  const account = useAccount()
  const { steps, failure } = useSteps()
  const { data: templates } = useTemplates()
  if (failure !== null) return <Failure error={failure} />
  if (steps === undefined) return <PageLoading title={t('nav.firstSteps')} />
  const next = steps.findIndex((step) => !step.isDone)
  const template = templateFor('caller', templates ?? [])
  return (
    <>
      <PageHead
        title={t(next < 0 ? 'firstSteps.ready' : 'firstSteps.title', { account: account.name })}
        lead={
          next < 0
            ? t('firstSteps.readyLead')
            : t('firstSteps.lead', {
                done: steps.filter((step) => step.isDone).length,
                all: steps.length,
                next: steps[next]?.title.toLowerCase() ?? '',
                title: steps[next]?.title ?? '',
              })
        }
      />
      <div className="first-steps">
        <ol>
          {steps.map((step, index) => (
            <Step
              key={step.title}
              place={index + 1}
              is={step.isDone ? 'done' : index === next ? 'next' : 'coming'}
              title={step.title}
            >
              {step.isDone ? step.done : step.next(index === next)}
            </Step>
          ))}
        </ol>
        {template !== undefined && (
          <aside className="as-read" aria-label={t('rules.readAs')}>
            <p className="quiet-words">{t('firstSteps.callersRead')}</p>
            <TextPreview template={template.key} filling={{}} label={t('word.caller')} />
          </aside>
        )}
      </div>
    </>
  )
}
