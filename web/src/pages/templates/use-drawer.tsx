import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeTemplateOf, useMapped } from '../../api/registered.ts'
import type { MappedText, RegisteredText } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { languageOf } from '../../ui/languages.ts'
import { SideDrawer } from '../../ui/side-drawer.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { mayLeave } from '../../ui/use-unsaved.ts'
import { placeholders } from './placeholders.ts'

/** A registered text becomes a template: each variable is given the placeholder that it stands for. */
export function UseDrawer({ text, onClose }: { text: RegisteredText | null; onClose: () => void }) {
  const { t } = useTranslation()
  const close = () => mayLeave() && onClose()
  return (
    <SideDrawer opened={text !== null} onClose={close} title={t('templates.portal.make')}>
      {text !== null && <UseForm key={text.templateId} text={text} onCancel={close} />}
    </SideDrawer>
  )
}

function UseForm({ text, onCancel }: { text: RegisteredText; onCancel: () => void }) {
  const { t } = useTranslation()
  const { data: mapped } = useMapped({ text: text.text, ...(text.tags && { tags: text.tags }) })
  const [name, setName] = useState(text.name)
  const [chosen, setChosen] = useState<Record<number, string>>({})
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const variables = mapped?.variables ?? []
  const all = variables.map((_, index) => chosen[index] ?? '')
  const save = () =>
    run(async () => {
      const made = await makeTemplateOf(text.templateId, { name: name.trim(), placeholders: all, tooLong: 'cut' })
      toast({ words: t('templates.portal.made', { name: made.name }) })
      await goOn(() => navigate({ to: '/templates/$templateKey', params: { templateKey: made.key } }))
    })
  return (
    <Form
      onSubmit={() => void save()}
      submit={t('templates.portal.makeIt')}
      draft={[name, chosen]}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
      onCancel={onCancel}
      canSubmit={mapped !== undefined && all.every((one) => one !== '')}
    >
      <p className="test-text" dir="auto" lang={languageOf(text.text)}>
        {text.text}
      </p>
      <TextInput
        label={t('word.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorOf('name')}
        required
      />
      {variables.map((variable, index) => (
        <Variable
          // biome-ignore lint/suspicious/noArrayIndexKey: variables are their place
          key={index}
          place={index + 1}
          variable={variable}
          value={chosen[index] ?? null}
          onChange={(value) => setChosen({ ...chosen, [index]: value })}
        />
      ))}
    </Form>
  )
}

type VariableProps = {
  place: number
  variable: MappedText['variables'][number]
  value: string | null
  onChange: (value: string) => void
}

function Variable({ place, variable, value, onChange }: VariableProps) {
  const { t } = useTranslation()
  const { tag, longest, suggested } = variable
  const before = variable.before.trim()
  const rest = placeholders.filter((name) => !suggested.includes(name))
  const options = (names: readonly (typeof placeholders)[number][]) =>
    names.map((name) => ({
      value: name,
      label: t('templates.portal.placeholder', { name, means: t(`templates.means.${name}`) }),
    }))
  return (
    <Select
      label={
        before === ''
          ? t('templates.portal.variable', { place })
          : t('templates.portal.variableAfter', { place, before })
      }
      description={t('templates.portal.takes', { what: t(`templates.portal.taken.${tag}`), longest })}
      placeholder={t('templates.registered.standsFor')}
      searchable
      data={[
        ...(suggested.length > 0 ? [{ group: t('templates.registered.probably'), items: options(suggested) }] : []),
        { group: t('templates.registered.all'), items: options(rest) },
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
      required
    />
  )
}
