import { IconArrowUp, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keepFocus } from '../../ui/keep-focus.ts'
import { mostNewest } from './came-since.ts'

type Props = { fresh: number; since: boolean; onAgain: () => void }

/** Over a list: what came in while it was read, to be looked at when the reader likes. */
export function CameIn({ fresh, since, onAgain }: Props) {
  const { t } = useTranslation()
  const lookAgain = () => {
    // With the news taken in, the button goes away.
    keepFocus(document.activeElement)
    onAgain()
  }
  return (
    <div aria-live="polite">
      {fresh > 0 && (
        <button type="button" className="new-rows" onClick={lookAgain}>
          <IconArrowUp size={17} aria-hidden="true" />
          {fresh < mostNewest ? t('calls.fresh', { count: fresh }) : t('calls.freshOrMore', { most: mostNewest })}
        </button>
      )}
      {since && (
        <button type="button" className="new-rows" onClick={lookAgain}>
          <IconRefresh size={17} aria-hidden="true" />
          {t('calls.sinceLook')}
        </button>
      )}
    </div>
  )
}
