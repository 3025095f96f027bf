import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CallStory } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'
import { Card } from '../../ui/parts.tsx'

/** On a phone the form folds to this once the call has ended. */
export function CallSummary({
  story: { call },
  isEditing,
  onChange,
}: {
  story: CallStory
  isEditing: boolean
  onChange: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = [
    ...(call.did === null ? [] : [phone(call.did.number)]),
    ...(call.ringSeconds == null ? [] : [t('trying.summaryRang', { ring: call.ringSeconds })]),
    t('trying.summaryEnded', { time: format.clock(call.endedAt) }),
  ]
  return (
    <div className="call-summary" hidden={isEditing}>
      <Card>
        <OutcomeIcon outcome={call.outcome} direction={call.direction} size={20} />
        <div>
          <strong>{callTitle(t, call)}</strong>
          <p>{facts.join(', ')}</p>
        </div>
        <Button variant="default" onClick={onChange}>
          {t('trying.change')}
        </Button>
      </Card>
    </div>
  )
}

/** `Missed call to Sales`, `Outgoing call by Support` */
export function callTitle(t: TFunction, { direction, outcome, department }: CallStory['call']): string {
  if (direction === 'outgoing') {
    const how = t(`story.outcome.${outcome}`)
    if (department === null) return t('story.call.outgoing', { outcome: how })
    return t('story.call.outgoingFrom', { department: department.name, outcome: how })
  }
  return department === null
    ? t(`story.call.${outcome}`)
    : t(`story.call.${outcome}To`, { department: department.name })
}
