import { MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
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
import { Refused } from '../../ui/refused.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { membersAfter } from './members.ts'

type Props = { department: Department | null; users: readonly User[]; onClose: () => void }

export function DepartmentForm({ department, users, onClose }: Props) {
  const { t } = useTranslation()
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
      title: t('word.removeAsk', { name: department?.name ?? '' }),
      words: t('people.removeDepartment'),
      action: t('word.removeIt'),
      onYes: () => void run(() => removeThing('departments', department?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={t(department === null ? 'people.departmentAdd' : 'word.save')}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
        onCancel={onClose}
        extra={department !== null && <LinkButton onClick={remove}>{t('word.remove')}</LinkButton>}
      >
        <TextInput
          label={t('word.name')}
          description={t('people.departmentNameAbout')}
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
          data-autofocus
          required
        />
        <MultiSelect
          label={t('people.members')}
          description={t('people.membersAbout')}
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
          description={t('people.departmentLanguageAbout')}
          value={draft.language}
          onChange={(language) => change({ language })}
          error={errorOf('language')}
        />
        <HoursField
          label={t('people.hours')}
          whenNone={t('people.accountsHours')}
          value={draft.hours}
          onChange={(hours) => change({ hours })}
        />
        <Refused words={errorOf('hours')} />
      </Form>
      {dialog}
    </>
  )
}
