import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'

/** How a call ended; one that went out says so, as most came in. */
export function CallWords({ call }: { call: Pick<CallRow, 'outcome' | 'direction'> }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{t(`word.${call.outcome}`)}</strong>
      {call.direction === 'outgoing' && <span className="quiet"> {t('calls.outgoing')}</span>}
    </>
  )
}

/** The name of the link to a call, read alone: many calls ended alike. */
export function useOpenWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ outcome, direction, endedAt }: CallRow) =>
    t('calls.open', {
      outcome: t(`word.${outcome}`),
      direction: t(`calls.${direction}`),
      moment: format.moment(endedAt),
    })
}
