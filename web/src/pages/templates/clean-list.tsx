import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import type { Previewed } from '../../api/setup.ts'
import { cleanOf } from './clean.ts'

/** What was looked for in the wording and is as it should be. */
export function CleanList({ preview }: { preview: Previewed | undefined }) {
  const { t } = useTranslation()
  const { country } = useAccount()
  if (preview === undefined || country !== 'IN') return null
  const { body, category = 'service_implicit' } = preview.of
  return (
    <ul className="clean-list" aria-label={t('templates.clean.title')}>
      {cleanOf({ body, category, findings: preview.findings }).map((one) => (
        <li key={one}>
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" />
          <span>
            <strong>{t(`templates.clean.${one}`)}</strong>
            <span className="quiet-words">{t(`templates.clean.${one}More`)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
