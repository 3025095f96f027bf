import { ActionIcon, Switch, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { saveAccount, useMe } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { plainAmount } from '../../format.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card, LinkButton } from '../../ui/parts.tsx'
import { Refused } from '../../ui/refused.tsx'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { HeldWords, useHeldField } from './operators-prices.tsx'

const mostTaxes = 4

/** The price plan beside what a part costs: rental of lines, taxes, and the day on which cycles begin. */
export function BillingForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { role } = useMe()
  const held = useHeldField(account)
  const { draft, edits, isChanged, change, saved } = useEdits({
    lineRentalOneWay: plainAmount(account.lineRentalOneWay),
    lineRentalTwoWay: plainAmount(account.lineRentalTwoWay),
    billingDay: account.billingDay,
    taxes: account.taxes,
    operatorSetsPrices: account.operatorSetsPrices,
  })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: t('billing.savedSettings') })
  }
  return (
    <Form
      onSubmit={() => void save()}
      submit={t('billing.saveSettings')}
      isChanged={isChanged}
      {...{ isBusy, failed, refused }}
    >
      <Card className="form">
        <div>
          <h2>{t('billing.settings')}</h2>
          <p className="quiet-words">{t('billing.settingsAbout')}</p>
          <HeldWords account={account} />
        </div>
        {role === 'operator' && (
          <Switch
            label={t('billing.operatorSets')}
            description={t('billing.operatorSetsAbout')}
            checked={draft.operatorSetsPrices}
            onChange={(event) => change({ operatorSetsPrices: event.currentTarget.checked })}
          />
        )}
        <div className="form-pair">
          <TextInput
            label={t('billing.oneWayPrice', { currency: account.currency })}
            value={draft.lineRentalOneWay}
            inputMode="decimal"
            onChange={(event) => change({ lineRentalOneWay: event.currentTarget.value })}
            error={errorOf('lineRentalOneWay')}
            {...held}
          />
          <TextInput
            label={t('billing.twoWayPrice', { currency: account.currency })}
            value={draft.lineRentalTwoWay}
            inputMode="decimal"
            onChange={(event) => change({ lineRentalTwoWay: event.currentTarget.value })}
            error={errorOf('lineRentalTwoWay')}
            {...held}
          />
          <WholeNumber
            label={t('billing.billingDay')}
            description={t('billing.billingDayAbout')}
            min={1}
            max={31}
            clampBehavior="strict"
            value={draft.billingDay}
            onChange={(billingDay) => change({ billingDay })}
            error={errorOf('billingDay')}
          />
        </div>
        <Taxes taxes={draft.taxes} held={held} onChange={(taxes) => change({ taxes })} errorOf={errorOf} />
      </Card>
    </Form>
  )
}

type Taxes = Account['taxes']
type TaxesProps = {
  taxes: Taxes
  held: ReturnType<typeof useHeldField>
  onChange: (taxes: Taxes) => void
  errorOf: (path: string) => string | undefined
}

function Taxes({ taxes, held, onChange, errorOf }: TaxesProps) {
  const { t } = useTranslation()
  const add = useRef<HTMLDivElement>(null)
  const changed = (at: number, part: Partial<Taxes[number]>) =>
    onChange(taxes.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <>
      {taxes.map(({ name, percent }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tax is known by its place while its name is typed
        <div key={at} className="tax-row">
          <TextInput
            label={t('billing.taxName')}
            placeholder="CGST"
            maxLength={40}
            value={name}
            onChange={(event) => changed(at, { name: event.currentTarget.value })}
            error={errorOf(`taxes[${at}].name`)}
            {...held}
          />
          <TextInput
            label={t('billing.taxPercent')}
            placeholder="9"
            inputMode="decimal"
            value={percent}
            onChange={(event) => changed(at, { percent: event.currentTarget.value })}
            error={errorOf(`taxes[${at}].percent`)}
            {...held}
          />
          {held === undefined && (
            <ActionIcon
              aria-label={t('word.removeWhat', { what: name === '' ? t('billing.taxName') : name })}
              onClick={() => {
                keepFocus(document.activeElement, () => add.current?.querySelector('button')?.focus())
                onChange(taxes.filter((_, index) => index !== at))
              }}
            >
              <IconTrash size={18} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
      <Refused words={errorOf('taxes')} />
      {held === undefined && taxes.length < mostTaxes && (
        <div ref={add}>
          <LinkButton onClick={() => onChange([...taxes, { name: '', percent: '' }])}>{t('billing.addTax')}</LinkButton>
        </div>
      )}
    </>
  )
}
