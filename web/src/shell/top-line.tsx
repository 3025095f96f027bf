import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languageOf } from '../ui/languages.ts'
import type { Crumb } from './crumb.ts'
import { HelpMenu } from './help-menu.tsx'
import { JumpButton } from './jump/jump.tsx'
import { useCurrentTitle } from './page-title.ts'

/** The path to this page, the way to find anything, and help. */
export function TopLine({ crumbs, onJump }: { crumbs: readonly Crumb[]; onJump: () => void }) {
  const { t } = useTranslation()
  const title = useCurrentTitle()
  return (
    <nav className="top-line" aria-label={t('nav.path')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.to === undefined ? t(crumb.label) : <Link to={crumb.to}>{t(crumb.label)}</Link>}
          </li>
        ))}
        <li aria-current="page" lang={languageOf(title)}>
          {title}
        </li>
      </ol>
      <JumpButton onOpen={onJump} />
      <HelpMenu />
    </nav>
  )
}
