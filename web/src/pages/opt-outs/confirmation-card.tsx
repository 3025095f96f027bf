import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
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
  const { t } = useTranslation()
  const { data: templates = [] } = useTemplates()
  const { draft, edits, change, saved } = useEdits({ optOutConfirmation: account.optOutConfirmation })
  const { optOutConfirmation: chosen } = draft
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: t('optOuts.savedConfirmation') })
  }
  const offered = templates.filter(
    ({ key, status, category, variantOf }) =>
      key === chosen?.template ||
      (variantOf === null && status === 'approved' && ['transactional', 'service_implicit'].includes(category)),
  )
  return (
    <Form
      onSubmit={() => void save()}
      submit={t('optOuts.saveConfirmation')}
      draft={draft}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>{t('optOuts.confirmation')}</h2>
        <Select
          label={t('optOuts.confirmationText')}
          description={t('optOuts.confirmationAbout')}
          placeholder={t('optOuts.confirmationNone')}
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
            label={t('optOuts.byPage')}
            description={t('optOuts.byPageAbout')}
            checked={chosen.byPage}
            onChange={(event) => change({ optOutConfirmation: { ...chosen, byPage: event.currentTarget.checked } })}
          />
        )}
      </Card>
    </Form>
  )
}
