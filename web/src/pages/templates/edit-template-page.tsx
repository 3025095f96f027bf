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
  // What waits is what is worked on; the version that sends stays as it is.
  const { body, header, dltTemplateId, category, registered } = template.waiting ?? template
  return (
    <TemplateEditor
      key={`${templateKey} ${template.version} ${template.waiting?.version}`}
      template={template}
      initial={{
        ...{ name: template.name, language: template.language, variantOf: template.variantOf },
        ...{ body, header, dltTemplateId, category, registered },
      }}
    />
  )
}
