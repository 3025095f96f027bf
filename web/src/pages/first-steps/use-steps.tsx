import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
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
  return { steps: stepsOf({ gateways, routes, headers, templates, ruleSet, sources, calls }, format), failure: null }
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

function stepsOf({ gateways, routes, headers, templates, ruleSet, sources, calls }: Known, format: Format): StepRow[] {
  const used = firstWayOut(gateways, routes)
  const approved = templates.find((one) => one.status === 'approved')
  const rules = ruleSet.rules.filter((one) => one.enabled)
  const last = calls[0]
  const source = sources.find((one) => one.webhookUrl !== null)
  return [
    {
      title: 'A gateway for your texts',
      isDone: used !== undefined && used.kind !== 'sandbox',
      done: <p>{`Texts leave by ${used?.title}. ${used?.health?.words ?? ''}`}</p>,
      next: (isNow) => (
        <>
          <p>
            {used === undefined
              ? 'Texts have no way out yet.'
              : 'Until you add one, texts go to the sandbox and reach no phone. You can do the other steps first.'}
          </p>
          <Way isNow={isNow} to="/gateways/new">
            Add a gateway
          </Way>
        </>
      ),
    },
    {
      title: 'A sender and a template',
      isDone: approved !== undefined,
      done: (
        <p>
          Header <code>{headers.find((one) => one.key === approved?.header)?.header}</code> and “{approved?.name}”.
        </p>
      ),
      next: (isNow) => (
        <>
          <p>
            {headers.length === 0
              ? 'The name your texts come from, then the wording, both as they are registered.'
              : 'The wording as it is registered, with placeholders for what differs from call to call.'}
          </p>
          {headers.length === 0 ? (
            <div>
              <Button
                variant={isNow ? 'filled' : 'default'}
                renderRoot={(props) => <Link to="/templates" search={{ header: 'new' }} {...props} />}
              >
                Add a sender
              </Button>
            </div>
          ) : (
            <Way isNow={isNow} to="/templates/new">
              Write a template
            </Way>
          )}
        </>
      ),
    },
    {
      title: 'A rule',
      isDone: rules.length > 0,
      done: <p>{`${rules.length} ${rules.length === 1 ? 'rule is' : 'rules are'} on, read from the top.`}</p>,
      next: (isNow) => (
        <>
          <p>Which call gets which text. Most accounts begin with missed calls.</p>
          <Way isNow={isNow} to="/after-call-sms/custom">
            Make the first rule
          </Way>
        </>
      ),
    },
    {
      title: 'Calls coming in',
      isDone: last !== undefined,
      done: (
        <p>
          {last === undefined
            ? ''
            : `The last ${last.outcome} call came ${format.moment(last.endedAt)}${last.source === null ? '' : ` from ${last.source.name}`}.`}
        </p>
      ),
      next: (isNow) => (
        <>
          <p>
            {source === undefined
              ? 'Give your phone system an address to call after each call, or post calls to the API with your key.'
              : `Paste this address into ${source.name}; the next call that ends stands here.`}
          </p>
          {source?.webhookUrl != null && <CopyField value={source.webhookUrl} label="the address" />}
          <Way isNow={isNow} to="/sources/new">
            {source === undefined ? 'Add a source' : 'Add another source'}
          </Way>
        </>
      ),
    },
    {
      title: 'Text yourself',
      isDone: calls.some((call) => call.messages.some((one) => one.state === 'delivered' || one.state === 'sent')),
      done: <p>The first text is out.</p>,
      next: (isNow) => (
        <>
          <p>End a made-up call with your own number as the caller, before any real caller is texted.</p>
          <Way isNow={isNow} to="/try">
            Try a call
          </Way>
        </>
      ),
    },
  ]
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
