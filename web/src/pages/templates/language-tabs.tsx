import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { useTemplates } from '../../api/setup.ts'
import type { Template } from '../../api/types.ts'
import { languageName } from '../../ui/languages.ts'
import { Chip } from '../../ui/parts.tsx'
import { statusTone } from './template-words.ts'

/** The template with the default text and its texts in other languages, in the order in which they were made. */
export function familyOf(templates: readonly Template[], key: string): Template[] {
  const whole = templates.find((one) => one.key === key)?.variantOf ?? key
  const variants = templates.filter((one) => one.variantOf === whole)
  return [...templates.filter((one) => one.key === whole), ...variants]
}

type Props = { whole: string; current: string | null }

/** The texts of one template, each in its language with how it stands, and the way to a further one. */
export function LanguageTabs({ whole, current }: Props) {
  const { t } = useTranslation()
  const account = useAccount()
  const { data: templates = [] } = useTemplates()
  const family = familyOf(templates, whole)
  return (
    <nav className="language-tabs" aria-label={t('templates.editor.languages')}>
      {family.map((one) => (
        <Link
          key={one.key}
          to="/templates/$templateKey"
          params={{ templateKey: one.key }}
          aria-current={one.key === current ? 'page' : undefined}
        >
          {languageName(one.language ?? account.language)}
          {one.variantOf === null && family.length > 1 && (
            <span className="quiet"> {t('templates.editor.default')}</span>
          )}
          {one.status !== 'approved' && (
            <Chip tone={statusTone[one.status]}>{t(`templates.status.${one.status}`)}</Chip>
          )}
        </Link>
      ))}
      {current === null ? (
        <span aria-current="page">{t('templates.editor.furtherLanguage')}</span>
      ) : (
        <Link to="/templates/new" search={{ of: whole }} className="language-add">
          <IconPlus size={16} aria-hidden="true" /> {t('templates.editor.addLanguage')}
        </Link>
      )}
    </nav>
  )
}
