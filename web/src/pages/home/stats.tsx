import { useTranslation } from 'react-i18next'
import { type Overview, outcomes } from '../../api/types.ts'
import { lasted, percent } from '../../format.ts'
import { messageStates } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, StatTile } from '../../ui/parts.tsx'
import { beforeWords, type HomeDays } from './home-days.ts'

/** Four figures, each with one line that it is compared with or made of. */
export function Stats({ overview, days }: { overview: Overview; days: HomeDays }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { calls, answered, before, untilDelivered, texts } = overview
  const sum = Object.values(texts).reduce((all, one) => all + one, 0)
  const listed = messageStates.filter((state) => (texts[state] ?? 0) > 0)
  return (
    <Card padded={false} className="stats">
      <StatTile
        label="Calls"
        figure={format.count(calls.total)}
        line={outcomes.map((one) => `${format.count(calls[one])} ${one}`).join(', ')}
      />
      <StatTile
        label="Answered by a text"
        {...withUnit(calls.total === 0 ? undefined : percent(answered, calls.total))}
        line={comparedWords(before, days)}
      />
      <StatTile
        label="Hang-up to handset, median"
        {...withUnit(untilDelivered === null ? undefined : lasted(untilDelivered.medianMs, 1))}
        line={
          untilDelivered === null
            ? 'no caller’s text has been delivered'
            : `the slowest tenth above ${lasted(untilDelivered.slowestTenthMs, 1)}`
        }
      />
      <StatTile
        label={days === 1 ? 'Texts today' : 'Texts'}
        figure={format.count(sum)}
        line={
          listed.map((state) => `${format.count(texts[state] ?? 0)} ${t(`state.${state}`).toLowerCase()}`).join(', ') ||
          'none yet'
        }
      />
    </Card>
  )
}

function comparedWords(before: Overview['before'], days: HomeDays): string | undefined {
  if (before === null) return undefined
  const when = beforeWords(days)
  return before.calls === 0 ? `no call ${when}` : `${percent(before.answered, before.calls)} ${when}`
}

/** `2.4 s` as figure and unit. */
function withUnit(value: string | undefined): { figure: string; unit?: string } {
  const [figure = '–', unit] = value?.split(' ') ?? []
  return { figure, ...(unit !== undefined && { unit }) }
}
