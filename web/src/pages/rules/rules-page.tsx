import './rules.css'
import { Button, Skeleton } from '@mantine/core'
import { IconHistory, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useRuleCounts } from '../../api/rules.ts'
import type { Rule, RuleSet } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { useHasNames } from '../../story/use-names.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { PageHead } from '../../ui/parts.tsx'
import { ConflictView } from './conflict-view.tsx'
import { FirstRule } from './first-rule.tsx'
import { moved } from './order.ts'
import { RuleList } from './rule-list.tsx'
import { RulePreview } from './rule-preview.tsx'
import { useRules } from './use-rules.ts'

const keptWords = { both: 'rules.keptBoth', mine: 'rules.keptMine' } as const

export default function RulesPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.custom'))
  const bold = { b: <strong /> }
  const { saved, rules, error, isPending, change, conflict, settle } = useRules((number) => (
    <Trans i18nKey="rules.restored" values={{ number }} components={bold} />
  ))
  const [selected, setSelected] = useState<string | null>(null)
  const hasNames = useHasNames()
  if (error !== null && saved === undefined) return <Failure error={error} />
  if (isPending || !hasNames || saved === undefined || rules === undefined) return <RulesSkeleton />
  if (conflict !== null)
    return (
      <ConflictView
        conflict={conflict}
        onSettle={(next, kept = 'both') =>
          settle(next, (number) => <Trans i18nKey={keptWords[kept]} values={{ number }} components={bold} />)
        }
      />
    )
  if (rules.length === 0)
    return <FirstRule onUse={(rule) => change([rule], (number) => t('rules.firstSaved', { number }))} />

  const move = (from: number, to: number) => {
    if (from === to) return
    const words = to < from ? 'rules.movedUp' : 'rules.movedDown'
    change(moved(rules, from, to), (number) => (
      <Trans i18nKey={words} values={{ from: from + 1, to: to + 1, number }} components={bold} />
    ))
  }
  const toggle = (place: number) => {
    const isOn = !rules[place]?.enabled
    const words = isOn ? 'rules.switchedOn' : 'rules.switchedOff'
    change(
      rules.map((rule, index) => (index === place ? { ...rule, enabled: isOn } : rule)),
      (number) => <Trans i18nKey={words} values={{ place: place + 1, number }} components={bold} />,
    )
  }
  const remove = (place: number) => {
    const name = rules[place]?.name ?? ''
    change(
      rules.filter((_, index) => index !== place),
      (number) => <Trans i18nKey="rules.deleted" values={{ name, number }} components={bold} />,
    )
  }
  const chosen = rules.find((rule) => rule.key === selected) ?? rules.find((rule) => rule.enabled) ?? rules[0]
  return (
    <div>
      <RulesHead saved={saved} />
      <div className="rules">
        <RuleList
          rules={rules}
          saved={saved}
          selected={chosen?.key}
          onSelect={setSelected}
          onMove={move}
          onToggle={toggle}
          onRemove={remove}
        />
        {chosen !== undefined && <RulePreview rules={rules} rule={chosen} place={rules.indexOf(chosen as Rule) + 1} />}
      </div>
    </div>
  )
}

function RulesHead({ saved }: { saved: RuleSet }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: counts } = useRuleCounts()
  const total = counts?.total
  return (
    <PageHead
      title={t('rules.title')}
      lead={
        total === 0 ? (
          t('rules.leadNone')
        ) : (
          <Trans
            i18nKey={counts?.onlyNewest.calls ? 'rules.leadNewest' : total === 1 ? 'rules.leadOne' : 'rules.lead'}
            values={{ calls: total === undefined ? '…' : format.count(total) }}
            components={{ b: <strong /> }}
          />
        )
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconHistory size={18} />}
            renderRoot={(props) => <Link to="/after-call-sms/history" {...props} />}
          >
            <span className="only-wide">
              {t('rules.saved', { number: saved.number, time: format.moment(saved.madeAt) })}
            </span>
            <span className="only-narrow">{t('word.ruleSet', { number: saved.number })}</span>
          </Button>
          <Button
            leftSection={<IconPlus size={18} />}
            renderRoot={(props) => <Link to="/after-call-sms/custom/new" {...props} />}
          >
            {t('rules.add')}
          </Button>
        </>
      }
    />
  )
}

function RulesSkeleton() {
  const { t } = useTranslation()
  return (
    <div aria-busy="true">
      <PageHead title={t('rules.title')} />
      <div className="rules">
        <div className="rule-list">
          {[0, 1, 2, 3, 4].map((one) => (
            <Skeleton key={one} height={78} radius={14} />
          ))}
        </div>
      </div>
    </div>
  )
}
