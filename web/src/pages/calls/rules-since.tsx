import { Link } from '@tanstack/react-router'
import { Trans, useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { useRuleSet, useRuleSetVersion } from '../../api/rules.ts'
import { changesBetween } from '../rules/merge.ts'

/** The version of the rules that judged a call, for whoever may read it. */
export function JudgedBy({ number }: { number: number }) {
  const { t } = useTranslation()
  const mayRead = useMay('configuration:read')
  if (!mayRead) return <span>{t('word.ruleSet', { number })}</span>
  return (
    <Link to="/after-call-sms/history" search={{ version: number }}>
      {t('word.ruleSet', { number })}
    </Link>
  )
}

/** Which rules are meant, and how many of them are other ones by now. */
export function RulesThen({ number }: { number: number }) {
  const { t } = useTranslation()
  const mayRead = useMay('configuration:read')
  return (
    <p className="card-lead">
      {t('calls.page.rulesThen')}
      {mayRead && <ChangedSince number={number} />}
    </p>
  )
}

function ChangedSince({ number }: { number: number }) {
  const { data: then } = useRuleSetVersion(number)
  const { data: now } = useRuleSet()
  if (then === undefined || now === undefined) return null
  const count = changesBetween(then.rules, now.rules).length
  if (count === 0) return null
  return (
    <>
      {' '}
      <Trans
        i18nKey="calls.page.changedSince"
        count={count}
        components={{ a: <Link to="/after-call-sms/history" /> }}
      />
    </>
  )
}
