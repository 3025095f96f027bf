import { ActionIcon, Checkbox, Menu, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import { type Conditions, type Direction, type Outcome, outcomes, type Range, type Rule } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { Card } from '../../ui/parts.tsx'
import { ChipsField } from './chips-field.tsx'
import { beginnings, type ConditionName, conditionLabels, conditionNames } from './rule-draft.ts'

type Props = { draft: Rule; onChange: (draft: Rule) => void; nameError?: string | undefined }

/** Which calls the rule asks for. All conditions must hold; what is not asked does not matter. */
export function ConditionsCard({ draft, onChange, nameError }: Props) {
  const { conditions } = draft
  const set = (part: Partial<{ [K in ConditionName]: Conditions[K] | undefined }>) => {
    const next: Record<string, unknown> = { ...conditions, ...part }
    for (const name of Object.keys(next)) if (next[name] === undefined) delete next[name]
    onChange({ ...draft, conditions: next as Conditions })
  }
  const present = conditionNames.filter((name) => name !== 'directions' && conditions[name] !== undefined)
  const absent = conditionNames.filter((name) => name !== 'directions' && conditions[name] === undefined)
  return (
    <Card>
      <h2>When a call</h2>
      <div className="conditions">
        <ConditionRow label="Name">
          <TextInput
            aria-label="Name of the rule"
            value={draft.name}
            maxLength={80}
            error={nameError}
            placeholder="Missed, Sales"
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
        </ConditionRow>
        <ConditionRow label={conditionLabels.directions}>
          <SegmentedControl
            aria-label="Direction"
            value={conditions.directions?.length === 1 ? (conditions.directions[0] ?? 'either') : 'either'}
            onChange={(value) => set({ directions: value === 'either' ? undefined : [value as Direction] })}
            data={[
              { value: 'incoming', label: 'Incoming' },
              { value: 'outgoing', label: 'Outgoing' },
              { value: 'either', label: 'Either' },
            ]}
          />
        </ConditionRow>
        {present.map((name) => (
          <ConditionRow key={name} label={conditionLabels[name]} onRemove={() => set({ [name]: undefined })}>
            <ConditionField name={name} conditions={conditions} set={set} />
          </ConditionRow>
        ))}
      </div>
      {absent.length > 0 && (
        <div className="add-condition">
          <Menu position="bottom-start" width={200}>
            <Menu.Target>
              <button type="button" className="link-button">
                <IconPlus size={16} aria-hidden="true" /> Add a condition
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {absent.map((name) => (
                <Menu.Item key={name} onClick={() => set({ [name]: beginnings[name] })}>
                  {conditionLabels[name]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <span>
            {absent
              .map((name) => conditionLabels[name].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))
              .join(', ')}
          </span>
        </div>
      )}
    </Card>
  )
}

function ConditionRow({ label, children, onRemove }: { label: string; children: ReactNode; onRemove?: () => void }) {
  return (
    <div className="condition-row">
      <span className="condition-label">{label}</span>
      <div className="condition-field">{children}</div>
      {onRemove !== undefined && (
        <ActionIcon aria-label={`Do not ask for ${label.toLowerCase()}`} onClick={onRemove}>
          <IconX size={17} />
        </ActionIcon>
      )}
    </div>
  )
}

type FieldProps = {
  name: ConditionName
  conditions: Conditions
  set: (part: Partial<{ [K in ConditionName]: Conditions[K] | undefined }>) => void
}

function ConditionField({ name, conditions, set }: FieldProps) {
  const { t } = useTranslation()
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  switch (name) {
    case 'outcomes':
      return (
        <ChipsField
          label="Outcome"
          values={conditions.outcomes ?? []}
          options={outcomes.map((value) => ({ value, label: t(`word.${value}`) }))}
          onChange={(values) => set({ outcomes: values as Outcome[] })}
        />
      )
    case 'departments':
      return (
        <ChipsField
          label="Department"
          values={conditions.departments ?? []}
          options={(departments ?? []).map((one) => ({ value: one.key, label: one.name }))}
          onChange={(values) => set({ departments: values })}
        />
      )
    case 'dids':
      return (
        <ChipsField
          label="DID"
          values={conditions.dids ?? []}
          options={(dids ?? []).map((one) => ({ value: one.key, label: phone(one.number) }))}
          onChange={(values) => set({ dids: values })}
        />
      )
    case 'users':
      return (
        <UsersField users={conditions.users ?? { match: 'rung', users: [] }} onChange={(users) => set({ users })} />
      )
    case 'hours':
      return (
        <SegmentedControl
          aria-label="Hours"
          value={conditions.hours ?? 'closed'}
          onChange={(value) => set({ hours: value as 'open' | 'closed' })}
          data={[
            { value: 'open', label: 'Within opening hours' },
            { value: 'closed', label: 'Outside' },
          ]}
        />
      )
    case 'caller':
      return (
        <SegmentedControl
          aria-label="Caller"
          value={conditions.caller ?? 'new'}
          onChange={(value) => set({ caller: value as 'new' | 'returning' })}
          data={[
            { value: 'new', label: 'First call ever' },
            { value: 'returning', label: 'Called before' },
          ]}
        />
      )
    case 'miss':
      return <MissField miss={conditions.miss ?? { from: 1, withinHours: 24 }} onChange={(miss) => set({ miss })} />
    case 'ringSeconds':
      return (
        <RangeField
          label="Ring time"
          range={conditions.ringSeconds ?? {}}
          onChange={(ringSeconds) => set({ ringSeconds })}
        />
      )
    case 'talkSeconds':
      return (
        <RangeField
          label="Talk time"
          range={conditions.talkSeconds ?? {}}
          onChange={(talkSeconds) => set({ talkSeconds })}
        />
      )
    case 'directions':
      return null
  }
}

function UsersField({
  users,
  onChange,
}: {
  users: NonNullable<Conditions['users']>
  onChange: (users: NonNullable<Conditions['users']>) => void
}) {
  const { data } = useUsers()
  return (
    <div className="stacked">
      <SegmentedControl
        aria-label="How the user took part"
        value={users.match}
        onChange={(match) => onChange({ ...users, match: match as 'answered' | 'rung' })}
        data={[
          { value: 'rung', label: 'Whose phone rang' },
          { value: 'answered', label: 'Who answered' },
        ]}
      />
      <ChipsField
        label="User"
        values={users.users}
        options={(data ?? []).map((one) => ({ value: one.key, label: one.name }))}
        onChange={(values) => onChange({ ...users, users: values })}
      />
    </div>
  )
}

function MissField({
  miss,
  onChange,
}: {
  miss: NonNullable<Conditions['miss']>
  onChange: (miss: NonNullable<Conditions['miss']>) => void
}) {
  const isOpen = miss.to === undefined
  return (
    <div className="stacked">
      <div className="inline-fields">
        <span>from the</span>
        <NumberInput
          aria-label="From which miss"
          w={64}
          min={1}
          max={20}
          value={miss.from}
          onChange={(value) =>
            onChange({
              ...miss,
              from: Number(value) || 1,
              ...(miss.to !== undefined && { to: Math.max(miss.to, Number(value) || 1) }),
            })
          }
        />
        {!isOpen && (
          <>
            <span>to the</span>
            <NumberInput
              aria-label="To which miss"
              w={64}
              min={miss.from}
              max={20}
              value={miss.to ?? miss.from}
              onChange={(value) => onChange({ ...miss, to: Number(value) || miss.from })}
            />
          </>
        )}
        <span>miss within</span>
        <NumberInput
          aria-label="Within how many hours"
          w={76}
          min={1}
          max={720}
          value={miss.withinHours}
          onChange={(value) => onChange({ ...miss, withinHours: Number(value) || 24 })}
        />
        <span>h</span>
      </div>
      <Checkbox
        label="and every later one"
        checked={isOpen}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? { from: miss.from, withinHours: miss.withinHours }
              : { ...miss, to: miss.from },
          )
        }
      />
      <p className="field-note">
        Counted since this caller was last connected. At most the last 20 misses are remembered.
      </p>
    </div>
  )
}

function RangeField({ label, range, onChange }: { label: string; range: Range; onChange: (range: Range) => void }) {
  const set = (name: 'min' | 'max', value: string | number) => {
    const next: Range = { ...range }
    if (value === '') delete next[name]
    else next[name] = Number(value)
    onChange(next)
  }
  return (
    <div className="inline-fields">
      <span>at least</span>
      <NumberInput
        aria-label={`${label}, at least, seconds`}
        w={76}
        min={0}
        max={86_400}
        value={range.min ?? ''}
        onChange={(value) => set('min', value)}
      />
      <span>s, at most</span>
      <NumberInput
        aria-label={`${label}, at most, seconds`}
        w={76}
        min={0}
        max={86_400}
        value={range.max ?? ''}
        onChange={(value) => set('max', value)}
      />
      <span>s</span>
    </div>
  )
}
