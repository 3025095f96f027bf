import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { makeTemplateOf, useMapped } from '../../api/registered.ts'
import type { MappedText, RegisteredText } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { SideDrawer } from '../../ui/side-drawer.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { mayLeave } from '../../ui/use-unsaved.ts'
import { placeholders } from './placeholders.ts'

/** A registered text becomes a template: each variable is given the placeholder that it stands for. */
export function UseDrawer({ text, onClose }: { text: RegisteredText | null; onClose: () => void }) {
  const close = () => mayLeave() && onClose()
  return (
    <SideDrawer opened={text !== null} onClose={close} title="Make a template of it">
      {text !== null && <UseForm key={text.templateId} text={text} onCancel={close} />}
    </SideDrawer>
  )
}

function UseForm({ text, onCancel }: { text: RegisteredText; onCancel: () => void }) {
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
      toast({ words: `“${made.name}” is a template now` })
      await goOn(() => navigate({ to: '/templates/$templateKey', params: { templateKey: made.key } }))
    })
  return (
    <Form
      onSubmit={() => void save()}
      submit="Make the template"
      draft={[name, chosen]}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
      onCancel={onCancel}
      canSubmit={mapped !== undefined && all.every((one) => one !== '')}
    >
      <p className="test-text" dir="auto">
        {text.text}
      </p>
      <TextInput
        label="Name"
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
  const { before, takes, longest, suggested } = variable
  const meansOf = (name: string) => placeholders.find((one) => one.name === name)?.means ?? ''
  const rest = placeholders.map(({ name }) => name).filter((name) => !suggested.some((one) => one === name))
  const options = (names: readonly string[]) =>
    names.map((name) => ({ value: name, label: `${name}: ${meansOf(name)}` }))
  return (
    <Select
      label={`Variable ${place}${before.trim() === '' ? '' : `, after “${before.trim()}”`}`}
      description={`Takes ${takes}, at most ${longest} characters.`}
      placeholder="stands for"
      searchable
      data={[
        ...(suggested.length > 0 ? [{ group: 'Probably', items: options(suggested) }] : []),
        { group: 'All', items: options(rest) },
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
      required
    />
  )
}
