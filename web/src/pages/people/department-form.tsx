import { MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { readThing, removeThing, saveThing } from '../../api/setup.ts'
import type { Department, User } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { amongMany } from '../../ui/among-many.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { HoursField } from '../../ui/hours-field.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { membersAfter } from './members.ts'

type Props = { department: Department | null; users: readonly User[]; onClose: () => void }

export function DepartmentForm({ department, users, onClose }: Props) {
  const stored = {
    name: department?.name ?? '',
    members: department?.members ?? [],
    hours: department?.hours ?? null,
    language: department?.language ?? null,
  }
  const { draft, edits, change } = useEdits(stored)
  /** The members before the first of them was changed here. */
  const [was, setWas] = useState(stored.members)
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const goOn = useGoOn()
  const write = async () => {
    if (department === null) return await saveThing('departments', null, { ...draft, name: draft.name.trim() })
    const { name, members, ...rest } = edits
    const { key } = department
    return await saveThing('departments', key, {
      ...rest,
      ...(name !== undefined && { name: name.trim() }),
      ...(members && { members: membersAfter(was, members, (await readThing('departments', key)).members) }),
    })
  }
  const save = async () => {
    if (await run(write)) await goOn(onClose)
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: `Remove ${department?.name}?`,
      words: 'Calls that named it keep its name. What phone systems call it means nothing any more.',
      action: 'Remove it',
      onYes: () => void run(() => removeThing('departments', department?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={department === null ? 'Add department' : 'Save'}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
        onCancel={onClose}
        extra={department !== null && <LinkButton onClick={remove}>Remove</LinkButton>}
      >
        <TextInput
          label="Name"
          description="As the phone system calls it, or map its name under Gateways and sources."
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
          data-autofocus
          required
        />
        <MultiSelect
          label="Members"
          description="In the order in which they are texted."
          data={users.map((one) => ({ value: one.key, label: one.name }))}
          value={draft.members}
          onChange={(members) => {
            if (edits.members === undefined) setWas(stored.members)
            change({ members })
          }}
          {...amongMany}
          error={errorOf('members')}
        />
        <LanguageSelect
          description="Chooses the text where the caller’s own is not known."
          value={draft.language}
          onChange={(language) => change({ language })}
          error={errorOf('language')}
        />
        <HoursField
          label="Opening hours"
          whenNone="The account’s opening hours"
          value={draft.hours}
          onChange={(hours) => change({ hours })}
        />
        {errorOf('hours') !== undefined && <p className="field-problem">{errorOf('hours')}</p>}
      </Form>
      {dialog}
    </>
  )
}
