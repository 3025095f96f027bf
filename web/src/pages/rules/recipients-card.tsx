import { ActionIcon, Menu, MultiSelect, Select, TagsInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTemplates, useUsers } from '../../api/setup.ts'
import type { Recipient, Rule, Selector } from '../../api/types.ts'
import { amongMany } from '../../ui/among-many.ts'
import { Card } from '../../ui/parts.tsx'
import { statusWords } from '../templates/template-words.ts'
import { LanguageByField } from './language-by-field.tsx'
import { TimingFields } from './timing-fields.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

const kinds = {
  caller: 'Caller',
  user: 'User of the call',
  rung: 'Everyone whose phone rang',
  members: 'The department’s members',
  owners: 'Owners',
  users: 'Named users',
  numbers: 'Fixed numbers',
} as const
type Kind = keyof typeof kinds

const about: Partial<Record<Kind, string>> = {
  user: 'Who answered last; if nobody did, who rang last; if nobody is known, the department’s members.',
}

function selectorOf(to: Kind): Selector {
  if (to === 'users') return { to, users: [] }
  if (to === 'numbers') return { to, numbers: [] }
  return { to }
}

/** Who is texted what, when, and how often at most. */
export function RecipientsCard({ draft, onChange, errorOf }: Props) {
  const { data } = useTemplates()
  // A text in another language is chosen by its reader's, never by a rule.
  const templates = data?.filter((one) => one.variantOf === null)
  const set = (recipients: Recipient[]) => onChange({ ...draft, recipients })
  const put = (index: number, part: Partial<Recipient>) =>
    set(draft.recipients.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const noneRefused = draft.recipients.length === 0 ? errorOf('recipients') : undefined
  const offered = (Object.keys(kinds) as Kind[]).filter(
    (kind) => kind === 'users' || kind === 'numbers' || !draft.recipients.some((one) => one.selector.to === kind),
  )
  return (
    <Card>
      <h2>Text</h2>
      <div className="recipients">
        {draft.recipients.map((recipient, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: recipients have no name of their own
          <div key={index} className="recipient-row">
            <span className="condition-label">{kinds[recipient.selector.to]}</span>
            <Select
              aria-label={`Template for ${kinds[recipient.selector.to].toLowerCase()}`}
              data={(templates ?? []).map((one) => ({
                value: one.key,
                label: one.status === 'approved' ? one.name : `${one.name} (${statusWords[one.status].toLowerCase()})`,
              }))}
              value={recipient.template === '' ? null : recipient.template}
              onChange={(template) => put(index, { template: template ?? '' })}
              placeholder="Choose a template"
              error={errorOf(`recipients[${index}].template`)}
              {...amongMany}
            />
            <ActionIcon
              aria-label={`Do not text ${kinds[recipient.selector.to].toLowerCase()}`}
              onClick={() => set(draft.recipients.filter((_, at) => at !== index))}
            >
              <IconX size={17} />
            </ActionIcon>
            {draft.quietHours !== undefined && (
              <Select
                className="recipient-more"
                aria-label={`Template for ${kinds[recipient.selector.to].toLowerCase()} in quiet hours`}
                data={(templates ?? []).map((one) => ({ value: one.key, label: `In quiet hours: ${one.name}` }))}
                value={recipient.quietTemplate ?? null}
                onChange={(key) => {
                  const { quietTemplate: _, ...rest } = recipient
                  set(
                    draft.recipients.map((one, at) =>
                      at !== index ? one : key === null ? rest : { ...rest, quietTemplate: key },
                    ),
                  )
                }}
                placeholder="In quiet hours: the same, as said below"
                error={errorOf(`recipients[${index}].quietTemplate`)}
                clearable
                {...amongMany}
              />
            )}
            {about[recipient.selector.to] !== undefined && <p className="field-note">{about[recipient.selector.to]}</p>}
            <WhoField
              selector={recipient.selector}
              onChange={(selector) => put(index, { selector })}
              error={hasWhoField(recipient.selector) ? errorOf(`recipients[${index}].selector`) : undefined}
            />
          </div>
        ))}
      </div>
      {draft.recipients.length === 0 && <p className="field-problem">{noneRefused ?? 'Nobody is texted yet.'}</p>}
      {draft.recipients.length < 10 && (
        <Menu position="bottom-start" width={250}>
          <Menu.Target>
            <button type="button" className="link-button" data-wanting={noneRefused}>
              <IconPlus size={16} aria-hidden="true" /> Add a recipient
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => set([...draft.recipients, { selector: selectorOf(kind), template: '' }])}
              >
                {kinds[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <LanguageByField draft={draft} onChange={onChange} error={errorOf('languageBy')} />
      <TimingFields draft={draft} onChange={onChange} errorOf={errorOf} />
    </Card>
  )
}

const hasWhoField = ({ to }: Selector): boolean => to === 'users' || to === 'numbers'

function WhoField({
  selector,
  onChange,
  error,
}: {
  selector: Selector
  onChange: (selector: Selector) => void
  error: string | undefined
}) {
  const { data: users } = useUsers()
  if (selector.to === 'users')
    return (
      <MultiSelect
        className="recipient-more"
        aria-label="Named users"
        data={(users ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={selector.users}
        {...amongMany}
        onChange={(chosen) => onChange({ to: 'users', users: chosen })}
        placeholder={selector.users.length === 0 ? 'Choose users' : ''}
        error={error}
      />
    )
  if (selector.to === 'numbers')
    return (
      <TagsInput
        className="recipient-more"
        aria-label="Fixed numbers"
        value={selector.numbers}
        onChange={(numbers) =>
          onChange({ to: 'numbers', numbers: numbers.map((one) => one.replaceAll(/[\s()-]/g, '')) })
        }
        placeholder={selector.numbers.length === 0 ? '+91 90000 01234, then Enter' : ''}
        error={error}
      />
    )
  return null
}
