import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { saveAccount, useRetention } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'

/** How long the account keeps wordings and calls. */
export function RetentionForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { data } = useRetention()
  const { keepTextsDays, keepCallsDays } = account
  const { draft, edits, isChanged, change, saved } = useEdits({ keepTextsDays, keepCallsDays })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: t('settings.savedKept') })
  }
  const field = (name: keyof typeof draft, label: string, least: number) => (
    <NumberInput
      label={label}
      placeholder={data && String(data.installation[name])}
      description={data && t('settings.keepEmpty', { days: data.installation[name], least })}
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
      submit={t('settings.saveKept')}
      isChanged={isChanged}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>{t('settings.kept')}</h2>
        <div className="form-pair">
          {field('keepTextsDays', t('settings.keepTexts'), 7)}
          {field('keepCallsDays', t('settings.keepCalls'), 45)}
        </div>
        <p className="quiet-words">{t('settings.keepLonger')}</p>
      </Card>
    </Form>
  )
}
