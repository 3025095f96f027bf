import { Checkbox, NumberInput, SegmentedControl } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import { type Conditions, type Outcome, outcomes, type Range } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { ChipsField } from './chips-field.tsx'
import type { ConditionName } from './rule-draft.ts'

type FieldProps<K extends ConditionName> = {
  value: NonNullable<Conditions[K]>
  onChange: (value: NonNullable<Conditions[K]>) => void
}

/** How each condition is asked for. Direction has its own row, which is always there. */
export const conditionFields: { [K in Exclude<ConditionName, 'directions'>]: ComponentType<FieldProps<K>> } = {
  outcomes: OutcomesField,
  departments: DepartmentsField,
  dids: DidsField,
  users: UsersField,
  hours: HoursCondition,
  caller: CallerCondition,
  miss: MissField,
  ringSeconds: (props) => <RangeField label="Ring time" {...props} />,
  talkSeconds: (props) => <RangeField label="Talk time" {...props} />,
}

function OutcomesField({ value, onChange }: FieldProps<'outcomes'>) {
  const { t } = useTranslation()
  return (
    <ChipsField
      label="Outcome"
      values={value}
      options={outcomes.map((one) => ({ value: one, label: t(`word.${one}`) }))}
      onChange={(values) => onChange(values as Outcome[])}
    />
  )
}

function DepartmentsField({ value, onChange }: FieldProps<'departments'>) {
  const { data } = useDepartments()
  const options = (data ?? []).map((one) => ({ value: one.key, label: one.name }))
  return <ChipsField label="Department" values={value} options={options} onChange={onChange} />
}

function DidsField({ value, onChange }: FieldProps<'dids'>) {
  const { data } = useDids()
  const options = (data ?? []).map((one) => ({ value: one.key, label: phone(one.number) }))
  return <ChipsField label="DID" values={value} options={options} onChange={onChange} />
}

function UsersField({ value, onChange }: FieldProps<'users'>) {
  const { data } = useUsers()
  return (
    <div className="stacked">
      <SegmentedControl
        aria-label="How the user took part"
        value={value.match}
        onChange={(match) => onChange({ ...value, match: match as 'answered' | 'rung' })}
        data={[
          { value: 'rung', label: 'Whose phone rang' },
          { value: 'answered', label: 'Who answered' },
        ]}
      />
      <ChipsField
        label="User"
        values={value.users}
        options={(data ?? []).map((one) => ({ value: one.key, label: one.name }))}
        onChange={(users) => onChange({ ...value, users })}
      />
    </div>
  )
}

function HoursCondition({ value, onChange }: FieldProps<'hours'>) {
  return (
    <SegmentedControl
      aria-label="Hours"
      value={value}
      onChange={(hours) => onChange(hours as 'open' | 'closed')}
      data={[
        { value: 'open', label: 'In opening hours' },
        { value: 'closed', label: 'Outside' },
      ]}
    />
  )
}

function CallerCondition({ value, onChange }: FieldProps<'caller'>) {
  return (
    <SegmentedControl
      aria-label="Caller"
      value={value}
      onChange={(caller) => onChange(caller as 'new' | 'returning')}
      data={[
        { value: 'new', label: 'First call ever' },
        { value: 'returning', label: 'Called before' },
      ]}
    />
  )
}

function MissField({ value, onChange }: FieldProps<'miss'>) {
  const { from, to, withinHours } = value
  const isOpen = to === undefined
  const setFrom = (next: number) =>
    onChange({ ...value, from: next, ...(to !== undefined && { to: Math.max(to, next) }) })
  return (
    <div className="stacked">
      <div className="inline-fields">
        <span>from the</span>
        <WholeNumber aria-label="From which miss" w={64} min={1} max={20} value={from} onChange={setFrom} />
        {!isOpen && (
          <>
            <span>to the</span>
            <WholeNumber
              aria-label="To which miss"
              w={64}
              min={from}
              max={20}
              value={to}
              onChange={(next) => onChange({ ...value, to: next })}
            />
          </>
        )}
        <span>miss within</span>
        <WholeNumber
          aria-label="Within how many hours"
          w={76}
          min={1}
          max={720}
          value={withinHours}
          onChange={(next) => onChange({ ...value, withinHours: next })}
        />
        <span>h</span>
      </div>
      <Checkbox
        label="and every later one"
        checked={isOpen}
        onChange={(event) => onChange({ from, withinHours, ...(!event.currentTarget.checked && { to: from }) })}
      />
      <p className="field-note">
        Counted since this caller was last connected. At most the last 20 misses are remembered.
      </p>
    </div>
  )
}

type RangeProps = { label: string; value: Range; onChange: (range: Range) => void }

function RangeField({ label, value, onChange }: RangeProps) {
  const set = (name: 'min' | 'max', next: string | number) => {
    const { [name]: _, ...rest } = value
    onChange(next === '' ? rest : { ...rest, [name]: Number(next) })
  }
  const seconds = (name: 'min' | 'max', words: string) => (
    <NumberInput
      aria-label={`${label}, ${words}, seconds`}
      w={76}
      min={0}
      max={86_400}
      value={value[name] ?? ''}
      onChange={(next) => set(name, next)}
    />
  )
  return (
    <div className="inline-fields">
      <span>at least</span>
      {seconds('min', 'at least')}
      <span>s, at most</span>
      {seconds('max', 'at most')}
      <span>s</span>
    </div>
  )
}
