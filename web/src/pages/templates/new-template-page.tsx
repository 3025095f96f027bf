import { Skeleton } from '@mantine/core'
import { useHeaders } from '../../api/setup.ts'
import { TemplateEditor } from './template-editor.tsx'

export default function NewTemplatePage() {
  const { data: headers } = useHeaders()
  if (headers === undefined) return <Skeleton height={420} radius={14} />
  return (
    <TemplateEditor
      template={null}
      initial={{
        name: '',
        body: '',
        header: headers[0]?.key ?? '',
        dltTemplateId: null,
        category: 'service_implicit',
        registered: null,
        status: 'approved',
      }}
    />
  )
}
