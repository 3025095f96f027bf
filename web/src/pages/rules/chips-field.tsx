import { ActionIcon, Menu, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { amongMany, mostInMenu } from '../../ui/among-many.ts'
import { keepFocus } from '../../ui/keep-focus.ts'

type Props = {
  label: string
  values: readonly string[]
  options: readonly { value: string; label: string }[]
  onChange: (values: string[]) => void
  /** They were refused as they are. */
  isWanting: boolean
}

/** Values of one condition as chips; any of them may hold, so the next is added with "or". */
export function ChipsField({ label, values, options, onChange, isWanting }: Props) {
  const { t } = useTranslation()
  const left = options.filter((one) => !values.includes(one.value))
  const add = (value: string) => onChange([...values, value])
  const addWords = t(values.length === 0 ? 'editor.chooseFor' : 'editor.addTo', { label })
  const nameOf = (value: string) => options.find((one) => one.value === value)?.label ?? value
  const field = useRef<HTMLDivElement>(null)
  const remove = (value: string) => {
    keepFocus(document.activeElement, () =>
      [...(field.current?.querySelectorAll<HTMLElement>('button, input:not([type=hidden])') ?? [])].at(-1)?.focus(),
    )
    onChange(values.filter((one) => one !== value))
  }
  return (
    <div className="chips-field" ref={field}>
      {values.map((value) => (
        <span key={value} className="value-chip">
          {nameOf(value)}
          <ActionIcon
            size={22}
            aria-label={t('editor.removeFrom', { name: nameOf(value), label })}
            onClick={() => remove(value)}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      {left.length > mostInMenu ? (
        <Select
          {...amongMany}
          // The focus comes here when a chip is removed, and nothing is to be chosen then.
          openOnFocus={false}
          aria-label={addWords}
          placeholder={t(values.length === 0 ? 'editor.choose' : 'editor.or')}
          data={left}
          error={isWanting}
          value={null}
          onChange={(value) => value !== null && add(value)}
        />
      ) : (
        left.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <button
                type="button"
                className="link-button add-value"
                aria-label={addWords}
                data-wanting={isWanting || undefined}
              >
                <IconPlus size={15} aria-hidden="true" /> {t(values.length === 0 ? 'editor.choose' : 'editor.or')}
              </button>
            </Menu.Target>
            <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
              {left.map((one) => (
                <Menu.Item key={one.value} onClick={() => add(one.value)}>
                  {one.label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      )}
    </div>
  )
}
