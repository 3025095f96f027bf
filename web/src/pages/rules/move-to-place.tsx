import { Button, Modal } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { WholeNumber } from '../../ui/whole-number.tsx'

type FormProps = { place: number; count: number; onMove: (to: number) => void }
type Props = FormProps & { opened: boolean; onClose: () => void; name: string }

/** Reordering without dragging. */
export function MoveToPlace({ opened, onClose, name, onMove, ...places }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Move “${name}”`}
      size="sm"
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
function PlaceForm({ place, count, onMove }: FormProps) {
  const [to, setTo] = useState(place)
  const move = (event: SyntheticEvent) => {
    event.preventDefault()
    onMove(Math.max(1, Math.min(count, to)))
  }
  return (
    <form className="move-to-place" onSubmit={move}>
      <WholeNumber
        label={`Place, 1 to ${count}`}
        hideControls={false}
        min={1}
        max={count}
        value={to}
        onChange={setTo}
        data-autofocus
      />
      <Button type="submit">Move to place {to}</Button>
    </form>
  )
}
