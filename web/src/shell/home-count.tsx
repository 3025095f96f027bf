import './home-count.css'
import { useTranslation } from 'react-i18next'
import { useNotices } from '../api/notices.ts'

/** How many notices wait on Home: beside its name in a menu, and part of it for whoever hears it. */
export function HomeCount() {
  const { t } = useTranslation()
  const { data: notices = [] } = useNotices()
  if (notices.length === 0) return null
  return (
    <span className="home-count">
      <span aria-hidden="true">{notices.length}</span>
      <span className="sr-only">{t('nav.notices', { count: notices.length })}</span>
    </span>
  )
}
