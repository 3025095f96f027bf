import './verdict-list.css'
import { useState } from 'react'

export type VerdictRow = {
  key: string
  place: number
  name: string
  is: 'fired' | 'also_matches' | 'disabled' | 'no'
  wants?: string
  was?: string
  words?: string
}

type Props = { rows: readonly VerdictRow[]; fold?: boolean }

/** Every rule and why it did or did not fire; the first failing condition as "wants X; this call Y". Long tails fold behind a button. */
export function VerdictList({ rows, fold = false }: Props) {
  const [isOpen, setOpen] = useState(false)
  const fired = rows.findIndex((row) => row.is === 'fired')
  const firedPlace = rows[fired]?.place
  const shown = fold && !isOpen && fired >= 0 && rows.length > fired + 3 ? rows.slice(0, fired + 2) : rows
  const hidden = rows.slice(shown.length)
  return (
    <>
      <ol className="verdicts">
        {shown.map((row) => (
          <li key={row.key} data-is={row.is}>
            <span className="place-mark">{row.place}</span>
            <span className="verdict-name">{row.name}</span>
            <span className="verdict-words">
              <Words row={row} firedPlace={firedPlace} />
            </span>
          </li>
        ))}
      </ol>
      {hidden.length > 0 && (
        <p className="verdicts-rest">
          {hidden.length} more below:{' '}
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            show
          </button>
        </p>
      )}
    </>
  )
}

function Words({ row, firedPlace }: { row: VerdictRow; firedPlace: number | undefined }) {
  if (row.is === 'disabled') return 'Switched off'
  if (row.is === 'also_matches')
    return firedPlace === undefined ? 'Also matches' : `Also matches, but rule ${firedPlace} is above it`
  if (row.is === 'fired') return row.words ?? 'Every condition holds'
  return (
    <>
      Wants <strong>{row.wants}</strong>; this call {row.was}
    </>
  )
}
