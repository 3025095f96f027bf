import { Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { saveAccount } from '../../api/me.ts'
import { useTemplates } from '../../api/setup.ts'
import type { Account } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'

/** The one text that confirms an opt-out: which template, and whether the page behind a link sends it too. */
export function ConfirmationCard({ account }: { account: Account }) {
  const { data: templates = [] } = useTemplates()
  const [draft, setDraft] = useState(account.optOutConfirmation)
  const { isBusy, run, errorOf, failed, unshown } = useSaving()
  const save = async () => {
    if (await run(() => saveAccount({ optOutConfirmation: draft }))) toast({ words: 'Confirmation saved' })
  }
  const offered = templates.filter(
    ({ key, status, category, variantOf }) =>
      key === draft?.template ||
      (variantOf === null && status === 'approved' && ['transactional', 'service_implicit'].includes(category)),
  )
  return (
    <Form
      onSubmit={() => void save()}
      submit="Save the confirmation"
      draft={draft}
      isBusy={isBusy}
      failed={failed}
      unshown={unshown}
    >
      <Card className="form">
        <h2>Confirmation</h2>
        <Select
          label="Text to whoever replies STOP"
          description="One, within five minutes, and none for a further STOP. Approved service templates."
          placeholder="None is sent"
          clearable
          searchable
          data={offered.map(({ key, name }) => ({ value: key, label: name }))}
          value={draft?.template ?? null}
          onChange={(template) => setDraft(template === null ? null : { template, byPage: draft?.byPage ?? false })}
          error={errorOf('optOutConfirmation.template')}
        />
        {draft !== null && (
          <Switch
            label="Also by the page behind a link"
            description="The page says it itself. The text with the link must be among the account’s newest 10,000."
            checked={draft.byPage}
            onChange={(event) => setDraft({ ...draft, byPage: event.currentTarget.checked })}
          />
        )}
      </Card>
    </Form>
  )
}
