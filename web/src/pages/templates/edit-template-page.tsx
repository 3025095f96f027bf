import { Skeleton } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTemplates } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { TemplateEditor } from './template-editor.tsx'

export default function EditTemplatePage() {
  const { templateKey } = useParams({ from: '/shell/templates/$templateKey' })
  const { data: templates, error } = useTemplates()
  if (error !== null && templates === undefined) return <Failure error={error} />
  if (templates === undefined) return <Skeleton height={420} radius={14} />
  const template = templates.find((one) => one.key === templateKey)
  if (template === undefined) return <NotFound />
  const { name, body, header, dltTemplateId, category, registered, status } = template
  return (
    <TemplateEditor
      key={templateKey}
      template={template}
      initial={{ name, body, header, dltTemplateId, category, registered, status }}
    />
  )
}
