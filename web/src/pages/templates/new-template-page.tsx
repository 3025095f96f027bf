import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useAccount } from '../../api/me.ts'
import { useHeaders, useTemplates } from '../../api/setup.ts'
import { Failure } from '../../shell/failure.tsx'
import { languageChoices, languageName } from '../../ui/languages.ts'
import { PageLoading } from '../../ui/page-loading.tsx'
import { familyOf } from './language-tabs.tsx'
import { TemplateEditor } from './template-editor.tsx'

export default function NewTemplatePage() {
  const { t } = useTranslation()
  const { of } = useSearch({ from: '/shell/templates/new' })
  const account = useAccount()
  const asked = [useHeaders(), useTemplates()] as const
  const [{ data: headers }, { data: templates }] = asked
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  if (headers === undefined || templates === undefined) return <PageLoading title={t('templates.editor.newTitle')} />
  // In India a wording is registered before it is sent.
  const status = account.country === 'IN' ? 'draft' : 'approved'
  const whole = templates.find((one) => one.key === of)
  if (whole !== undefined) {
    const taken = familyOf(templates, whole.key).map((one) => one.language ?? account.language)
    const language = languageChoices(null, taken)[0]?.value ?? null
    const { name, header, category } = whole
    return (
      <TemplateEditor
        key={whole.key}
        template={null}
        initial={{
          name: language === null ? name : `${name}, ${languageName(language)}`,
          ...{ language, variantOf: whole.key, body: '', header, dltTemplateId: null, category, registered: null },
          status,
        }}
      />
    )
  }
  return (
    <TemplateEditor
      template={null}
      initial={{
        name: '',
        language: null,
        variantOf: null,
        body: '',
        header: headers[0]?.key ?? '',
        dltTemplateId: null,
        category: 'service_implicit',
        registered: null,
        status,
      }}
    />
  )
}
