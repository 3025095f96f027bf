import { Button, Radio } from '@mantine/core'
import { Link } from '@tanstack/react-router'
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

type Offer = { key: string; name: string; outcome: 'missed' | 'connected'; to: 'caller' | 'user' }

const offers: Offer[] = [
  { key: 'any-missed-call', name: 'Any missed call', outcome: 'missed', to: 'caller' },
  { key: 'missed-tell-the-user', name: 'Missed, tell the user', outcome: 'missed', to: 'user' },
  { key: 'any-connected-call', name: 'Any connected call', outcome: 'connected', to: 'caller' },
]

function ruleOf({ key, name, outcome, to }: Offer, template: string): Rule {
  const recipients: Recipient[] = [{ selector: { to }, template }]
  const cap = to === 'caller' ? { cap: { texts: 1, hours: 24 } } : {}
  return {
    key,
    name,
    enabled: true,
    conditions: { directions: ['incoming'], outcomes: [outcome] },
    recipients,
    validityMinutes: 60,
    ...cap,
  }
}

/** No rules yet: what a rule is, and good first ones with those of the account's own templates that can be sent. */
export function FirstRule({ onUse }: { onUse: (rule: Rule) => void }) {
  const { i18n } = useTranslation()
  const names = useNames()
  const { data: templates } = useTemplates()
  const [chosen, setChosen] = useState<string | null>(null)
  const rules = offers.flatMap((offer) => {
    const template = templateFor(offer.to, templates ?? [])
    return template === undefined ? [] : [ruleOf(offer, template.key)]
  })
  const rule = rules.find((one) => one.key === chosen) ?? rules[0]
  const lead = 'A rule says which call gets which text. Until one is on, calls are recorded and nobody is texted.'
  if (templates !== undefined && rules.length === 0)
    return (
      <>
        <PageHead title="No rules yet" lead={lead} />
        {templates.length === 0 ? <NoTemplate /> : <NoneApproved />}
      </>
    )
  return (
    <>
      <PageHead title="No rules yet" lead={lead} />
      <div className="first-rule">
        <div>
          <h2>Make your first rule</h2>
          <p className="card-lead">Most accounts begin with missed calls. You can change it at any time.</p>
          <Radio.Group value={rule?.key ?? ''} onChange={setChosen} aria-label="First rule">
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
              Use this rule
            </Button>
            <Button
              size="lg"
              variant="default"
              renderRoot={(props) => <Link to="/after-call-sms/custom/new" {...props} />}
            >
              Write my own
            </Button>
          </div>
        </div>
        {rule !== undefined && (
          <aside className="as-read" aria-label="As it is read">
            <p className="card-lead">What they would read</p>
            <RecipientPreview rule={rule} />
          </aside>
        )}
      </div>
    </>
  )
}

function NoTemplate() {
  return (
    <EmptyState
      title="First a template"
      action={<Button renderRoot={(props) => <Link to="/templates/new" {...props} />}>Write a template</Button>}
    >
      <p>
        A rule sends a template: the wording as it is registered, with placeholders for what differs from call to call.
      </p>
    </EmptyState>
  )
}

function NoneApproved() {
  return (
    <EmptyState
      title="No template can be sent yet"
      action={
        <>
          <Button renderRoot={(props) => <Link to="/templates" {...props} />}>Open the templates</Button>
          <Button variant="default" renderRoot={(props) => <Link to="/after-call-sms/custom/new" {...props} />}>
            Write a rule all the same
          </Button>
        </>
      }
    >
      <p>A rule sends approved templates only. Say of one that it is approved, and good first rules stand here.</p>
    </EmptyState>
  )
}
