import './history.css'
import { Button, Skeleton } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { saveRules, useRuleSet, useRuleSetHistory, useRuleSetVersion } from '../../api/rules.ts'
import type { RuleSet, RuleSetEntry } from '../../api/types.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { agreeToRental } from '../../shell/rental-question.tsx'
import { toast } from '../../shell/toast.tsx'
import { useDeed } from '../../shell/use-deed.ts'
import { useNames } from '../../story/use-names.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { changesBetween } from './merge.ts'
import { RuleChanges } from './rule-changes.tsx'

/** Every version of the rule set: who made it, when, what it held; an older one can be made the newest. */
export default function HistoryPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.history'))
  const { version } = useSearch({ from: '/shell/after-call-sms/history' })
  const asked = [useRuleSetHistory(), useRuleSet()] as const
  const [pages, { data: current }] = asked
  const entries = pages.data?.pages.flatMap((page) => page.items)
  const number = version ?? current?.number
  const { data: chosen, error } = useRuleSetVersion(number)
  const failure = failureOf(...asked)
  if (failure !== null) return <Failure error={failure} />
  return (
    <>
      <PageHead
        title={t('ruleHistory.title')}
        lead={t('ruleHistory.lead')}
        actions={
          <Button
            className="only-wide"
            variant="default"
            renderRoot={(props) => <Link to="/after-call-sms/custom" {...props} />}
          >
            {t('ruleHistory.back')}
          </Button>
        }
      />
      <div className="history">
        <Card padded={false}>
          {entries === undefined ? (
            <Skeleton height={300} radius={14} />
          ) : (
            <ul className="history-list">
              {entries.map((entry) => (
                <Entry
                  key={entry.number}
                  entry={entry}
                  isShown={entry.number === number}
                  isCurrent={entry.number === current?.number}
                />
              ))}
            </ul>
          )}
          <OlderButton pages={pages} />
        </Card>
        {chosen === undefined && error !== null && (
          <ReasonBlock
            tone="bad"
            title={t('ruleHistory.cannotShow', { number: number ?? '' })}
            detail={error.message}
          />
        )}
        {chosen !== undefined && current !== undefined && <Version version={chosen} current={current} />}
      </div>
    </>
  )
}

function Entry({ entry, isShown, isCurrent }: { entry: RuleSetEntry; isShown: boolean; isCurrent: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <Link
        to="/after-call-sms/history"
        search={{ version: entry.number }}
        {...(isShown && { 'aria-current': 'true' as const })}
      >
        <strong>{t('word.ruleSet', { number: entry.number })}</strong>
        {isCurrent && <Chip tone="accent">{t('ruleHistory.inForce')}</Chip>}
        <span>{`${format.moment(entry.madeAt)}, ${entry.madeBy}`}</span>
      </Link>
    </li>
  )
}

function Version({ version, current }: { version: RuleSet; current: RuleSet }) {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const { isBusy, run } = useDeed()
  const restore = () =>
    run(async () => {
      await agreeToRental({ rules: version.rules })
      const made = await saveRules(version.rules, current.rulesNumber)
      toast({ words: t('ruleHistory.restored', { from: version.number, number: made.number }) })
      await goOn(() => navigate({ to: '/after-call-sms/custom' }))
    })
  return (
    <Card>
      <div className="card-head">
        <h2>{t('word.ruleSet', { number: version.number })}</h2>
        {version.number !== current.number && (
          <Button data-size="sm" variant="default" loading={isBusy} onClick={() => void restore()}>
            {t('ruleHistory.useAgain')}
          </Button>
        )}
      </div>
      <SinceBefore version={version} />
      {version.rules.length === 0 && <p className="card-lead">{t('ruleHistory.noRules')}</p>}
      <ol className="version-rules">
        {version.rules.map((rule, index) => (
          <li key={rule.key} data-off={!rule.enabled || undefined}>
            <span className="place-mark">{index + 1}</span>
            <div>
              <p className="rule-name" lang={languageOf(rule.name)}>
                {rule.enabled ? rule.name : t('conflict.isOff', rule)}
              </p>
              <RuleSentence
                pieces={ruleSentence(i18n.language, rule, names, { isLast: index === version.rules.length - 1 })}
              />
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** What is other than in the version before it. */
function SinceBefore({ version }: { version: RuleSet }) {
  const { t } = useTranslation()
  const { data: before } = useRuleSetVersion(version.number - 1)
  if (before === undefined) return null
  const changes = changesBetween(before.rules, version.rules)
  if (changes.length === 0) return <p className="card-lead">{t('ruleHistory.sameRules', { number: before.number })}</p>
  return (
    <div className="version-changes">
      <h3>{t('ruleHistory.changedSince', { number: before.number })}</h3>
      <RuleChanges changes={changes} />
      <h3>{t('ruleHistory.allRules')}</h3>
    </div>
  )
}
