import { TextInput } from '@mantine/core'
import { removeThing, saveThing } from '../../api/setup.ts'
import type { Did } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { phone } from '../../format.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { LinkButton } from '../../ui/parts.tsx'

export function DidForm({ did, onClose }: { did: Did | null; onClose: () => void }) {
  const { draft, edits, change } = useEdits({
    number: did === null ? '' : phone(did.number),
    name: did?.name ?? '',
    language: did?.language ?? null,
  })
  const { isBusy, run, errorOf, failed, unshown } = useSaving()
  const save = async () => {
    const { name, number, ...rest } = did === null ? draft : edits
    const written = {
      ...rest,
      ...(number !== undefined && { number: number.trim() }),
      ...(name?.trim() && { name: name.trim() }),
    }
    if (await run(() => saveThing('dids', did?.key ?? null, written))) onClose()
  }
  const { ask, dialog } = useConfirm()
  const remove = () =>
    ask({
      title: `Remove ${did === null ? '' : phone(did.number)}?`,
      words: 'Calls to it keep the number. It counts as an own number no more, so it can be texted as a caller.',
      action: 'Remove it',
      onYes: () => void run(() => removeThing('dids', did?.key ?? '', async () => onClose())),
    })
  return (
    <>
      <Form
        onSubmit={() => void save()}
        submit={did === null ? 'Add number' : 'Save'}
        draft={edits}
        isBusy={isBusy}
        failed={failed}
        unshown={unshown}
        onCancel={onClose}
        extra={did !== null && <LinkButton onClick={remove}>Remove</LinkButton>}
      >
        <TextInput
          label="Number"
          description="Your own number that callers dial. Own numbers are never texted as callers."
          inputMode="tel"
          value={draft.number}
          onChange={(event) => change({ number: event.currentTarget.value })}
          error={errorOf('number')}
          data-autofocus
          required
        />
        <TextInput
          label="Name"
          placeholder="toll-free"
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
        />
        <LanguageSelect
          description="Chooses the text where neither the caller’s nor the department’s does."
          value={draft.language}
          onChange={(language) => change({ language })}
          error={errorOf('language')}
        />
      </Form>
      {dialog}
    </>
  )
}
