import './settings.css'
import { Button, Select, Skeleton, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AccountRole, makeKey, revokeKey, saveAccount, useAccount, useKeys } from '../../api/me.ts'
import type { Account, ApiKey } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { plainAmount } from '../../format.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Form } from '../../ui/form.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { HoursField } from '../../ui/hours-field.tsx'
import { Card, LinkButton, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { zones } from '../../ui/zones.ts'
import { BillingForm } from './billing-form.tsx'
import { accountLanguages, countries, currencies } from './choices.ts'
import { LimitsForm } from './limits-form.tsx'
import { RetentionForm } from './retention-form.tsx'

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
  const { isBusy, run, errorOf, failed, unshown } = useSaving()
  const save = async () => {
    if (!(await run(() => store(edits)))) return
    saved(edits)
    toast({ words: 'Settings saved' })
  }
  return (
    <Form onSubmit={() => void save()} submit="Save" isChanged={isChanged} {...{ isBusy, failed, unshown }}>
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
          />
          <TextInput
            label={`Price of one part (${draft.currency})`}
            value={draft.pricePerPart}
            inputMode="decimal"
            onChange={(event) => change({ pricePerPart: event.currentTarget.value })}
            error={errorOf('pricePerPart')}
          />
        </div>
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

const roleWords: Record<AccountRole, string> = {
  owner: 'do everything',
  support: 'read calls and texts, with numbers masked',
}
const roleChoices = (Object.keys(roleWords) as AccountRole[]).map((value) => ({ value, label: roleWords[value] }))

function Keys() {
  const format = useFormat()
  const { data: keys, error } = useKeys()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<AccountRole>('owner')
  const { ask, dialog } = useConfirm()
  const renew = () => void queries.invalidateQueries({ queryKey: ['keys'] })
  const make = useMutation({
    mutationFn: () => makeKey(name.trim(), role),
    onSuccess: () => {
      setName('')
      renew()
    },
  })
  const revoke = (key: ApiKey) =>
    ask({
      title: `Revoke “${key.name}”?`,
      words: 'Whatever uses it is refused from this moment on, and browsers that signed in with it are signed out.',
      action: 'Revoke it',
      onYes: () => void revokeKey(key.id).then(renew, (error: Error) => toast({ tone: 'bad', words: error.message })),
    })
  return (
    <Card className="form">
      <h2>API keys</h2>
      {keys === undefined ? (
        error === null ? (
          <Skeleton height={60} />
        ) : (
          <ReasonBlock tone="bad" title="The keys cannot be shown" detail={error.message} />
        )
      ) : (
        <ul className="key-list">
          {keys.map((key) => (
            <li key={key.id}>
              <span>
                <strong>{key.name}</strong>
                <br />
                <span className="quiet-words">
                  {key.role === 'support' ? `may only ${roleWords.support}; ` : ''}made {format.moment(key.createdAt)},{' '}
                  {key.lastUsedAt === null ? 'never used' : `last used ${format.moment(key.lastUsedAt)}`}
                </span>
              </span>
              <LinkButton onClick={() => revoke(key)}>Revoke</LinkButton>
            </li>
          ))}
        </ul>
      )}
      {make.data !== undefined && (
        <div role="status" className="form">
          <p>
            <strong>Copy the key now: it is not shown again.</strong>
          </p>
          <CopyField value={make.data.key} label="the key" />
        </div>
      )}
      {make.error !== null && <p className="field-problem">{make.error.message}</p>}
      <form
        className="key-new"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') make.mutate()
        }}
      >
        <TextInput
          label="New key for"
          placeholder="Our CRM"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="It may"
          data={roleChoices}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(roleChoices.find((one) => one.value === value)?.value ?? 'owner')}
        />
        <Button type="submit" variant="default" loading={make.isPending} disabled={name.trim() === ''}>
          Make a key
        </Button>
      </form>
      {dialog}
    </Card>
  )
}
