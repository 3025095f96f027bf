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
        title={next < 0 ? `${account.name} is ready` : `First steps for ${account.name}`}
        lead={
          next < 0
            ? 'Calls come in, rules judge them, texts go out.'
            : `${steps.filter((step) => step.isDone).length} of ${steps.length} are done. Next: ${steps[next]?.title.toLowerCase()}.`
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
          <aside className="as-read" aria-label="As it is read">
            <p className="quiet-words">What your callers would read</p>
            <TextPreview template={template.key} filling={{}} label="Caller" />
          </aside>
        )}
      </div>
    </>
  )
}
