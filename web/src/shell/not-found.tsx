import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../ui/parts.tsx'
import { usePageTitle } from './page-title.ts'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <div className="failure">
      <PageHead title={t('failed.noAddress')} lead={t('failed.noAddressMore')} />
      <div className="page-actions">
        <Button component="a" href="/">
          {t('failed.toStart')}
        </Button>
      </div>
    </div>
  )
}

/** The same within the shell, at an address that no page has. */
export function NotFoundHere() {
  const { t } = useTranslation()
  usePageTitle(t('failed.nothingHere'))
  return <NotFound />
}

/** The same where no page has this address, and there is no shell around it. */
export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('failed.nothingHere'))
  return (
    <main>
      <NotFound />
    </main>
  )
}
