import { SegmentedControl } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Bill } from '../../api/types.ts'
import { reasonChip } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/parts.tsx'
import { modeKey } from './words.ts'

type Money = Bill['total']
const useMoney = () => {
  const format = useFormat()
  return ({ amount, currency }: Money) => format.money(amount, currency)
}

/** The bill's lines, each of which opens into what it came from. */
export function CameAbout({ bill }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = useMoney()
  const { rental, texts, notCharged, taxes, total } = bill
  const lines = rental.items.reduce((all, one) => all + one.lines, 0)
  return (
    <Card padded={false} className="came-about">
      <div className="section-head list-head">
        <h2>{t('billing.how')}</h2>
      </div>
      <ul>
        <Opening
          name={t('billing.lineRental')}
          note={t('billing.lines', { count: lines })}
          amount={money(rental.amount)}
          isOpenFirst
        >
          {rental.items.length === 0 && <NoLines />}
          {rental.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one DID may have several such items, and their order stands
            <RentalLine key={index} item={item} />
          ))}
        </Opening>
        <Opening
          name={t('billing.texts')}
          note={`${t('billing.textCount', { count: texts.texts, shown: format.count(texts.texts) })}, ${t('billing.partCount', { count: texts.parts, shown: format.count(texts.parts) })}`}
          amount={money(texts.amount)}
        >
          <TextsBy bill={bill} />
        </Opening>
        {notCharged.texts > 0 && (
          <Opening
            name={t('billing.notCharged')}
            note={t('billing.textCount', { count: notCharged.texts, shown: format.count(notCharged.texts) })}
            amount={format.money(0, total.currency)}
          >
            {notCharged.reasons.map(({ reason, words, texts: count }) => (
              <Line
                key={reason}
                name={
                  <Link to="/messages" search={{ reason, from: bill.start, to: bill.end }}>
                    {reasonChip(t, reason)}
                  </Link>
                }
                note={<span lang="en">{words}</span>}
                amount={t('billing.textCount', { count, shown: format.count(count) })}
              />
            ))}
          </Opening>
        )}
        {taxes.map(({ name, percent, amount }) => (
          <Line
            key={name}
            name={t('billing.tax', { name, percent })}
            note={t('billing.taxOf')}
            amount={money(amount)}
            isTop
          />
        ))}
        <Line name={t(bill.isCurrent ? 'billing.totalSoFar' : 'billing.total')} amount={money(total)} isTop isSum />
      </ul>
    </Card>
  )
}

type OpeningProps = { name: string; note: string; amount: string; isOpenFirst?: boolean; children: ReactNode }

function Opening({ name, note, amount, isOpenFirst = false, children }: OpeningProps) {
  const [isOpen, setOpen] = useState(isOpenFirst)
  const belowId = useId()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <li>
      <button
        type="button"
        className="bill-line"
        aria-expanded={isOpen}
        aria-controls={belowId}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={18} stroke={1.8} aria-hidden="true" />
        <span>{name}</span>
        <span className="bill-note">{note}</span>
        <span className="bill-amount">{amount}</span>
      </button>
      <ul id={belowId} className="bill-below" hidden={!isOpen}>
        {children}
      </ul>
    </li>
  )
}

type LineProps = { name: ReactNode; note?: ReactNode; amount: string; isTop?: boolean; isSum?: boolean }

function Line({ name, note, amount, isTop = false, isSum = false }: LineProps) {
  return (
    <li className="bill-line" data-top={isTop || undefined} data-sum={isSum || undefined}>
      <span>{name}</span>
      <span className="bill-note">{note}</span>
      <span className="bill-amount">{amount}</span>
    </li>
  )
}

type Item = Bill['rental']['items'][number]

/** Some lines of one DID, and what made them what they are. */
function RentalLine({ item: { did, mode, lines, price, amount, since, until } }: { item: Item }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = useMoney()
  return (
    <Line
      name={t(`billing.item.${modeKey[mode]}`, { did: did.name, count: lines })}
      note={
        <>
          {format.count(lines)} × {money(price)}
          {since !== undefined && <CauseLink is="since" cause={since} />}
          {until !== undefined && <CauseLink is="until" cause={until} />}
        </>
      }
      amount={money(amount)}
    />
  )
}

/** Rules lead to the rule set that they were saved as, anything else to who did it. */
function CauseLink({ is, cause: { at, ruleSet, what } }: { is: 'since' | 'until'; cause: NonNullable<Item['since']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const when = format.moment(at)
  return (
    <>
      {', '}
      {what === 'rules saved' ? (
        <Link to="/after-call-sms/history" search={{ version: ruleSet }}>
          {t(`billing.${is}`, { number: ruleSet, when })}
        </Link>
      ) : (
        <Link to="/settings/audit">
          <Trans i18nKey={`billing.${is}Deed`} values={{ what, when }} components={{ e: <span lang="en" /> }} />
        </Link>
      )}
    </>
  )
}

function NoLines() {
  const { t } = useTranslation()
  return (
    <li className="bill-none">
      {t('billing.noLines')} <Link to="/people">{t('billing.setLines')}</Link>
    </li>
  )
}

const sides = ['rule', 'template', 'gateway', 'day'] as const
type Side = (typeof sides)[number]
type Counted = { key: string; name: ReactNode; texts: number; parts: number; amount: Money }

/** The charged texts from one side or another. */
function TextsBy({ bill }: { bill: Bill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = useMoney()
  const [side, setSide] = useState<Side>('rule')
  const rows = useTextRows(bill)[side]
  return (
    <>
      <li className="bill-sides">
        <SegmentedControl
          aria-label={t('billing.by')}
          value={side}
          onChange={(value) => setSide(value as Side)}
          data={sides.map((value) => ({ value, label: t(`billing.sides.${value}`) }))}
        />
      </li>
      {rows.length === 0 && <li className="bill-none">{t('billing.noTexts')}</li>}
      {rows.map(({ key, name, texts, parts, amount }) => (
        <Line
          key={key}
          name={name}
          note={`${t('billing.textCount', { count: texts, shown: format.count(texts) })}, ${t('billing.partCount', { count: parts, shown: format.count(parts) })}`}
          amount={money(amount)}
        />
      ))}
    </>
  )
}

function useTextRows({ texts, start, end }: Bill): Record<Side, Counted[]> {
  const { t } = useTranslation()
  const format = useFormat()
  return {
    rule: texts.byRule.map(({ rule, name, ...counted }) => ({
      ...counted,
      key: rule ?? '',
      name:
        rule === null ? (
          t('billing.ofNoRule')
        ) : (
          <Link to="/calls" search={{ rule, from: start, to: end }}>
            {name}
          </Link>
        ),
    })),
    template: texts.byTemplate.map(({ template, name, ...counted }) => ({
      ...counted,
      key: template,
      name: (
        <Link to="/templates/$templateKey" params={{ templateKey: template }}>
          {name}
        </Link>
      ),
    })),
    gateway: texts.byGateway.map(({ gateway, name, ...counted }) => ({
      ...counted,
      key: gateway ?? '',
      name:
        gateway === null ? (
          t('billing.ofNoGateway')
        ) : (
          <Link to="/gateways/$gatewayKey" params={{ gatewayKey: gateway }}>
            {name}
          </Link>
        ),
    })),
    day: texts.byDay.map(({ day, ...counted }) => ({
      ...counted,
      key: day,
      name: (
        <Link to="/calls" search={{ from: day, to: day }}>
          {format.calendarDay(day, 'long')}
        </Link>
      ),
    })),
  }
}
