import { Checkbox, MultiSelect, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readThing, removeThing, saveThing } from '../../api/setup.ts'
import type { Department, User } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { phone } from '../../format.ts'
import { amongMany } from '../../ui/among-many.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'

type Props = { user: User | null; departments: readonly Department[]; onClose: () => void }
type Draft = Record<'name' | 'phone' | 'extension' | 'email', string> & { owner: boolean; textsOff: boolean }

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

const draftOf = (user: User | null): Draft => ({
  name: user?.name ?? '',
  phone: user?.phone == null ? '' : phone(user.phone),
  extension: user?.extension ?? '',
  email: user?.email ?? '',
  owner: user?.owner ?? false,
  textsOff: user?.textsOff ?? false,
})

/** As it is stored: empty fields are none. */
function writtenOf({ name, phone: number, extension, email, ...rest }: Partial<Draft>) {
  return {
    ...rest,
    ...(name !== undefined && { name: name.trim() }),
    ...(number !== undefined && { phone: orNull(number) }),
    ...(extension !== undefined && { extension: orNull(extension) }),
    ...(email !== undefined && { email: orNull(email) }),
  }
}

export function UserForm({ user, departments, onClose }: Props) {
  const { t } = useTranslation()
  const { draft, edits, change } = useEdits(draftOf(user))
  const before = user === null ? [] : departments.filter((one) => one.members.includes(user.key)).map((one) => one.key)
  // A user who was added is changed from then on, also when the departments failed.
  const [made, setMade] = useState(user?.key ?? null)
  const [was] = useState(before)
  const [memberOf, setMemberOf] = useState(was)
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const goOn = useGoOn()
  const { ask, dialog } = useConfirm()

  const save = async () => {
    const done = await run(async () => {
      const { key } = await saveThing('users', made, writtenOf(user === null ? draft : edits))
      setMade(key)
      for (const department of memberOf.filter((one) => !was.includes(one)))
        await changeMembers(department, key, 'join')
      for (const department of was.filter((one) => !memberOf.includes(one)))
        await changeMembers(department, key, 'leave')
    })
    if (done) await goOn(onClose)
  }
  const remove = () =>
    ask({
      title: t('word.removeAsk', { name: user?.name ?? '' }),
      words: t('people.removeUser'),
      action: t('word.remove'),
      onYes: () => void run(() => removeThing('users', user?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={t(user === null ? 'people.userAdd' : 'word.save')}
        draft={[edits, memberOf]}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
        onCancel={onClose}
        extra={user !== null && <LinkButton onClick={remove}>{t('word.remove')}</LinkButton>}
      >
        <UserFields draft={draft} isNew={user === null} onChange={change} errorOf={errorOf}>
          <MultiSelect
            label={t('jump.departments')}
            data={departments.map((one) => ({ value: one.key, label: one.name }))}
            value={memberOf}
            onChange={setMemberOf}
            {...amongMany}
          />
        </UserFields>
      </Form>
      {dialog}
    </>
  )
}

type FieldsProps = {
  draft: Draft
  isNew: boolean
  onChange: (part: Partial<Draft>) => void
  errorOf: (path: string) => string | undefined
  children: React.ReactNode
}

function UserFields({ draft, isNew, onChange, errorOf, children }: FieldsProps) {
  const { t } = useTranslation()
  const text = (name: 'name' | 'phone' | 'extension' | 'email') => ({
    value: draft[name],
    error: errorOf(name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput label={t('word.name')} maxLength={80} data-autofocus={isNew || undefined} required {...text('name')} />
      <TextInput
        label={t('people.mobile')}
        description={t('people.mobileAbout')}
        inputMode="tel"
        placeholder="+91 90000 07731"
        data-autofocus={!isNew || undefined}
        {...text('phone')}
      />
      {children}
      <div className="form-pair">
        <TextInput label={t('people.extension')} {...text('extension')} />
        <TextInput label={t('people.email')} type="email" {...text('email')} />
      </div>
      <p className="quiet-words">{t('people.foundBy')}</p>
      <Checkbox
        label={t('people.isOwner')}
        checked={draft.owner}
        onChange={(event) => onChange({ owner: event.currentTarget.checked })}
      />
      <Switch
        label={t('people.getsTexts')}
        checked={!draft.textsOff}
        onChange={(event) => onChange({ textsOff: !event.currentTarget.checked })}
      />
    </>
  )
}

/** Members are kept with the department, in the order in which they are texted: a new one comes last. */
async function changeMembers(department: string, user: string, deed: 'join' | 'leave'): Promise<void> {
  // Somebody else may have changed them since this page was read.
  const { members } = await readThing('departments', department)
  const others = members.filter((one) => one !== user)
  await saveThing('departments', department, { members: deed === 'join' ? [...others, user] : others })
}
