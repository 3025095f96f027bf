import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { removeThing, saveThing } from '../../api/setup.ts'
import type { Header } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useWarning } from '../../api/warnings.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { describedWith } from '../../ui/field-warning.tsx'
import { Form } from '../../ui/form.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { AbroadFields } from './abroad-fields.tsx'

const headerClasses = [
  { value: 'others', label: 'Others: service and transactional' },
  { value: 'promotional', label: 'Promotional' },
  { value: 'government', label: 'Government, exempt' },
]
const headerStatuses = ['active', 'inactive', 'dormant', 'suspended', 'blacklisted']

export function HeaderForm({ header, onClose }: { header: Header | null; onClose: () => void }) {
  const [draft, setDraft] = useState({
    header: header?.header ?? '',
    entityId: header?.entityId ?? '',
    class: header?.class ?? null,
    status: header?.status ?? ('active' as const),
    countries: header?.countries ?? {},
  })
  const { isBusy, run, errorOf, failed, unshown } = useSaving()
  const warningOf = useWarning('headers', header?.key)
  const save = async () => {
    const done = await run(() =>
      saveThing('headers', header?.key ?? null, {
        header: draft.header.trim(),
        entityId: draft.entityId.trim() === '' ? null : draft.entityId.trim(),
        class: draft.class,
        status: draft.status,
        countries: draft.countries,
      }),
    )
    if (done) onClose()
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: `Retire ${header?.header}?`,
      words: 'It leaves the lists. Texts that were sent keep it.',
      action: 'Retire it',
      onYes: () => void run(() => removeThing('headers', header?.key ?? '')).then((done) => done && onClose()),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={header === null ? 'Add sender' : 'Save'}
        draft={draft}
        isBusy={isBusy}
        failed={failed}
        unshown={unshown}
        onCancel={onClose}
        extra={header !== null && <LinkButton onClick={remove}>Retire this sender</LinkButton>}
      >
        <TextInput
          label="Header"
          description={describedWith(
            'As registered; capital and small letters are kept as they are.',
            draft.header === header?.header ? warningOf('header') : undefined,
          )}
          placeholder="KAVERI"
          maxLength={20}
          value={draft.header}
          onChange={(event) => setDraft({ ...draft, header: event.currentTarget.value })}
          error={errorOf('header')}
          data-autofocus
          required
        />
        <TextInput
          label="DLT entity id (PE id)"
          description={describedWith(
            'Digits. Needed where the gateway sends to India.',
            draft.entityId === header?.entityId ? warningOf('entityId') : undefined,
          )}
          inputMode="numeric"
          value={draft.entityId}
          onChange={(event) => setDraft({ ...draft, entityId: event.currentTarget.value })}
          error={errorOf('entityId')}
        />
        <Select
          label="Class"
          description="As it is registered."
          data={headerClasses}
          placeholder={
            /^\d+$/.test(draft.header.trim()) ? 'promotional, by its digits' : 'service and others, by its letters'
          }
          value={draft.class}
          clearable
          onChange={(value) => setDraft({ ...draft, class: value as Header['class'] })}
        />
        <Select
          label="Status at the operators"
          description="Texts go only by an active sender; others are skipped as header_inactive."
          data={headerStatuses}
          value={draft.status}
          allowDeselect={false}
          onChange={(value) => setDraft({ ...draft, status: (value ?? 'active') as Header['status'] })}
        />
        <AbroadFields
          header={draft.header}
          value={draft.countries}
          onChange={(countries) => setDraft({ ...draft, countries })}
          errorOf={errorOf}
          warningOf={warningOf}
        />
      </Form>
      {dialog}
    </>
  )
}
