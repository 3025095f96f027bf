import { Button, Radio } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTemplates } from '../../api/setup.ts'
import type { Recipient, Rule } from '../../api/types.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { useNames } from '../../story/use-names.ts'
import { EmptyState, PageHead } from '../../ui/parts.tsx'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import { templateFor } from './rule-draft.ts'
import { RecipientPreview } from './rule-preview.tsx'

type Offer = {
  key: string
  name: 'anyMissed' | 'missedTellUser' | 'anyConnected'
  outcome: 'missed' | 'connected'
  to: 'caller' | 'user'
}

const offers: Offer[] = [
  { key: 'any-missed-call', name: 'anyMissed', outcome: 'missed', to: 'caller' },
  { key: 'missed-tell-the-user', name: 'missedTellUser', outcome: 'missed', to: 'user' },
  { key: 'any-connected-call', name: 'anyConnected', outcome: 'connected', to: 'caller' },
]

function ruleOf(t: TFunction, { key, name, outcome, to }: Offer, template: string): Rule {
  const recipients: Recipient[] = [{ selector: { to }, template }]
  const cap = to === 'caller' ? { cap: { texts: 1, hours: 24 } } : {}
  return {
    key,
    name: t(`rules.offer.${name}`),
    enabled: true,
    conditions: { directions: ['incoming'], outcomes: [outcome] },
    recipients,
    validityMinutes: 60,
    ...cap,
  }
}

/** No rules yet: what a rule is, and good first ones with those of the account's own templates that can be sent. */
export function FirstRule({ onUse }: { onUse: (rule: Rule) => void }) {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const { data: templates } = useTemplates()
  const [chosen, setChosen] = useState<string | null>(null)
  const rules = offers.flatMap((offer) => {
    const template = templateFor(offer.to, templates ?? [])
    return template === undefined ? [] : [ruleOf(t, offer, template.key)]
  })
  const rule = rules.find((one) => one.key === chosen) ?? rules[0]
  const head = <PageHead title={t('rules.none')} lead={t('rules.noneLead')} />
  if (templates !== undefined && rules.length === 0)
    return (
      <>
        {head}
        {templates.length === 0 ? <NoTemplate /> : <NoneApproved />}
      </>
    )
  return (
    <>
      {head}
      <div className="first-rule">
        <div>
          <h2>{t('rules.first')}</h2>
          <p className="card-lead">{t('rules.firstLead')}</p>
          <Radio.Group value={rule?.key ?? ''} onChange={setChosen} aria-label={t('rules.firstWhich')}>
            {rules.map((one) => (
              <Radio.Card key={one.key} value={one.key} className="offer">
                <Radio.Indicator />
                <span>
                  <RuleSentence pieces={ruleSentence(i18n.language, one, names, { isLast: false })} />
                </span>
              </Radio.Card>
            ))}
          </Radio.Group>
          <div className="empty-action">
            <Button size="lg" onClick={() => rule !== undefined && onUse(rule)} disabled={rule === undefined}>
              {t('rules.useThis')}
            </Button>
            <Button
              size="lg"
              variant="default"
              renderRoot={(props) => <Link to="/after-call-sms/custom/new" {...props} />}
            >
              {t('rules.writeOwn')}
            </Button>
          </div>
        </div>
        {rule !== undefined && (
          <aside className="as-read" aria-label={t('rules.readAs')}>
            <p className="card-lead">{t('rules.theyRead')}</p>
            <RecipientPreview rule={rule} />
          </aside>
        )}
      </div>
    </>
  )
}

function NoTemplate() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('rules.templateFirst')}
      action={
        <Button renderRoot={(props) => <Link to="/templates/new" {...props} />}>{t('rules.writeTemplate')}</Button>
      }
    >
      <p>{t('rules.templateFirstMore')}</p>
    </EmptyState>
  )
}

function NoneApproved() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('rules.noneApproved')}
      action={
        <>
          <Button renderRoot={(props) => <Link to="/templates" {...props} />}>{t('rules.openTemplates')}</Button>
          <Button variant="default" renderRoot={(props) => <Link to="/after-call-sms/custom/new" {...props} />}>
            {t('rules.writeAnyway')}
          </Button>
        </>
      }
    >
      <p>{t('rules.noneApprovedMore')}</p>
    </EmptyState>
  )
}
