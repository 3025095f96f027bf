import { ActionIcon, Menu, MultiSelect, Select, TagsInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTemplates, useUsers } from '../../api/setup.ts'
import type { Recipient, Rule, Selector } from '../../api/types.ts'
import { amongMany } from '../../ui/among-many.ts'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card } from '../../ui/parts.tsx'
import { Refused } from '../../ui/refused.tsx'
import { LanguageByField } from './language-by-field.tsx'
import { TimingFields } from './timing-fields.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

type Kind = Selector['to']
const kinds: readonly Kind[] = ['caller', 'user', 'rung', 'members', 'owners', 'users', 'numbers']

function selectorOf(to: Kind): Selector {
  if (to === 'users') return { to, users: [] }
  if (to === 'numbers') return { to, numbers: [] }
  return { to }
}

/** Who is texted what, when, and how often at most. */
export function RecipientsCard({ draft, onChange, errorOf }: Props) {
  const { t } = useTranslation()
  const { data } = useTemplates()
  const add = useRef<HTMLButtonElement>(null)
  // A text in another language is chosen by its reader's, never by a rule.
  const templates = data?.filter((one) => one.variantOf === null)
  const whoOf = ({ selector }: Recipient) => t(`editor.kind.${selector.to}`).toLowerCase()
  const set = (recipients: Recipient[]) => onChange({ ...draft, recipients })
  const put = (index: number, part: Partial<Recipient>) =>
    set(draft.recipients.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const noneRefused = draft.recipients.length === 0 ? errorOf('recipients') : undefined
  const offered = kinds.filter(
    (kind) => kind === 'users' || kind === 'numbers' || !draft.recipients.some((one) => one.selector.to === kind),
  )
  return (
    <Card>
      <h2>{t('editor.text')}</h2>
      <div className="recipients">
        {draft.recipients.map((recipient, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: recipients have no name of their own
          <div key={index} className="recipient-row">
            <span className="condition-label">{t(`editor.kind.${recipient.selector.to}`)}</span>
            <Select
              aria-label={t('editor.templateFor', { who: whoOf(recipient) })}
              data={(templates ?? []).map((one) => ({
                value: one.key,
                label:
                  one.status === 'approved'
                    ? one.name
                    : `${one.name} (${t(`templates.status.${one.status}`).toLowerCase()})`,
              }))}
              value={recipient.template === '' ? null : recipient.template}
              onChange={(template) => put(index, { template: template ?? '' })}
              placeholder={t('editor.chooseTemplate')}
              error={errorOf(`recipients[${index}].template`)}
              {...amongMany}
            />
            <ActionIcon
              aria-label={t('editor.doNotText', { who: whoOf(recipient) })}
              onClick={() => {
                keepFocus(document.activeElement, () => add.current?.focus())
                set(draft.recipients.filter((_, at) => at !== index))
              }}
            >
              <IconX size={17} />
            </ActionIcon>
            {draft.quietHours !== undefined && (
              <Select
                className="recipient-more"
                aria-label={t('editor.templateForQuiet', { who: whoOf(recipient) })}
                data={(templates ?? []).map((one) => ({ value: one.key, label: t('editor.inQuiet', one) }))}
                value={recipient.quietTemplate ?? null}
                onChange={(key) => {
                  const { quietTemplate: _, ...rest } = recipient
                  set(
                    draft.recipients.map((one, at) =>
                      at !== index ? one : key === null ? rest : { ...rest, quietTemplate: key },
                    ),
                  )
                }}
                placeholder={t('editor.quietSame')}
                error={errorOf(`recipients[${index}].quietTemplate`)}
                clearable
                {...amongMany}
              />
            )}
            {recipient.selector.to === 'user' && <p className="field-note">{t('editor.userAbout')}</p>}
            <WhoField
              selector={recipient.selector}
              onChange={(selector) => put(index, { selector })}
              error={hasWhoField(recipient.selector) ? errorOf(`recipients[${index}].selector`) : undefined}
            />
          </div>
        ))}
      </div>
      {draft.recipients.length === 0 && <Refused words={noneRefused ?? t('editor.nobody')} />}
      {draft.recipients.length < 10 && (
        <Menu position="bottom-start" width={250}>
          <Menu.Target>
            <button type="button" className="link-button" data-wanting={noneRefused} ref={add}>
              <IconPlus size={16} aria-hidden="true" /> {t('editor.addRecipient')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => set([...draft.recipients, { selector: selectorOf(kind), template: '' }])}
              >
                {t(`editor.kind.${kind}`)}
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
  const { t } = useTranslation()
  const { data: users } = useUsers()
  if (selector.to === 'users')
    return (
      <MultiSelect
        className="recipient-more"
        aria-label={t('editor.kind.users')}
        data={(users ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={selector.users}
        {...amongMany}
        onChange={(chosen) => onChange({ to: 'users', users: chosen })}
        placeholder={selector.users.length === 0 ? t('editor.chooseUsers') : ''}
        error={error}
      />
    )
  if (selector.to === 'numbers')
    return (
      <TagsInput
        className="recipient-more"
        aria-label={t('editor.kind.numbers')}
        value={selector.numbers}
        onChange={(numbers) =>
          onChange({ to: 'numbers', numbers: numbers.map((one) => one.replaceAll(/[\s()-]/g, '')) })
        }
        placeholder={selector.numbers.length === 0 ? t('editor.typeNumber') : ''}
        error={error}
      />
    )
  return null
}
