import { Select, Switch } from '@mantine/core'
import { saveAccount } from '../../api/me.ts'
import { useTemplates } from '../../api/setup.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { amongMany } from '../../ui/among-many.ts'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'

/** The one text that confirms an opt-out: which template, and whether the page behind a link sends it too. */
export function ConfirmationCard({ account }: { account: Account }) {
  const { data: templates = [] } = useTemplates()
  const { draft, edits, change, saved } = useEdits({ optOutConfirmation: account.optOutConfirmation })
  const { optOutConfirmation: chosen } = draft
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: 'Confirmation saved' })
  }
  const offered = templates.filter(
    ({ key, status, category, variantOf }) =>
      key === chosen?.template ||
      (variantOf === null && status === 'approved' && ['transactional', 'service_implicit'].includes(category)),
  )
  return (
    <Form
      onSubmit={() => void save()}
      submit="Save the confirmation"
      draft={draft}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>Confirmation</h2>
        <Select
          label="Text to whoever replies STOP"
          description="One, within five minutes, and none for a further STOP. Approved service templates."
          placeholder="None is sent"
          clearable
          {...amongMany}
          data={offered.map(({ key, name }) => ({ value: key, label: name }))}
          value={chosen?.template ?? null}
          onChange={(template) =>
            change({
              optOutConfirmation: template === null ? null : { template, byPage: chosen?.byPage ?? false },
            })
          }
          error={errorOf('optOutConfirmation.template')}
        />
        {chosen !== null && (
          <Switch
            label="Also by the page behind a link"
            description="The page says it itself. The text with the link must be among the account’s newest 10,000."
            checked={chosen.byPage}
            onChange={(event) => change({ optOutConfirmation: { ...chosen, byPage: event.currentTarget.checked } })}
          />
        )}
      </Card>
    </Form>
  )
}
