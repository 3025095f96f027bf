import { Refused } from '../../ui/refused.tsx'
import './settings.css'
import { Button, Select, Switch, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { saveAccount, useAccount } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { plainAmount } from '../../format.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { HoursField } from '../../ui/hours-field.tsx'
import { Card, PageHead } from '../../ui/parts.tsx'
import { zones } from '../../ui/zones.ts'
import { BillingForm } from './billing-form.tsx'
import { accountLanguages, countries, currencies } from './choices.ts'
import { Keys } from './keys.tsx'
import { LimitsForm } from './limits-form.tsx'
import { HeldWords, useHeldField } from './operators-prices.tsx'
import { RetentionForm } from './retention-form.tsx'
import { SignIns } from './sign-ins.tsx'

export default function SettingsPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.settings'))
  const account = useAccount()
  return (
    <>
      <PageHead
        title={t('nav.settings')}
        lead={account.smsOn ? t('settings.on', { account: account.name }) : <strong>{t('settings.off')}</strong>}
      />
      <div className="settings">
        <div className="stack">
          <AccountForm key={account.key} account={account} />
          <BillingForm key={`${account.key} billed`} account={account} />
          <RetentionForm key={`${account.key} kept`} account={account} />
        </div>
        <div className="stack">
          <LimitsForm key={account.key} account={account} />
          <Keys />
          <SignIns key={`${account.key} signed in`} account={account.key} />
          <Card className="form">
            <h2>{t('settings.ruleSets')}</h2>
            <p className="quiet-words">{t('settings.ruleSetsAbout')}</p>
            <div>
              <Button variant="default" renderRoot={(props) => <Link to="/after-call-sms/history" {...props} />}>
                {t('settings.openHistory')}
              </Button>
            </div>
          </Card>
          <Card className="form">
            <h2>{t('nav.audit')}</h2>
            <p className="quiet-words">{t('settings.auditAbout')}</p>
            <div>
              <Button variant="default" renderRoot={(props) => <Link to="/settings/audit" {...props} />}>
                {t('settings.readIt')}
              </Button>
            </div>
          </Card>
        </div>
      </div>
    </>
  )
}

async function store(edits: Partial<Account>): Promise<void> {
  if (edits.smsOn === true) await agreeToRental({ accountOn: true })
  await saveAccount(edits)
}

function AccountForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { name, zone, language, country, currency, smsOn, hours } = account
  const pricePerPart = plainAmount(account.pricePerPart)
  const stored = { name, zone, language, country, currency, pricePerPart, smsOn, hours }
  const { draft, edits, isChanged, change, saved } = useEdits(stored)
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const held = useHeldField(account)
  const save = async () => {
    if (!(await run(() => store(edits)))) return
    saved(edits)
    toast({ words: t('settings.saved') })
  }
  return (
    <Form onSubmit={() => void save()} submit={t('word.save')} isChanged={isChanged} {...{ isBusy, failed, refused }}>
      <Card className="form">
        <Switch
          label={t('nav.afterCall')}
          description={t('settings.offAbout')}
          checked={draft.smsOn}
          onChange={(event) => change({ smsOn: event.currentTarget.checked })}
        />
        <TextInput
          label={t('word.name')}
          description={t('settings.nameAbout', { placeholder: '{{account_name}}' })}
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
          required
        />
        <div className="form-pair">
          <Select
            label={t('settings.zone')}
            searchable
            data={zones(account.zone)}
            value={draft.zone}
            onChange={(zone) => zone !== null && change({ zone })}
            error={errorOf('zone')}
          />
          <Select
            label={t('settings.country')}
            description={t('settings.countryAbout')}
            searchable
            data={countries(account.country)}
            value={draft.country}
            onChange={(country) => country !== null && change({ country })}
            error={errorOf('country')}
          />
          <Select
            label={t('settings.language')}
            searchable
            data={accountLanguages(account.language)}
            value={draft.language}
            onChange={(language) => language !== null && change({ language })}
            error={errorOf('language')}
          />
          <Select
            label={t('settings.currency')}
            searchable
            data={currencies(account.currency)}
            value={draft.currency}
            onChange={(currency) => currency !== null && change({ currency })}
            error={errorOf('currency')}
            {...held}
          />
          <TextInput
            label={t('settings.price', { currency: draft.currency })}
            value={draft.pricePerPart}
            inputMode="decimal"
            onChange={(event) => change({ pricePerPart: event.currentTarget.value })}
            error={errorOf('pricePerPart')}
            {...held}
          />
        </div>
        <HeldWords account={account} />
      </Card>
      <Card className="form">
        <HoursField
          label={t('people.hours')}
          whenNone={t('settings.alwaysOpen')}
          value={draft.hours}
          onChange={(hours) => change({ hours })}
        />
        <Refused words={errorOf('hours')} />
      </Card>
    </Form>
  )
}
