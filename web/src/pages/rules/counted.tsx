import { IconInfoCircle } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { percent } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { keepFocus } from '../../ui/keep-focus.ts'
import { languageOf } from '../../ui/languages.ts'
import { LinkButton } from '../../ui/parts.tsx'
import type { Counts, useCounts } from './use-counts.ts'

/** What no rule catches, below the last of them. */
export function NoRule({ counts, missingCatchAll }: { counts: Counts | undefined; missingCatchAll: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const none = counts?.none ?? 0
  if (none === 0 && !missingCatchAll) return null
  return (
    <p className="no-catch-all">
      <IconInfoCircle size={19} stroke={1.6} aria-hidden="true" />
      <span>
        {none > 0 && (
          <strong>
            {t('rules.none', { count: none, calls: format.count(none), share: percent(none, counts?.total ?? 0) })}{' '}
          </strong>
        )}
        {missingCatchAll && none > 0 && t('rules.catchAll')}
        {missingCatchAll && none === 0 && (
          <>
            <strong>{t('rules.noCatchAll')}</strong> {t('rules.noCatchAllMore')}
          </>
        )}
      </span>
    </p>
  )
}

/** What the figures of the rules are, and the way to those of the order that is shown. */
export function HowCounted(asked: ReturnType<typeof useCounts>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { counts, isInThisOrder, isAsking, error } = asked
  const line = useRef<HTMLParagraphElement>(null)
  // What was pressed goes away once there are these counts: the line that says so has the focus then.
  const countInThisOrder = () =>
    asked.countInThisOrder(() => keepFocus(document.activeElement, () => line.current?.focus()))
  if (counts?.total === 0 || (counts === undefined && error === null)) return null
  return (
    <p className="how-counted" aria-live="polite" ref={line} tabIndex={-1}>
      {counts === undefined
        ? t('rules.notCounted')
        : isInThisOrder
          ? t('rules.countedInOrder')
          : t('rules.countedAsFired')}{' '}
      {counts?.onlyNewest && `${t('rules.countedNewest', { calls: format.count(counts.total) })} `}
      {error !== null && <span lang={languageOf(error.message)}>{error.message} </span>}
      {!isInThisOrder && (
        <LinkButton onClick={counts === undefined ? asked.askAgain : countInThisOrder} disabled={isAsking}>
          {t(counts === undefined ? 'rules.askAgain' : 'rules.countInOrder')}
        </LinkButton>
      )}
    </p>
  )
}
