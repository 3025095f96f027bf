import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Overview, outcomes } from '../../api/types.ts'
import { lasted, percent } from '../../format.ts'
import { messageStates } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, StatTile } from '../../ui/parts.tsx'
import type { HomeDays } from './home-days.ts'

/** Four figures, each with one line that it is compared with or made of. */
export function Stats({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { calls, answered, before, untilDelivered, texts } = overview
  const sum = Object.values(texts).reduce((all, one) => all + one, 0)
  const howMany = (count: number, what: string) => t('home.howMany', { shown: format.count(count), what })
  const listed = messageStates.filter((state) => (texts[state] ?? 0) > 0)
  return (
    <Card padded={false} className="stats">
      <StatTile
        label={t('nav.calls')}
        figure={format.count(calls.total)}
        line={outcomes.map((one) => howMany(calls[one], t(`story.outcome.${one}`))).join(', ')}
      />
      <StatTile
        label={t('home.answeredByText')}
        {...withUnit(calls.total === 0 ? undefined : percent(answered, calls.total))}
        line={comparedWords(t, before, days)}
      />
      <StatTile
        label={t('home.median')}
        {...withUnit(untilDelivered === null ? undefined : lasted(untilDelivered.medianMs, 1))}
        line={
          untilDelivered === null
            ? t('home.noneDelivered')
            : t('home.slowest', { time: lasted(untilDelivered.slowestTenthMs, 1) })
        }
      />
      <StatTile
        label={t(days === 1 ? 'home.textsToday' : 'billing.texts')}
        figure={format.count(sum)}
        line={
          listed.map((state) => howMany(texts[state] ?? 0, t(`state.${state}`).toLowerCase())).join(', ') ||
          t('home.noTexts')
        }
      />
    </Card>
  )
}

function comparedWords(t: TFunction, before: Overview['before'], days: HomeDays): string | undefined {
  if (before === null) return undefined
  if (before.calls === 0) return days === 1 ? t('home.yesterdayNone') : t('home.beforeNone', { days })
  const share = percent(before.answered, before.calls)
  return days === 1 ? t('home.yesterday', { share }) : t('home.before', { share, days })
}

/** `2.4 s` as figure and unit. */
function withUnit(value: string | undefined): { figure: string; unit?: string } {
  const [figure = '–', unit] = value?.split(' ') ?? []
  return { figure, ...(unit !== undefined && { unit }) }
}
