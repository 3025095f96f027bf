import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/me.ts'
import { useRuleSet, useRuleSetVersion } from '../../api/rules.ts'
import { changesBetween } from '../rules/merge.ts'

/** The version of the rules that judged a call, for whoever may read it. */
export function JudgedBy({ number }: { number: number }) {
  const mayRead = useMay('configuration:read')
  if (!mayRead) return <span>Rule set {number}</span>
  return (
    <Link to="/after-call-sms/history" search={{ version: number }}>
      Rule set {number}
    </Link>
  )
}

/** Which rules are meant, and how many of them are other ones by now. */
export function RulesThen({ number }: { number: number }) {
  const mayRead = useMay('configuration:read')
  return (
    <p className="card-lead">
      The rules in force when the call was taken in.
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
      <Link to="/after-call-sms/history">{count === 1 ? 'One rule' : `${count} rules`} changed since</Link>.
    </>
  )
}
