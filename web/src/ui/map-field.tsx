import { ActionIcon, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocusIn } from './keep-focus.ts'
import { type MapLine, mapOf, repeatedLines } from './map-lines.ts'
import type { Choice } from './schema.ts'

type Props = {
  label: string
  description?: string | undefined
  error?: string | undefined
  /** What a line may be about, and what it may say; any text where there are none. */
  keys: Choice[] | undefined
  choices: Choice[] | undefined
  value: Record<string, string>
  onChange: (value: Record<string, string>) => void
}

/** A map as lines. They are kept as they are typed, since half a word may be another line's, and only what they make is passed on. */
export function MapField({ label, description, error, keys, choices, value, onChange }: Props) {
  const { t } = useTranslation()
  const { lines, change, add, remove } = useLines(value, onChange)
  const repeated = repeatedLines(lines)
  const left = keys?.find((one) => lines.every(({ key }) => key !== one.value))?.value ?? ''
  return (
    <fieldset className="schema-map">
      <legend className="ac-label" lang="en">
        {label}
      </legend>
      {description !== undefined && (
        <p className="schema-note" lang="en">
          {description}
        </p>
      )}
      {lines.map(({ id, key, to }) => (
        <div key={id} className="schema-map-row">
          <div className="schema-map-key">
            <MapCell
              label={t('ui.ofWhat', { label })}
              choices={keys}
              value={key}
              error={repeated.has(id)}
              onChange={(next) => change(id, { key: next })}
            />
          </div>
          <span className="schema-map-arrow" aria-hidden="true">
            →
          </span>
          <div className="schema-map-to">
            <MapCell
              label={t('ui.ofKey', { label, key })}
              choices={choices}
              value={to}
              onChange={(next) => change(id, { to: next })}
            />
          </div>
          <ActionIcon
            className="schema-map-remove"
            aria-label={t('word.removeWhat', { what: key })}
            onClick={() => {
              keepFocusIn('.schema-map')
              remove(id)
            }}
          >
            <IconX size={16} />
          </ActionIcon>
          {repeated.has(id) && (
            <p className="field-problem" role="alert">
              {t('ui.twice', { key })}
            </p>
          )}
        </div>
      ))}
      <button type="button" className="link-button schema-add" onClick={() => add(left, choices?.[0]?.value ?? '')}>
        <IconPlus size={15} aria-hidden="true" /> {t('ui.addLine')}
      </button>
      {error !== undefined && (
        <p className="field-problem" lang="en">
          {error}
        </p>
      )}
    </fieldset>
  )
}

let ids = 0
const newLine = (key: string, to: string): MapLine => ({ id: ++ids, key, to })
const linesOf = (value: Record<string, string>) => Object.entries(value).map(([key, to]) => newLine(key, to))

const contentOf = (value: Record<string, string>) => JSON.stringify(Object.entries(value).sort())

/** The lines of this field, begun anew when its value becomes another than the one they made. */
function useLines(value: Record<string, string>, onChange: Props['onChange']) {
  const [lines, setLines] = useState(() => linesOf(value))
  const content = contentOf(value)
  const [made, setMade] = useState(content)
  if (made !== content) {
    setMade(content)
    setLines(linesOf(value))
  }
  const put = (next: MapLine[]) => {
    setLines(next)
    const map = mapOf(next)
    setMade(contentOf(map))
    onChange(map)
  }
  return {
    lines,
    change: (id: number, part: Partial<Pick<MapLine, 'key' | 'to'>>) =>
      put(lines.map((line) => (line.id === id ? { ...line, ...part } : line))),
    add: (key: string, to: string) => put([...lines, newLine(key, to)]),
    remove: (id: number) => put(lines.filter((line) => line.id !== id)),
  }
}

type CellProps = {
  label: string
  choices: Choice[] | undefined
  value: string
  error?: boolean
  onChange: (value: string) => void
}

function MapCell({ label, choices, value, error = false, onChange }: CellProps) {
  const about = { 'aria-label': label, value, error }
  if (choices === undefined) return <TextInput {...about} onChange={(event) => onChange(event.currentTarget.value)} />
  return <Select {...about} data={choices} onChange={(next) => onChange(next ?? value)} searchable />
}
