import { Combobox, Menu, useCombobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { amongMany } from './among-many.ts'

type Props = {
  /** What is chosen among, for the field in which it is looked for. */
  label: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  /** The button that opens the choices. */
  target: (onClick?: () => void) => ReactElement
}

/** As many as are looked through at once. */
export function FewChoices({ value, options, onChange, target }: Props) {
  return (
    <Menu position="bottom-start" disabled={options.length === 0}>
      <Menu.Target>{target()}</Menu.Target>
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
  )
}

/** As many as an account has: found by typing. */
export function ManyChoices({ label, value, options, onChange, target }: Props) {
  const [search, setSearch] = useState('')
  const choices = useCombobox({
    onDropdownOpen: () => choices.focusSearchInput(),
    onDropdownClose: (by) => {
      if (by === 'keyboard') choices.focusTarget()
      choices.resetSelectedOption()
      setSearch('')
    },
  })
  const wanted = search.trim().toLowerCase()
  const found = options.filter((one) => one.label.toLowerCase().includes(wanted))
  const take = (taken: string) => {
    choices.closeDropdown('keyboard')
    onChange(taken)
  }
  return (
    <Combobox store={choices} width={300} position="bottom-start" onOptionSubmit={take}>
      <Combobox.Target targetType="button">{target(() => choices.toggleDropdown())}</Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label={`Find ${label.toLowerCase()}`}
          placeholder="Find"
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            choices.updateSelectedOptionIndex()
          }}
          onKeyDown={(event) => event.key === 'Tab' && choices.closeDropdown('keyboard')}
        />
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }}>
          {found.slice(0, amongMany.limit).map((one) => (
            <Combobox.Option key={one.value} value={one.value} active={one.value === value}>
              <span className="filter-choice">
                {one.label}
                {one.value === value && <IconCheck size={15} aria-label="chosen" />}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>Nothing is called that</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
