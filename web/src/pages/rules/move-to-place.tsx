import { Button, Modal } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import type { Rule } from '../../api/types.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { HistoryTrialForm, ofOrder } from './history-check.tsx'
import { moved } from './order.ts'

type FormProps = { place: number; rules: readonly Rule[]; onMove: (to: number) => void }
type Props = FormProps & { opened: boolean; onClose: () => void; name: string }

/** Reordering without dragging, and trying an order before it is in force. */
export function MoveToPlace({ opened, onClose, name, onMove, ...places }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Move “${name}”`}
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
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
          label={`Place, 1 to ${count}`}
          hideControls={false}
          min={1}
          max={count}
          value={typed}
          onChange={setTo}
          data-autofocus
        />
        <Button type="submit">Move to place {to}</Button>
      </form>
      <section className="try-order">
        <h3>On the calls that were</h3>
        <p className="card-lead">
          What this order would have done with those of the days that you choose. Nothing is sent and nothing is saved.
        </p>
        <HistoryTrialForm rules={moved(rules, place - 1, to - 1)} words={ofOrder} />
      </section>
    </>
  )
}
