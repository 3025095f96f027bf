import { Drawer, TextInput } from '@mantine/core'
import { useState } from 'react'
import { removeThing, saveThing } from '../../api/setup.ts'
import type { Did } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { phone } from '../../format.ts'
import { Form } from '../../ui/form.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { LinkButton } from '../../ui/parts.tsx'

export function DidDrawer({ did, onClose }: { did: Did | null; onClose: () => void }) {
  const [draft, setDraft] = useState({
    number: did === null ? '' : phone(did.number),
    name: did?.name ?? '',
    language: did?.language ?? null,
  })
  const { isBusy, run, errorOf, failed } = useSaving()
  const save = async () => {
    const name = draft.name.trim()
    if (
      await run(() =>
        saveThing('dids', did?.key ?? null, {
          number: draft.number.trim(),
          language: draft.language,
          ...(name !== '' && { name }),
        }),
      )
    )
      onClose()
  }
  const remove = async () => {
    if (await run(() => removeThing('dids', did?.key ?? ''))) onClose()
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      title={did === null ? 'Add a number' : phone(did.number)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form
        onSubmit={() => void save()}
        submit={did === null ? 'Add number' : 'Save'}
        draft={draft}
        isBusy={isBusy}
        failed={failed}
        onCancel={onClose}
        extra={did !== null && <LinkButton onClick={() => void remove()}>Remove</LinkButton>}
      >
        <TextInput
          label="Number"
          description="Your own number that callers dial. Own numbers are never texted as callers."
          inputMode="tel"
          value={draft.number}
          onChange={(event) => setDraft({ ...draft, number: event.currentTarget.value })}
          error={errorOf('number')}
          data-autofocus
          required
        />
        <TextInput
          label="Name"
          placeholder="toll-free"
          value={draft.name}
          maxLength={80}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          error={errorOf('name')}
        />
        <LanguageSelect
          description="Chooses the text where neither the caller’s nor the department’s does."
          value={draft.language}
          onChange={(language) => setDraft({ ...draft, language })}
          error={errorOf('language')}
        />
      </Form>
    </Drawer>
  )
}
