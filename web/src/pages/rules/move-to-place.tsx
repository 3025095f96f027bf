import { Button, Modal, NumberInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'

type Props = {
  opened: boolean
  onClose: () => void
  name: string
  place: number
  count: number
  onMove: (to: number) => void
}

/** Reordering without dragging. */
export function MoveToPlace({ opened, onClose, name, place, count, onMove }: Props) {
  const [to, setTo] = useState(place)
  const move = (event: SyntheticEvent) => {
    event.preventDefault()
    onClose()
    onMove(Math.max(1, Math.min(count, to)))
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Move “${name}”`}
      size="sm"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="move-to-place" onSubmit={move}>
        <NumberInput
          label={`Place, 1 to ${count}`}
          hideControls={false}
          min={1}
          max={count}
          value={to}
          onChange={(value) => setTo(Number(value) || place)}
          data-autofocus
        />
        <Button type="submit">Move to place {to}</Button>
      </form>
    </Modal>
  )
}
