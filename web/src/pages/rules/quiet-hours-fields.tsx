import { Select, Switch, TextInput } from '@mantine/core'
import type { Rule } from '../../api/types.ts'
import { Refused } from './refused.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

const actions = [
  { value: 'hold', label: 'wait until they end' },
  { value: 'skip', label: 'are skipped' },
]

/** Hours in which the rule texts nobody, in the account's zone. */
export function QuietHoursFields({ draft, onChange, errorOf }: Props) {
  const { quietHours: quiet, ...rest } = draft
  return (
    <>
      <Switch
        label="Keep quiet hours"
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
          <span>from</span>
          <TextInput
            aria-label="Quiet from"
            type="time"
            w={120}
            value={quiet.from}
            error={errorOf('quietHours.from') !== undefined}
            onChange={(event) => onChange({ ...draft, quietHours: { ...quiet, from: event.currentTarget.value } })}
          />
          <span>to</span>
          <TextInput
            aria-label="Quiet to"
            type="time"
            w={120}
            value={quiet.to}
            error={errorOf('quietHours.to') !== undefined}
            onChange={(event) => onChange({ ...draft, quietHours: { ...quiet, to: event.currentTarget.value } })}
          />
          <span>texts</span>
          <Select
            aria-label="Texts in quiet hours"
            w={180}
            data={actions}
            value={quiet.action}
            allowDeselect={false}
            onChange={(action) =>
              onChange({ ...draft, quietHours: { ...quiet, action: action === 'skip' ? 'skip' : 'hold' } })
            }
          />
          <Refused words={errorOf('quietHours')} />
        </div>
      )}
    </>
  )
}
