import { useTranslation } from 'react-i18next'
import type { CallRow } from '../api/types.ts'
import { lasted } from '../format.ts'
import { Chip, StateWord } from '../ui/parts.tsx'
import { stateTone, took, whyNot } from './words.ts'

type Text = CallRow['messages'][number]

/** What became of one text, in a table's cell: dot, word and seconds, or the reason as a chip. */
export function Fate({ message, endedAt }: { message: Text | undefined; endedAt: string }) {
  const { t } = useTranslation()
  if (message === undefined) return <span className="quiet">–</span>
  if (message.state === 'skipped' || message.state === 'cancelled' || message.state === 'lapsed')
    return <Chip tone="warn">{whyNot(t, message)}</Chip>
  if (message.state === 'unconfirmed') return <Chip tone="bad">{t('state.unconfirmed')}</Chip>
  if (message.state === 'rejected' || message.state === 'undelivered')
    return <Chip tone="bad">{whyNot(t, message)}</Chip>
  const after = took(message, endedAt)
  return (
    <StateWord
      tone={stateTone[message.state]}
      word={t(`state.${message.state}`)}
      after={
        message.state === 'delivered' && after !== undefined
          ? lasted(after, 1)
          : message.state === 'sent'
            ? t('story.awaitingReceipt')
            : undefined
      }
    />
  )
}
