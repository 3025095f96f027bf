import '../../ui/form.css'
import { Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useWhatIf, type WhatIfAsk } from '../../api/billing.ts'
import { useAccount } from '../../api/me.ts'
import { useDids } from '../../api/setup.ts'
import type { Did, WhatIf } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { modeKey } from './words.ts'

const mostLines = 1000
/** As the bill has them. */
const byKey = (one: Did, other: Did) => (one.key < other.key ? -1 : 1)

/** A change of lines, or After-Call SMS on or off, tried: nothing is switched. What a rule changes is asked where it is saved. */
export function WhatIfCard() {
  const { t } = useTranslation()
  const { smsOn } = useAccount()
  const { data: dids = [] } = useDids()
  const [isOn, setOn] = useState(smsOn)
  const [lines, setLines] = useState<Record<string, number>>({})
  const changed = dids.filter(({ key, lines: now }) => lines[key] !== undefined && lines[key] !== now)
  const ask = useSettled<WhatIfAsk>(
    {
      ...(changed.length > 0 && { lines: changed.map(({ key }) => ({ did: key, lines: lines[key] ?? 0 })) }),
      ...(isOn !== smsOn && { accountOn: isOn }),
    },
    250,
  )
  const isAsked = changed.length > 0 || isOn !== smsOn
  const { data, error } = useWhatIf(ask)
  return (
    <Card className="form what-if">
      <div>
        <h2>{t('billing.whatIf')}</h2>
        <p className="quiet-words">{t('billing.whatIfLead')}</p>
      </div>
      <Switch label={t('nav.afterCall')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
      {dids.length > 0 && (
        <div className="what-if-dids">
          {[...dids].sort(byKey).map((did) => (
            <WholeNumber
              key={did.key}
              label={t('billing.linesOf', { did: nameOf(did) })}
              min={0}
              max={mostLines}
              hideControls={false}
              clampBehavior="strict"
              value={lines[did.key] ?? did.lines}
              onChange={(count) => setLines({ ...lines, [did.key]: count })}
            />
          ))}
        </div>
      )}
      <div aria-live="polite">
        {isAsked && error !== null && data === undefined && (
          <ReasonBlock tone="bad" title={t('billing.notWorkedOut')} detail={error.message} />
        )}
        {isAsked && data !== undefined ? (
          <Outcome answer={data} />
        ) : (
          <p className="field-note">
            <Trans i18nKey="billing.whatIfRules" components={{ a: <Link to="/after-call-sms/custom" /> }} />
          </p>
        )}
      </div>
    </Card>
  )
}

const nameOf = ({ name, number }: Did) => name ?? phone(number)

function Outcome({ answer: { thisCycle, nextCycle, dids } }: { answer: WhatIf }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = [
    { label: t('billing.thisCycle'), ...thisCycle },
    { label: t('billing.nextCycles'), ...nextCycle },
  ]
  return (
    <>
      <dl className="what-if-rows">
        {rows.map(({ label, rental, before, more }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.money(rental.amount, rental.currency)}</dd>
            <dd className="quiet-words">
              {Number(more.amount) === 0
                ? t('billing.unchanged')
                : t(Number(more.amount) > 0 ? 'billing.more' : 'billing.less', {
                    by: format.money(Math.abs(Number(more.amount)), more.currency),
                    before: format.money(before.amount, before.currency),
                  })}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="what-if-changes">
        {dids
          .filter((one) => one.before !== one.after)
          .map(({ did, before, after }) => (
            <li key={did.key}>
              {t('billing.becomes', {
                did: did.name,
                before: t(`billing.mode.${modeKey[before]}`),
                after: t(`billing.mode.${modeKey[after]}`),
              })}
            </li>
          ))}
      </ul>
    </>
  )
}
