import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useLatestCalls } from '../../api/calls.ts'
import { failureOf } from '../../api/failure-of.ts'
import { useRuleSet } from '../../api/rules.ts'
import { firstWayOut, useGateways, useHeaders, useRoutes, useSources, useTemplates } from '../../api/setup.ts'
import type { CallRow, Gateway, Header, Route, RuleSet, Source, Template } from '../../api/types.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { type Format, useFormat } from '../../ui/format-context.tsx'

/** `next` is told whether it is the step to take now, whose button is the one that stands out. */
type StepRow = { title: string; isDone: boolean; done: ReactNode; next: (isNow: boolean) => ReactNode }

/** The steps, once everything that they depend on is known, or why it is not. */
export function useSteps(): { steps: StepRow[] | undefined; failure: unknown } {
  const { t } = useTranslation()
  const format = useFormat()
  const asked = [
    useGateways(),
    useRoutes(),
    useHeaders(),
    useTemplates(),
    useRuleSet(),
    useSources(),
    useLatestCalls(),
  ] as const
  const [
    { data: gateways },
    { data: routes },
    { data: headers },
    { data: templates },
    { data: ruleSet },
    { data: sources },
    { data: calls },
  ] = asked
  const failure = failureOf(...asked)
  if (!gateways || !routes || !headers || !templates || !ruleSet || !sources || !calls)
    return { steps: undefined, failure }
  return { steps: stepsOf(t, { gateways, routes, headers, templates, ruleSet, sources, calls }, format), failure: null }
}

type Known = {
  gateways: readonly Gateway[]
  routes: readonly Route[]
  headers: readonly Header[]
  templates: readonly Template[]
  ruleSet: RuleSet
  sources: readonly Source[]
  calls: readonly CallRow[]
}

function stepsOf(
  t: TFunction,
  { gateways, routes, headers, templates, ruleSet, sources, calls }: Known,
  format: Format,
): StepRow[] {
  const used = firstWayOut(gateways, routes)
  const approved = templates.find((one) => one.status === 'approved')
  const rules = ruleSet.rules.filter((one) => one.enabled)
  const last = calls[0]
  const source = sources.find((one) => one.webhookUrl !== null)
  return [
    {
      title: t('firstSteps.gateway'),
      isDone: used !== undefined && used.kind !== 'sandbox',
      done: (
        <p>
          {t('firstSteps.leaveBy', { gateway: used?.title ?? '' })} <span lang="en">{used?.health?.words}</span>
        </p>
      ),
      next: (isNow) => (
        <>
          <p>{used === undefined ? t('firstSteps.noWayOut') : t('firstSteps.sandbox')}</p>
          <Way isNow={isNow} to="/gateways/new">
            {t('firstSteps.addGateway')}
          </Way>
        </>
      ),
    },
    {
      title: t('firstSteps.sender'),
      isDone: approved !== undefined,
      done: (
        <p>
          <Trans
            i18nKey="firstSteps.senderDone"
            values={{
              header: headers.find((one) => one.key === approved?.header)?.header ?? '',
              template: approved?.name ?? '',
            }}
            components={{ code: <code /> }}
          />
        </p>
      ),
      next: (isNow) => (
        <>
          <p>{headers.length === 0 ? t('firstSteps.senderNext') : t('firstSteps.templateNext')}</p>
          {headers.length === 0 ? (
            <div>
              <Button
                variant={isNow ? 'filled' : 'default'}
                renderRoot={(props) => <Link to="/templates" search={{ header: 'new' }} {...props} />}
              >
                {t('firstSteps.addSender')}
              </Button>
            </div>
          ) : (
            <Way isNow={isNow} to="/templates/new">
              {t('rules.writeTemplate')}
            </Way>
          )}
        </>
      ),
    },
    {
      title: t('firstSteps.rule'),
      isDone: rules.length > 0,
      done: <p>{t('firstSteps.rulesOn', { count: rules.length })}</p>,
      next: (isNow) => (
        <>
          <p>{t('firstSteps.ruleNext')}</p>
          <Way isNow={isNow} to="/after-call-sms/custom">
            {t('firstSteps.firstRule')}
          </Way>
        </>
      ),
    },
    {
      title: t('firstSteps.calls'),
      isDone: last !== undefined,
      done: <p>{last === undefined ? '' : lastCall(t, last, format)}</p>,
      next: (isNow) => (
        <>
          <p>
            {source === undefined ? t('firstSteps.callsNext') : t('firstSteps.pasteAddress', { source: source.name })}
          </p>
          {source?.webhookUrl != null && <CopyField value={source.webhookUrl} label={t('firstSteps.theAddress')} />}
          <Way isNow={isNow} to="/sources/new">
            {t(source === undefined ? 'firstSteps.addSource' : 'firstSteps.anotherSource')}
          </Way>
        </>
      ),
    },
    {
      title: t('firstSteps.textYourself'),
      isDone: calls.some((call) => call.messages.some((one) => one.state === 'delivered' || one.state === 'sent')),
      done: <p>{t('firstSteps.firstText')}</p>,
      next: (isNow) => (
        <>
          <p>{t('firstSteps.tryNext')}</p>
          <Way isNow={isNow} to="/try">
            {t('nav.try')}
          </Way>
        </>
      ),
    },
  ]
}

function lastCall(t: TFunction, { outcome, endedAt, source }: CallRow, format: Format): string {
  const call = { outcome: t(`story.outcome.${outcome}`), moment: format.moment(endedAt) }
  if (source === null) return t('firstSteps.lastCall', call)
  return t('firstSteps.lastCallFrom', { ...call, source: source.name })
}

function Way({
  to,
  isNow,
  children,
}: {
  isNow: boolean
  to: '/gateways/new' | '/templates/new' | '/after-call-sms/custom' | '/sources/new' | '/try'
  children: ReactNode
}) {
  return (
    <div>
      <Button variant={isNow ? 'filled' : 'default'} renderRoot={(props) => <Link to={to} {...props} />}>
        {children}
      </Button>
    </div>
  )
}
