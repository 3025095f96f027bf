import { useTranslation } from 'react-i18next'
import type { Bill } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, StatTile } from '../../ui/parts.tsx'

/** What it came to so far, what it will come to, and of what. */
export function SoFar({ bill }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total, forecast, taxes } = bill
  const isTaxed = taxes.length > 0
  return (
    <Card padded={false} className="so-far">
      <StatTile
        label={t(
          forecast === null
            ? isTaxed
              ? 'billing.cameToTaxed'
              : 'billing.cameTo'
            : isTaxed
              ? 'billing.soFarTaxed'
              : 'billing.soFar',
        )}
        figure={format.money(total.amount, total.currency)}
      />
      {forecast !== null && (
        <StatTile
          label={t('billing.forecastFor', { end: format.calendarDay(bill.end, 'long') })}
          figure={format.money(forecast.amount, forecast.currency)}
        />
      )}
      <Parts bill={bill} />
    </Card>
  )
}

function Parts({ bill: { rental, texts, taxes, total, forecast } }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = (amounts: readonly { amount: { amount: string } }[]) =>
    amounts.reduce((all, one) => all + Number(one.amount.amount), 0)
  const parts = [
    { is: 'rental', words: t('billing.rental'), amount: Number(rental.amount.amount) },
    { is: 'texts', words: t('billing.texts'), amount: Number(texts.amount.amount) },
    { is: 'taxes', words: t('billing.taxes'), amount: sum(taxes) },
    {
      is: 'to-come',
      words: t('billing.toCome'),
      amount: forecast === null ? 0 : Math.max(0, Number(forecast.amount) - Number(total.amount)),
    },
  ].filter((one) => one.amount > 0)
  return (
    <div className="so-far-parts">
      <div className="so-far-bar" aria-hidden="true">
        {parts.map(({ is, amount }) => (
          <span key={is} data-is={is} style={{ flexGrow: amount }} />
        ))}
      </div>
      <ul>
        {parts.map(({ is, words, amount }) => (
          <li key={is}>
            <span className="so-far-mark" data-is={is} aria-hidden="true" />
            {words} <strong>{format.money(amount, total.currency)}</strong>
          </li>
        ))}
      </ul>
      {forecast !== null && <p className="field-note">{t('billing.forecastHow')}</p>}
    </div>
  )
}
