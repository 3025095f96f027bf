import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTemplates } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { TemplateEditor } from './template-editor.tsx'
import { textOf } from './use-template-draft.ts'

export default function EditTemplatePage() {
  const { t } = useTranslation()
  const { templateKey } = useParams({ from: '/shell/templates/$templateKey' })
  const { data: templates, error } = useTemplates()
  const template = templates?.find((one) => one.key === templateKey)
  usePageTitle(template?.name ?? t('templates.editor.title'))
  if (error !== null && templates === undefined) return <Failure error={error} />
  if (templates === undefined) return <PageLoading title={t('templates.editor.title')} />
  if (template === undefined) return <NotFound />
  return <TemplateEditor key={templateKey} template={template} initial={textOf(template)} />
}
