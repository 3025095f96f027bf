import { NumberInput } from '@mantine/core'
import { saveAccount, useRetention } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'

/** How long the account keeps wordings and calls. */
export function RetentionForm({ account }: { account: Account }) {
  const { data } = useRetention()
  const { keepTextsDays, keepCallsDays } = account
  const { draft, edits, isChanged, change, saved } = useEdits({ keepTextsDays, keepCallsDays })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: 'Saved how long things are kept' })
  }
  const field = (name: keyof typeof draft, label: string, least: number) => (
    <NumberInput
      label={label}
      placeholder={data && String(data.installation[name])}
      description={data && `Empty: ${data.installation[name]} days, as this installation does. At least ${least}.`}
      min={least}
      max={3650}
      value={draft[name] ?? ''}
      onChange={(value) => change({ [name]: value === '' ? null : Number(value) })}
      error={errorOf(name)}
    />
  )
  return (
    <Form
      onSubmit={() => void save()}
      submit="Save the days"
      isChanged={isChanged}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>What is kept, and how long</h2>
        <div className="form-pair">
          {field('keepTextsDays', 'Wording of texts, days', 7)}
          {field('keepCallsDays', 'Calls with their texts, days', 45)}
        </div>
        <p className="quiet-words">
          Texts that are still open, opt-outs, consents, and that a number has called before are kept longer; what
          people did here, for at least 400 days.
        </p>
      </Card>
    </Form>
  )
}
