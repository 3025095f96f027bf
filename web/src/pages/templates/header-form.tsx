import { Select, TextInput } from '@mantine/core'
import { removeThing, saveThing } from '../../api/setup.ts'
import type { Header } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useWarning } from '../../api/warnings.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { describedWith } from '../../ui/field-warning.tsx'
import { Form } from '../../ui/form.tsx'
import { LinkButton } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { AbroadFields } from './abroad-fields.tsx'
import { headerStatusWords } from './template-words.ts'

const headerClasses = [
  { value: 'others', label: 'Others: service and transactional' },
  { value: 'promotional', label: 'Promotional' },
  { value: 'government', label: 'Government, exempt' },
]
const headerStatuses = Object.entries(headerStatusWords).map(([value, label]) => ({ value, label }))

export function HeaderForm({ header, onClose }: { header: Header | null; onClose: () => void }) {
  const { draft, edits, change } = useEdits({
    header: header?.header ?? '',
    entityId: header?.entityId ?? '',
    class: header?.class ?? null,
    status: header?.status ?? ('active' as const),
    countries: header?.countries ?? {},
  })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const goOn = useGoOn()
  const warningOf = useWarning('headers', header?.key)
  const save = async () => {
    const { header: name, entityId, ...rest } = header === null ? draft : edits
    const written = {
      ...rest,
      ...(name !== undefined && { header: name.trim() }),
      ...(entityId !== undefined && { entityId: entityId.trim() === '' ? null : entityId.trim() }),
    }
    if (await run(() => saveThing('headers', header?.key ?? null, written))) await goOn(onClose)
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: `Retire ${header?.header}?`,
      words: 'It leaves the lists. Texts that were sent keep it.',
      action: 'Retire it',
      onYes: () => void run(() => removeThing('headers', header?.key ?? '', () => goOn(onClose))),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={header === null ? 'Add sender' : 'Save'}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
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
          onChange={(event) => change({ header: event.currentTarget.value })}
          error={errorOf('header')}
          data-autofocus
          required
        />
        <TextInput
          label="DLT entity id (PE id)"
          description={describedWith(
            'Digits. Needed where the gateway sends to India.',
            draft.entityId === (header?.entityId ?? '') ? warningOf('entityId') : undefined,
          )}
          inputMode="numeric"
          value={draft.entityId}
          onChange={(event) => change({ entityId: event.currentTarget.value })}
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
          onChange={(value) => change({ class: value as Header['class'] })}
        />
        <Select
          label="Status at the operators"
          description="Texts go only by an active header; others are skipped."
          data={headerStatuses}
          value={draft.status}
          allowDeselect={false}
          onChange={(value) => change({ status: (value ?? 'active') as Header['status'] })}
        />
        <AbroadFields
          header={draft.header}
          value={draft.countries}
          onChange={(countries) => change({ countries })}
          errorOf={errorOf}
          warningOf={warningOf}
        />
      </Form>
      {dialog}
    </>
  )
}
