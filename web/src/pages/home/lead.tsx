import { Trans, useTranslation } from 'react-i18next'
import type { Overview } from '../../api/types.ts'
import { lasted } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { HomeDays } from './home-days.ts'

/** The answer first: how many calls, how many of them were answered by a text, and how soon. */
export function Lead({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { t } = useTranslation()
  const { count } = useFormat()
  const { calls, answered, untilDelivered } = overview
  const { total } = calls
  if (total === 0) return <>{days === 1 ? t('home.noneToday') : t('home.none', { days })}</>
  return (
    <>
      {t(days === 1 ? 'home.callsToday' : 'home.calls', { count: total, shown: count(total) })}{' '}
      <Trans
        i18nKey={answeredKey(answered, total)}
        count={answered}
        values={{ shown: count(answered) }}
        components={{ b: <strong /> }}
      />
      {untilDelivered !== null && untilDelivered.texts > 1 && (
        <> {t('home.half', { time: lasted(untilDelivered.medianMs, 1) })}</>
      )}
    </>
  )
}

function answeredKey(answered: number, calls: number) {
  if (calls === 1) return answered === 1 ? 'home.answeredIt' : 'home.notAnsweredIt'
  if (answered === 0) return 'home.answeredNone'
  return answered === calls ? 'home.answeredEach' : 'home.answered'
}
