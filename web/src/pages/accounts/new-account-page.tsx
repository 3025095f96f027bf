import '../gateways/gateways.css'
import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createAccount, switchAccount, useMe } from '../../api/me.ts'
import { useSaving } from '../../api/use-saving.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { browserZone, zones } from '../../ui/zones.ts'
import { accountLanguages, countries, currencies } from '../settings/choices.ts'

export default function NewAccountPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.newAccount'))
  const { role } = useMe()
  const [made, setMade] = useState<{ account: { key: string; name: string }; key: string } | null>(null)
  if (role !== 'operator') return <ReasonBlock title={t('accounts.operatorMakes')} detail={t('accounts.askOperator')} />
  return made === null ? (
    <AccountForm onMade={setMade} />
  ) : (
    <Made name={made.account.name} accountKey={made.account.key} apiKey={made.key} />
  )
}

/** About what a part costs in India; of other currencies nothing is known. */
const usualPrice: Record<string, string> = { INR: '0.30' }

const usual = {
  name: '',
  language: 'en',
  country: 'IN',
  currency: 'INR',
  pricePerPart: usualPrice['INR'] ?? '',
  operatorSetsPrices: false,
}

function AccountForm({ onMade }: { onMade: (made: Awaited<ReturnType<typeof createAccount>>) => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState({ ...usual, zone: browserZone() })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  // A price that was typed is kept; what was only proposed belongs to its currency.
  const changeCurrency = (currency: string) => {
    const isTyped = draft.pricePerPart !== (usualPrice[draft.currency] ?? '')
    change({ currency, ...(!isTyped && { pricePerPart: usualPrice[currency] ?? '' }) })
  }
  const make = () => run(async () => onMade(await createAccount({ ...draft, name: draft.name.trim() })))
  return (
    <>
      <PageHead title={t('accounts.newTitle')} lead={t('accounts.newLead')} />
      <div className="one-form">
        <Form
          onSubmit={() => void make()}
          submit={t('accounts.create')}
          draft={draft}
          {...{ isBusy, failed, refused }}
          canSubmit={draft.name.trim() !== '' && draft.pricePerPart.trim() !== ''}
        >
          <Card className="form">
            <TextInput
              label={t('accounts.name')}
              description={t('accounts.nameAbout', { placeholder: '{{account_name}}' })}
              value={draft.name}
              maxLength={80}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={errorOf('name')}
              data-autofocus
              required
            />
            <div className="form-pair">
              <Select
                label={t('settings.zone')}
                searchable
                data={zones()}
                value={draft.zone}
                onChange={(zone) => zone !== null && change({ zone })}
                error={errorOf('zone')}
              />
              <Select
                label={t('settings.country')}
                searchable
                data={countries()}
                value={draft.country}
                onChange={(country) => country !== null && change({ country })}
                error={errorOf('country')}
              />
              <Select
                label={t('settings.language')}
                searchable
                data={accountLanguages()}
                value={draft.language}
                onChange={(language) => language !== null && change({ language })}
                error={errorOf('language')}
              />
              <Select
                label={t('settings.currency')}
                searchable
                data={currencies()}
                value={draft.currency}
                onChange={(currency) => currency !== null && changeCurrency(currency)}
                error={errorOf('currency')}
              />
              <TextInput
                label={t('settings.price', { currency: draft.currency })}
                description={t('accounts.priceAbout')}
                value={draft.pricePerPart}
                inputMode="decimal"
                onChange={(event) => change({ pricePerPart: event.currentTarget.value.trim() })}
                error={errorOf('pricePerPart')}
                required
              />
            </div>
            <Switch
              label={t('billing.operatorSets')}
              description={t('billing.operatorSetsAbout')}
              checked={draft.operatorSetsPrices}
              onChange={(event) => change({ operatorSetsPrices: event.currentTarget.checked })}
            />
          </Card>
        </Form>
      </div>
    </>
  )
}

function Made({ name, accountKey, apiKey }: { name: string; accountKey: string; apiKey: string }) {
  const { t } = useTranslation()
  const enter = () => {
    switchAccount(accountKey)
    window.location.assign('/first-steps')
  }
  return (
    <>
      <PageHead title={t('accounts.made', { name })} lead={t('accounts.madeLead')} />
      <div className="one-form">
        <Card className="form">
          <h2>{t('accounts.itsKey')}</h2>
          <p>
            <strong>{t('accounts.keyOnce')}</strong> <span className="quiet-words">{t('accounts.keyAbout')}</span>
          </p>
          <CopyField value={apiKey} label={t('accounts.theKey')} />
          <div className="form-ways">
            <Button onClick={enter}>{t('accounts.goOn')}</Button>
          </div>
        </Card>
      </div>
    </>
  )
}
