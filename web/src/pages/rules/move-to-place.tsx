import { Button, Modal } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { HistoryTrialForm } from './history-check.tsx'
import { moved } from './order.ts'

type FormProps = { place: number; rules: readonly Rule[]; onMove: (to: number) => void }
type Props = FormProps & { opened: boolean; onClose: () => void; name: string }

/** Reordering without dragging, and trying an order before it is in force. */
export function MoveToPlace({ opened, onClose, name, onMove, ...places }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('rules.move', { name })}
      size="md"
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      <PlaceForm
        {...places}
        onMove={(to) => {
          onClose()
          onMove(to)
        }}
      />
    </Modal>
  )
}

/** There only while it is open, so that it begins with the place of that moment. */
function PlaceForm({ place, rules, onMove }: FormProps) {
  const { t } = useTranslation()
  const [typed, setTo] = useState(place)
  const count = rules.length
  const to = Math.max(1, Math.min(count, typed))
  const move = (event: SyntheticEvent) => {
    event.preventDefault()
    onMove(to)
  }
  return (
    <>
      <form className="move-to-place" onSubmit={move}>
        <WholeNumber
          label={t('rules.placeOf', { count })}
          hideControls={false}
          min={1}
          max={count}
          value={typed}
          onChange={setTo}
          data-autofocus
        />
        <Button type="submit">{t('rules.moveToPlace', { place: to })}</Button>
      </form>
      <section className="try-order">
        <h3>{t('rules.onCalls')}</h3>
        <p className="card-lead">{t('rules.onCallsLead')}</p>
        <HistoryTrialForm rules={moved(rules, place - 1, to - 1)} of="order" />
      </section>
    </>
  )
}
