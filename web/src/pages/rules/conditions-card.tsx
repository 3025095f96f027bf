import { ActionIcon, Menu, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conditions, Direction, Rule } from '../../api/types.ts'
import { keepFocusIn } from '../../ui/keep-focus.ts'
import { Card } from '../../ui/parts.tsx'
import { Refused } from '../../ui/refused.tsx'
import { conditionFields, type FieldProps } from './condition-fields.tsx'
import { beginnings, type ConditionName, conditionNames } from './rule-draft.ts'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }
type Added = Exclude<ConditionName, 'directions'>

const added = conditionNames.filter((name): name is Added => name !== 'directions')

/** Which calls the rule asks for. All conditions must hold; what is not asked does not matter. */
export function ConditionsCard({ draft, onChange, errorOf }: Props) {
  const { t } = useTranslation()
  const { conditions } = draft
  const set = (name: ConditionName, value: unknown) => {
    const { [name]: _, ...rest } = conditions
    onChange({ ...draft, conditions: value === undefined ? rest : ({ ...conditions, [name]: value } as Conditions) })
  }
  const absent = added.filter((name) => conditions[name] === undefined)
  return (
    <Card>
      <h2>{t('editor.when')}</h2>
      <div className="conditions">
        <ConditionRow label={t('word.name')}>
          <TextInput
            aria-label={t('editor.nameLabel')}
            value={draft.name}
            maxLength={80}
            error={errorOf('name')}
            placeholder={t('editor.nameExample')}
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
        </ConditionRow>
        <ConditionRow label={t('editor.condition.directions')}>
          <DirectionField value={conditions.directions} onChange={(value) => set('directions', value)} />
        </ConditionRow>
        {added
          .filter((name) => conditions[name] !== undefined)
          .map((name) => {
            // Each field takes the value of its own condition; the record keeps them together.
            const Field = conditionFields[name] as ComponentType<FieldProps<unknown>>
            const error = errorOf(`conditions.${name}`)
            return (
              <ConditionRow
                key={name}
                label={t(`editor.condition.${name}`)}
                error={error}
                onRemove={() => {
                  keepFocusIn('.card')
                  set(name, undefined)
                }}
              >
                <Field
                  value={conditions[name]}
                  onChange={(value) => set(name, value)}
                  isWanting={error !== undefined}
                />
              </ConditionRow>
            )
          })}
      </div>
      {absent.length > 0 && <AddCondition names={absent} onAdd={(name) => set(name, beginnings[name])} />}
    </Card>
  )
}

type DirectionProps = { value: Direction[] | undefined; onChange: (value: Direction[] | undefined) => void }

function DirectionField({ value, onChange }: DirectionProps) {
  const { t } = useTranslation()
  const only = value?.length === 1 ? value[0] : undefined
  return (
    <SegmentedControl
      aria-label={t('word.direction')}
      value={only ?? 'either'}
      onChange={(next) => onChange(next === 'either' ? undefined : [next as Direction])}
      data={[
        { value: 'incoming', label: t('word.incoming') },
        { value: 'outgoing', label: t('word.outgoing') },
        { value: 'either', label: t('editor.either') },
      ]}
    />
  )
}

type RowProps = {
  label: string
  children: ReactNode
  error?: string | undefined
  onRemove?: () => void
}

function ConditionRow({ label, children, error, onRemove }: RowProps) {
  const { t } = useTranslation()
  const problemId = useId()
  return (
    <div className="condition-row">
      <span className="condition-label">{label}</span>
      <div
        className="condition-field"
        {...(error !== undefined && { role: 'group', 'aria-label': label, 'aria-describedby': problemId })}
      >
        {children}
        <Refused words={error} id={problemId} />
      </div>
      {onRemove !== undefined && (
        <ActionIcon aria-label={t('editor.doNotAsk', { label: label.toLowerCase() })} onClick={onRemove}>
          <IconX size={17} />
        </ActionIcon>
      )}
    </div>
  )
}

function AddCondition({ names, onAdd }: { names: readonly Added[]; onAdd: (name: Added) => void }) {
  const { t } = useTranslation()
  const lower = (label: string) => label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
  return (
    <div className="add-condition">
      <Menu position="bottom-start" width={200}>
        <Menu.Target>
          <button type="button" className="link-button">
            <IconPlus size={16} aria-hidden="true" /> {t('editor.addCondition')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {names.map((name) => (
            <Menu.Item key={name} onClick={() => onAdd(name)}>
              {t(`editor.condition.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span>{names.map((name) => lower(t(`editor.condition.${name}`))).join(', ')}</span>
    </div>
  )
}
