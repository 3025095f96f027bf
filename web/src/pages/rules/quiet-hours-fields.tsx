import { Select, Switch, TextInput } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { Refused } from '../../ui/refused.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

const actions = ['hold', 'skip'] as const

/** Hours in which the rule texts nobody, in the account's zone. */
export function QuietHoursFields({ draft, onChange, errorOf }: Props) {
  const { t } = useTranslation()
  const { quietHours: quiet, ...rest } = draft
  const time = (end: 'from' | 'to', label: string) => (
    <TextInput
      aria-label={label}
      type="time"
      w={120}
      value={quiet?.[end] ?? ''}
      error={errorOf(`quietHours.${end}`) !== undefined}
      onChange={(event) => quiet && onChange({ ...draft, quietHours: { ...quiet, [end]: event.currentTarget.value } })}
    />
  )
  return (
    <>
      <Switch
        label={t('editor.keepQuiet')}
        checked={quiet !== undefined}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? { ...rest, quietHours: { from: '21:00', to: '09:00', action: 'hold' } }
              : rest,
          )
        }
      />
      {quiet !== undefined && (
        <div className="inline-fields">
          <Trans
            i18nKey="editor.quietHours"
            components={{
              from: time('from', t('editor.quietFrom')),
              to: time('to', t('editor.quietTo')),
              action: (
                <Select
                  aria-label={t('editor.quietTexts')}
                  w={180}
                  data={actions.map((value) => ({ value, label: t(`editor.quietAction.${value}`) }))}
                  value={quiet.action}
                  allowDeselect={false}
                  onChange={(action) =>
                    onChange({ ...draft, quietHours: { ...quiet, action: action === 'skip' ? 'skip' : 'hold' } })
                  }
                />
              ),
            }}
          />
          <Refused words={errorOf('quietHours')} />
        </div>
      )}
    </>
  )
}
