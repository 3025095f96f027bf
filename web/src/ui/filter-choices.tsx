import { Combobox, useCombobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amongMany, mostInMenu } from './among-many.ts'
import { languageOf } from './languages.ts'

type Option = { value: string; label: string }
type Props = {
  /** What is chosen among, for the field in which it is looked for. */
  label: string
  value: string | undefined
  options: readonly Option[]
  onChange: (value: string) => void
  /** The button that opens the choices. */
  target: (onClick: () => void) => ReactElement
}

/** The choices of a filter: as many as are looked through at once, or, of as many as an account has, those that are found by typing. */
export function FilterChoices({ label, value, options, onChange, target }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const choices = useCombobox({
    onDropdownOpen: () => choices.focusSearchInput(),
    onDropdownClose: (by) => {
      if (by === 'keyboard') choices.focusTarget()
      choices.resetSelectedOption()
      setSearch('')
    },
  })
  const { shown, more } = found(options, search, value)
  const take = (taken: string) => {
    choices.closeDropdown('keyboard')
    onChange(taken)
  }
  const leave = (event: KeyboardEvent) => event.key === 'Tab' && choices.closeDropdown('keyboard')
  return (
    <Combobox
      store={choices}
      width={options.length > mostInMenu ? 300 : 'max-content'}
      position="bottom-start"
      onOptionSubmit={take}
      disabled={options.length === 0}
    >
      {/* The options may come late: the button stays the same one, so that the focus stays on it. */}
      <Combobox.Target targetType="button" aria-expanded={choices.dropdownOpened}>
        {target(() => choices.toggleDropdown())}
      </Combobox.Target>
      <Combobox.Dropdown onKeyDown={leave}>
        {options.length > mostInMenu && (
          <Combobox.Search
            value={search}
            aria-label={t('ui.findWhat', { what: label.toLowerCase(), label })}
            placeholder={t('ui.find')}
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              choices.updateSelectedOptionIndex()
            }}
          />
        )}
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }} aria-label={label}>
          {shown.map((one) => (
            <Combobox.Option key={one.value} value={one.value} active={one.value === value}>
              <span className="filter-choice" lang={languageOf(one.label)}>
                {one.label}
                {one.value === value && <IconCheck size={15} aria-label={t('ui.chosen')} />}
              </span>
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('ui.noneCalled')}</Combobox.Empty>}
        </Combobox.Options>
        {more > 0 && <Combobox.Footer>{t('ui.moreToFind', { count: more })}</Combobox.Footer>}
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** What is drawn of what was found: the chosen one is first where it would be too far down. */
function found(options: readonly Option[], search: string, value: string | undefined) {
  const wanted = search.trim().toLowerCase()
  const all = options.filter((one) => one.label.toLowerCase().includes(wanted))
  const place = all.findIndex((one) => one.value === value)
  const chosen = place < amongMany.limit ? [] : all.splice(place, 1)
  const shown = [...chosen, ...all].slice(0, amongMany.limit)
  return { shown, more: chosen.length + all.length - shown.length }
}
