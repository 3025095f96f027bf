import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { readAccount, saveAccount } from '../../api/me.ts'
import { type Account, templateCategories } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { AskingFields } from './asking-fields.tsx'

const needless: readonly string[] = ['transactional']

/** Which categories go only to whoever agreed, how long nobody is asked again, and how people agree by themselves. */
export function NeedCard({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { draft, edits, change, saved } = useEdits(account.consent)
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    // It is stored as one: what was not touched here stays as it now is there.
    const write = async () => saveAccount({ consent: { ...(await readAccount()).consent, ...edits } })
    if (!(await run(write))) return
    saved(edits)
    toast({ words: t('consents.savedNeed') })
  }
  const offered = templateCategories
    .filter((one) => !needless.includes(one) || draft.neededFor.includes(one))
    .toReversed()
  return (
    <Form
      onSubmit={() => void save()}
      submit={t('consents.saveNeed')}
      draft={draft}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>{t('consents.need')}</h2>
        <Checkbox.Group
          label={t('consents.neededFor')}
          description={t('consents.neededForAbout')}
          value={draft.neededFor}
          onChange={(chosen) => change({ neededFor: templateCategories.filter((one) => chosen.includes(one)) })}
        >
          <div className="stack">
            {offered.map((one) => (
              <Checkbox key={one} value={one} label={t(`templates.category.${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <WholeNumber
          label={t('consents.blockDays')}
          description={t('consents.blockDaysAbout')}
          min={0}
          max={3650}
          value={draft.reconsentBlockDays}
          onChange={(reconsentBlockDays) => change({ reconsentBlockDays })}
          error={errorOf('consent.reconsentBlockDays')}
        />
        <AskingFields asking={draft.asking} onChange={(asking) => change({ asking })} errorOf={errorOf} />
      </Card>
    </Form>
  )
}
