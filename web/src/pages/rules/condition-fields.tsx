import { Checkbox, NumberInput, SegmentedControl } from '@mantine/core'
import type { ComponentType } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import { type Conditions, type Outcome, outcomes, type Range } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { ChipsField } from './chips-field.tsx'
import type { ConditionName } from './rule-draft.ts'

export type FieldProps<Value> = {
  value: Value
  onChange: (value: Value) => void
  /** It was refused as it is. */
  isWanting: boolean
}
type Props<K extends ConditionName> = FieldProps<NonNullable<Conditions[K]>>

/** How each condition is asked for. Direction has its own row, which is always there. */
export const conditionFields: { [K in Exclude<ConditionName, 'directions'>]: ComponentType<Props<K>> } = {
  outcomes: OutcomesField,
  departments: DepartmentsField,
  dids: DidsField,
  users: UsersField,
  hours: HoursCondition,
  caller: CallerCondition,
  miss: MissField,
  ringSeconds: (props) => <RangeField of="ringSeconds" {...props} />,
  talkSeconds: (props) => <RangeField of="talkSeconds" {...props} />,
}

function OutcomesField({ value, onChange, isWanting }: Props<'outcomes'>) {
  const { t } = useTranslation()
  return (
    <ChipsField
      label={t('word.outcome')}
      values={value}
      options={outcomes.map((one) => ({ value: one, label: t(`word.${one}`) }))}
      onChange={(values) => onChange(values as Outcome[])}
      isWanting={isWanting}
    />
  )
}

function DepartmentsField({ value, onChange, isWanting }: Props<'departments'>) {
  const { t } = useTranslation()
  const { data } = useDepartments()
  const options = (data ?? []).map((one) => ({ value: one.key, label: one.name }))
  return <ChipsField label={t('word.department')} values={value} {...{ options, onChange, isWanting }} />
}

function DidsField({ value, onChange, isWanting }: Props<'dids'>) {
  const { t } = useTranslation()
  const { data } = useDids()
  const options = (data ?? []).map((one) => ({ value: one.key, label: phone(one.number) }))
  return <ChipsField label={t('word.did')} values={value} {...{ options, onChange, isWanting }} />
}

function UsersField({ value, onChange, isWanting }: Props<'users'>) {
  const { t } = useTranslation()
  const { data } = useUsers()
  return (
    <div className="stacked">
      <SegmentedControl
        aria-label={t('editor.howUser')}
        value={value.match}
        onChange={(match) => onChange({ ...value, match: match as 'answered' | 'rung' })}
        data={[
          { value: 'rung', label: t('editor.userRang') },
          { value: 'answered', label: t('editor.userAnswered') },
        ]}
      />
      <ChipsField
        label={t('word.user')}
        values={value.users}
        options={(data ?? []).map((one) => ({ value: one.key, label: one.name }))}
        onChange={(users) => onChange({ ...value, users })}
        isWanting={isWanting}
      />
    </div>
  )
}

function HoursCondition({ value, onChange }: Props<'hours'>) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      aria-label={t('editor.condition.hours')}
      value={value}
      onChange={(hours) => onChange(hours as 'open' | 'closed')}
      data={[
        { value: 'open', label: t('editor.open') },
        { value: 'closed', label: t('editor.closed') },
      ]}
    />
  )
}

function CallerCondition({ value, onChange }: Props<'caller'>) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      aria-label={t('word.caller')}
      value={value}
      onChange={(caller) => onChange(caller as 'new' | 'returning')}
      data={[
        { value: 'new', label: t('editor.firstCall') },
        { value: 'returning', label: t('editor.calledBefore') },
      ]}
    />
  )
}

function MissField({ value, onChange }: Props<'miss'>) {
  const { t } = useTranslation()
  const { from, to, withinHours } = value
  const isOpen = to === undefined
  const setFrom = (next: number) =>
    onChange({ ...value, from: next, ...(to !== undefined && { to: Math.max(to, next) }) })
  return (
    <div className="stacked">
      <div className="inline-fields">
        <Trans
          i18nKey={isOpen ? 'editor.missFrom' : 'editor.missFromTo'}
          components={{
            from: (
              <WholeNumber aria-label={t('editor.fromWhich')} w={64} min={1} max={20} value={from} onChange={setFrom} />
            ),
            to: (
              <WholeNumber
                aria-label={t('editor.toWhich')}
                w={64}
                min={from}
                max={20}
                value={to ?? from}
                onChange={(next) => onChange({ ...value, to: next })}
              />
            ),
            hours: (
              <WholeNumber
                aria-label={t('editor.withinHours')}
                w={76}
                min={1}
                max={720}
                value={withinHours}
                onChange={(next) => onChange({ ...value, withinHours: next })}
              />
            ),
          }}
        />
      </div>
      <Checkbox
        label={t('editor.everyLater')}
        checked={isOpen}
        onChange={(event) => onChange({ from, withinHours, ...(!event.currentTarget.checked && { to: from }) })}
      />
      <p className="field-note">{t('editor.missAbout')}</p>
    </div>
  )
}

type RangeProps = FieldProps<Range> & { of: 'ringSeconds' | 'talkSeconds' }

function RangeField({ of, value, onChange, isWanting }: RangeProps) {
  const { t } = useTranslation()
  const label = t(`editor.condition.${of}`)
  const set = (name: 'min' | 'max', next: string | number) => {
    const { [name]: _, ...rest } = value
    onChange(next === '' ? rest : { ...rest, [name]: Number(next) })
  }
  const seconds = (name: 'min' | 'max') => (
    <NumberInput
      aria-label={t(name === 'min' ? 'editor.atLeast' : 'editor.atMost', { label })}
      w={76}
      min={0}
      max={86_400}
      value={value[name] ?? ''}
      error={isWanting}
      onChange={(next) => set(name, next)}
    />
  )
  return (
    <div className="inline-fields">
      <Trans i18nKey="editor.range" components={{ min: seconds('min'), max: seconds('max') }} />
    </div>
  )
}
