import './filter-chip.css'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterChoices } from './filter-choices.tsx'
import { keepFocus } from './keep-focus.ts'
import { languageOf } from './languages.ts'

type Props = {
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

/** One filter: what it filters by, or, once chosen, what is chosen with a way to clear it. */
export function FilterChip({ label, value, options, onChange }: Props) {
  const { t } = useTranslation()
  const filter = useRef<HTMLButtonElement>(null)
  const chosen = value === undefined ? undefined : (options.find((one) => one.value === value)?.label ?? value)
  return (
    <span className="filter-chip" data-on={value !== undefined || undefined}>
      <FilterChoices
        label={label}
        value={value}
        options={options}
        onChange={onChange}
        target={(onClick) => (
          <button
            type="button"
            ref={filter}
            lang={languageOf(chosen ?? label)}
            aria-label={
              chosen === undefined ? t('ui.filterBy', { what: label.toLowerCase(), label }) : `${label}: ${chosen}`
            }
            onClick={onClick}
          >
            {chosen ?? label}
            {chosen === undefined && <IconChevronDown size={15} aria-hidden="true" />}
          </button>
        )}
      />
      {value !== undefined && (
        <button
          type="button"
          className="filter-clear"
          aria-label={t('ui.notFilterBy', { what: label.toLowerCase(), label })}
          onClick={() => {
            // The button that was pressed goes away, and with it the filter where nothing may be chosen.
            filter.current?.focus()
            keepFocus(filter.current)
            onChange(undefined)
          }}
        >
          <IconX size={15} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
