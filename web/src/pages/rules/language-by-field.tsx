import { Checkbox } from '@mantine/core'
import { useTemplates } from '../../api/setup.ts'
import type { Rule } from '../../api/types.ts'

const bases = [
  ['caller', 'the caller’s language, in texts to the caller'],
  ['department', 'the department’s'],
  ['did', 'that of the number called'],
] as const
const all = bases.map(([value]) => value)
type Basis = (typeof all)[number]

type Props = { draft: Rule; onChange: (draft: Rule) => void; error: string | undefined }

/** What chooses among the texts of the rule's templates, where one has several. */
export function LanguageByField({ draft, onChange, error }: Props) {
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
      label="The language is chosen by"
      description={
        draft.languageBy?.length === 0
          ? 'Nothing: the default text goes.'
          : 'The first that is known and has a text; else the default text.'
      }
      value={[...(draft.languageBy ?? all)]}
      onChange={set}
      error={error}
    >
      <div className="language-bases">
        {bases.map(([value, label]) => (
          <Checkbox key={value} value={value} label={label} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
