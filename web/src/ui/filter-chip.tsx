import './filter-chip.css'
import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import { useRef } from 'react'

type Props = {
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

/** One filter: what it filters by, or, once chosen, what is chosen with a way to clear it. */
export function FilterChip({ label, value, options, onChange }: Props) {
  const filter = useRef<HTMLButtonElement>(null)
  const chosen = options.find((one) => one.value === value)
  return (
    <span className="filter-chip" data-on={value !== undefined || undefined}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button
            type="button"
            ref={filter}
            aria-label={chosen === undefined ? `Filter by ${label.toLowerCase()}` : `${label}: ${chosen.label}`}
          >
            {value === undefined ? label : (chosen?.label ?? value)}
            {value === undefined && <IconChevronDown size={15} aria-hidden="true" />}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
          {options.map((one) => (
            <Menu.Item
              key={one.value}
              onClick={() => onChange(one.value)}
              rightSection={one.value === value ? <IconCheck size={15} aria-label="chosen" /> : null}
            >
              {one.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {value !== undefined && (
        <button
          type="button"
          className="filter-clear"
          aria-label={`Do not filter by ${label.toLowerCase()}`}
          onClick={() => {
            // The button that was pressed goes away.
            filter.current?.focus()
            onChange(undefined)
          }}
        >
          <IconX size={15} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
