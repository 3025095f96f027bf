import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { giveConsent } from '../../api/consents.ts'
import { useAccount } from '../../api/me.ts'
import type { ConsentStanding } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { endOfDay } from '../../format.ts'
import { isSame } from '../../same.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'

export const noConsent = { purpose: '', wording: '', evidence: '', until: '', byCall: false }
type ConsentDraft = typeof noConsent

type Props = {
  number: string
  draft: ConsentDraft
  onChange: (draft: ConsentDraft) => void
  onGiven: (found: ConsentStanding) => void
}

/** Records that a number agreed: to what, until when, and what shows it. */
export function GiveForm({ number, draft, onChange, onGiven }: Props) {
  const { t } = useTranslation()
  const { zone } = useAccount()
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const field = (name: 'purpose' | 'wording' | 'evidence' | 'until') => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  })
  const give = async () => {
    const orNull = (text: string) => text.trim() || null
    const done = await run(async () =>
      onGiven(
        await giveConsent(number, {
          purpose: draft.purpose.trim(),
          wording: orNull(draft.wording),
          evidence: orNull(draft.evidence),
          expiresAt: draft.until === '' ? null : endOfDay(draft.until, zone),
          source: draft.byCall ? 'call' : null,
        }),
      ),
    )
    if (done) toast({ words: t('consents.recorded') })
  }
  const tooSoon = errorOf('givenAt')
  return (
    <Form
      onSubmit={() => void give()}
      submit={t('consents.record')}
      isChanged={!isSame(draft, noConsent)}
      isBusy={isBusy}
      failed={tooSoon ?? failed}
      refused={tooSoon === undefined ? refused : undefined}
      canSubmit={draft.purpose.trim() !== ''}
    >
      <TextInput
        label={t('consents.purpose')}
        placeholder={t('consents.purposeExample')}
        maxLength={200}
        {...field('purpose')}
      />
      <TextInput
        label={t('consents.wording')}
        placeholder={t('consents.wordingExample')}
        maxLength={200}
        {...field('wording')}
      />
      <TextInput
        label={t('consents.evidence')}
        description={t('consents.evidenceAbout')}
        maxLength={1000}
        {...field('evidence')}
      />
      <TextInput
        label={t('consents.until')}
        description={t('consents.untilAbout')}
        type="date"
        error={errorOf('expiresAt')}
        {...field('until')}
      />
      <Checkbox
        label={t('consents.byCall')}
        checked={draft.byCall}
        onChange={(event) => onChange({ ...draft, byCall: event.currentTarget.checked })}
      />
    </Form>
  )
}
