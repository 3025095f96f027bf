import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTemplates } from '../../api/setup.ts'
import type { Rule } from '../../api/types.ts'

const all = ['caller', 'department', 'did'] as const
type Basis = (typeof all)[number]

type Props = { draft: Rule; onChange: (draft: Rule) => void; error: string | undefined }

/** What chooses among the texts of the rule's templates, where one has several. */
export function LanguageByField({ draft, onChange, error }: Props) {
  const { t } = useTranslation()
  const { data: templates = [] } = useTemplates()
  const used = new Set(draft.recipients.flatMap((one) => [one.template, one.quietTemplate]))
  const hasSeveral = templates.some((one) => one.variantOf !== null && used.has(one.variantOf))
  if (!hasSeveral && draft.languageBy === undefined) return null
  const set = (chosen: string[]) => {
    const { languageBy: _, ...rest } = draft
    const languageBy = all.filter((one): one is Basis => chosen.includes(one))
    onChange(languageBy.length === all.length ? rest : { ...rest, languageBy })
  }
  return (
    <Checkbox.Group
      mt="md"
      label={t('editor.languageBy')}
      description={t(draft.languageBy?.length === 0 ? 'editor.languageByNothing' : 'editor.languageByFirst')}
      value={[...(draft.languageBy ?? all)]}
      onChange={set}
      error={error}
    >
      <div className="language-bases">
        {all.map((value) => (
          <Checkbox key={value} value={value} label={t(`editor.basis.${value}`)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
