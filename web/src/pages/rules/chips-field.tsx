import { ActionIcon, Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

type Props = {
  label: string
  values: readonly string[]
  options: readonly { value: string; label: string }[]
  onChange: (values: string[]) => void
}

/** Values of one condition as chips; any of them may hold, so the next is added with "or". */
export function ChipsField({ label, values, options, onChange }: Props) {
  const left = options.filter((one) => !values.includes(one.value))
  const nameOf = (value: string) => options.find((one) => one.value === value)?.label ?? value
  return (
    <div className="chips-field">
      {values.map((value) => (
        <span key={value} className="value-chip">
          {nameOf(value)}
          <ActionIcon
            size={22}
            aria-label={`Remove ${nameOf(value)} from ${label}`}
            onClick={() => onChange(values.filter((one) => one !== value))}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      {left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button
              type="button"
              className="link-button add-value"
              aria-label={values.length === 0 ? `choose ${label}` : `or: add another to ${label}`}
            >
              <IconPlus size={15} aria-hidden="true" /> {values.length === 0 ? 'choose' : 'or'}
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
            {left.map((one) => (
              <Menu.Item key={one.value} onClick={() => onChange([...values, one.value])}>
                {one.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
