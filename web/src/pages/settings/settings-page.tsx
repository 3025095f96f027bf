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
        lead={
          account.smsOn ? (
            `After-Call SMS is on for ${account.name}.`
          ) : (
            <strong>After-Call SMS is off: calls are recorded and nobody is texted.</strong>
          )
        }
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
            <h2>Rule sets so far</h2>
            <p className="quiet-words">Every change of the rules is kept and can be taken up again.</p>
            <div>
              <Button variant="default" renderRoot={(props) => <Link to="/after-call-sms/history" {...props} />}>
                Open the history
              </Button>
            </div>
          </Card>
          <Card className="form">
            <h2>What was done</h2>
            <p className="quiet-words">Who changed what, acted on which text, and looked at whose number.</p>
            <div>
              <Button variant="default" renderRoot={(props) => <Link to="/settings/audit" {...props} />}>
                Read it
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
  const { draft, edits, isChanged, change, saved } = useEdits({
    name: account.name,
    zone: account.zone,
    language: account.language,
    country: account.country,
    currency: account.currency,
    pricePerPart: plainAmount(account.pricePerPart),
    smsOn: account.smsOn,
    hours: account.hours,
  })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const held = useHeldField(account)
  const save = async () => {
    if (!(await run(() => store(edits)))) return
    saved(edits)
    toast({ words: 'Settings saved' })
  }
  return (
    <Form onSubmit={() => void save()} submit="Save" isChanged={isChanged} {...{ isBusy, failed, refused }}>
      <Card className="form">
        <Switch
          label="After-Call SMS"
          description="Off: calls are still recorded, and nobody is texted."
          checked={draft.smsOn}
          onChange={(event) => change({ smsOn: event.currentTarget.checked })}
        />
        <TextInput
          label="Name"
          description="What {{account_name}} says in texts."
          value={draft.name}
          maxLength={80}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorOf('name')}
          required
        />
        <div className="form-pair">
          <Select
            label="Time zone"
            searchable
            data={zones(account.zone)}
            value={draft.zone}
            onChange={(zone) => zone !== null && change({ zone })}
            error={errorOf('zone')}
          />
          <Select
            label="Country of numbers"
            description="How numbers without + are read, and which headers can be saved."
            searchable
            data={countries(account.country)}
            value={draft.country}
            onChange={(country) => country !== null && change({ country })}
            error={errorOf('country')}
          />
          <Select
            label="Language of texts"
            searchable
            data={accountLanguages(account.language)}
            value={draft.language}
            onChange={(language) => language !== null && change({ language })}
            error={errorOf('language')}
          />
          <Select
            label="Currency"
            searchable
            data={currencies(account.currency)}
            value={draft.currency}
            onChange={(currency) => currency !== null && change({ currency })}
            error={errorOf('currency')}
            {...held}
          />
          <TextInput
            label={`Price of one part (${draft.currency})`}
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
          label="Opening hours"
          whenNone="Always open"
          value={draft.hours}
          onChange={(hours) => change({ hours })}
        />
        {errorOf('hours') !== undefined && <p className="field-problem">{errorOf('hours')}</p>}
      </Card>
    </Form>
  )
}
