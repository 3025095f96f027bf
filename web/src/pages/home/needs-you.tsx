import { Skeleton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCircleCheck,
  IconDeviceMobileOff,
  IconMessageQuestion,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { isUnanswered } from '../../api/failure-of.ts'
import { useAccount } from '../../api/me.ts'
import { dismissNotice, useNotices } from '../../api/notices.ts'
import { useRestored } from '../../api/restored.ts'
import { firstWayOut, gatewayName, useGateways, useRoutes, useUnmapped, useUsers } from '../../api/setup.ts'
import { moveTemplate, resumeHeader } from '../../api/templates.ts'
import type { Account, Gateway, Mapping, Notice, Overview, Route, RuleSet, User, Warning } from '../../api/types.ts'
import { useWarnings } from '../../api/warnings.ts'
import { DeedButton } from '../../shell/deed-button.tsx'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { mostNamed, type Need } from './need.ts'
import { differing, withoutIds } from './registration-needs.tsx'
import { amiss, withoutOwner } from './rule-needs.tsx'

/** What waits for a person: what, why, and one verb. */
export function NeedsYou({ overview, ruleSet }: { overview: Overview; ruleSet: RuleSet }) {
  const { needs, isAsking, unasked, again } = useNeeds(overview, ruleSet)
  return (
    <Card>
      <div className="section-head needs-head">
        <h2>Needs you {needs.length > 0 && <Chip tone="warn">{needs.length}</Chip>}</h2>
      </div>
      {isAsking && <Skeleton height={22} className="late-skeleton" />}
      {unasked.length > 0 && (
        <ReasonBlock
          title="Not everything could be asked"
          detail={`What there may be about ${unasked.join(', ')} is not known.`}
          action={<LinkButton onClick={again}>Ask again</LinkButton>}
        />
      )}
      {needs.length === 0 && !isAsking && unasked.length === 0 && (
        <p className="check-line">
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" /> Nothing waits for you.
        </p>
      )}
      <ul className="needs">
        {needs.map((need) => (
          <li key={need.key}>
            {need.icon}
            <span>
              <strong>{need.title}</strong>
              <br />
              <span className="quiet-words">{need.why}</span>
            </span>
            {need.way}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The needs known so far, whether more is being asked, and what was not answered even once. */
function useNeeds(overview: Overview, ruleSet: RuleSet) {
  const asked = {
    people: useUsers(),
    'names nobody knows': useUnmapped(),
    gateways: useGateways(),
    'the way out': useRoutes(),
    notices: useNotices(),
    'what is registered': useWarnings(),
    'texts that wait after a restore': useRestored(),
  }
  const unasked = Object.entries(asked).filter(([, one]) => isUnanswered(one))
  return {
    needs: needsOf(overview, ruleSet, {
      account: useAccount(),
      users: asked.people.data,
      unmapped: asked['names nobody knows'].data,
      gateways: asked.gateways.data,
      routes: asked['the way out'].data,
      notices: asked.notices.data,
      warnings: asked['what is registered'].data,
      restored: asked['texts that wait after a restore'].data,
    }),
    isAsking: Object.values(asked).some(({ isPending }) => isPending),
    unasked: unasked.map(([name]) => name),
    again: () => {
      for (const [, { refetch }] of unasked) void refetch()
    },
  }
}

type Answers = {
  account: Account
  users: readonly User[] | undefined
  unmapped: readonly Mapping[] | undefined
  gateways: readonly Gateway[] | undefined
  routes: readonly Route[] | undefined
  notices: readonly Notice[] | undefined
  warnings: readonly Warning[] | undefined
  restored: { waiting: number } | undefined
}

function needsOf(
  { inDoubt }: Overview,
  { rules, analysis }: RuleSet,
  { account, users, unmapped, gateways, routes, notices, warnings, restored }: Answers,
): Need[] {
  const needs: Need[] = stopped(account, gateways, routes)
  for (const notice of notices ?? [])
    needs.push({
      key: `notice ${notice.kind} ${notice.subject}`,
      icon: <IconAlertTriangle size={20} color="var(--warn)" aria-hidden="true" />,
      title: notice.words,
      why: notice.mend,
      way: <NoticeWays notice={notice} />,
    })
  const held = restored?.waiting ?? 0
  if (held > 0)
    needs.push({
      key: 'restored',
      icon: <IconMessageQuestion size={20} color="var(--bad)" aria-hidden="true" />,
      title: held === 1 ? '1 text waits after the restore' : `${held} texts wait after the restore`,
      why: 'Whether they went before is not known. After 72 hours they are unknown.',
      way: <Link to="/messages/restored">Send or drop</Link>,
    })
  if (inDoubt > 0)
    needs.push({
      key: 'doubt',
      icon: <IconMessageQuestion size={20} color="var(--bad)" aria-hidden="true" />,
      title: inDoubt === 1 ? '1 text is unconfirmed' : `${inDoubt} texts are unconfirmed`,
      why:
        inDoubt === 1
          ? 'Whether it went is not known. It is not sent again by itself.'
          : 'Whether they went is not known. They are not sent again by themselves.',
      way: (
        <Link to="/messages" search={{ state: 'unconfirmed' }}>
          Settle it
        </Link>
      ),
    })
  const used = firstWayOut(gateways, routes)
  if (used !== undefined && (used.paused || used.health?.state === 'down'))
    needs.push({
      key: 'gateway',
      icon: <IconPlugConnectedX size={20} color="var(--bad)" aria-hidden="true" />,
      title: used.paused ? `${used.title} is paused` : `${used.title} is down`,
      why: used.health?.words ?? 'Texts wait for it and lapse when their validity ends.',
      way: (
        <Link to="/gateways/$gatewayKey" params={{ gatewayKey: gatewayName(used) }}>
          Open it
        </Link>
      ),
    })
  const place = (key: string) => rules.findIndex((rule) => rule.key === key) + 1
  for (const one of analysis.shadowed.filter(({ rule }) => rules.find((each) => each.key === rule)?.enabled))
    needs.push({
      key: `dead ${one.rule}`,
      icon: <IconArrowsSplit2 size={20} color="var(--warn)" aria-hidden="true" />,
      title: `Rule ${place(one.rule)} can never fire`,
      why:
        one.by.length === 1
          ? `Rule ${place(one.by[0] ?? '')} above takes every call that it would match.`
          : `Rules ${one.by.map(place).join(', ')} above together take every call that it would match.`,
      way: <Link to="/after-call-sms/custom">Move it up</Link>,
    })
  const ofRules = { rules, analysis }
  needs.push(...amiss(ofRules), ...differing(ofRules), ...withoutIds(warnings ?? []), ...withoutOwner(ofRules))
  needs.push(...withoutNumber((users ?? []).filter((one) => one.phone === null && !one.textsOff)))
  if (unmapped !== undefined && unmapped.length > 0)
    needs.push({
      key: 'unmapped',
      icon: <IconPlugConnectedX size={20} color="var(--warn)" aria-hidden="true" />,
      title: unmapped.length === 1 ? `Nobody knows “${unmapped[0]?.shown}”` : `${unmapped.length} names nobody knows`,
      why: 'A phone system reported them; calls are judged without.',
      way: <Link to="/gateways">Say who</Link>,
    })
  return needs
}

/** Why nobody, or hardly anybody, is texted at all. */
function stopped(account: Account, gateways: Answers['gateways'], routes: Answers['routes']): Need[] {
  const needs: Need[] = []
  const add = (need: Omit<Need, 'icon'>) =>
    needs.push({ ...need, icon: <IconAlertTriangle size={20} color="var(--bad)" aria-hidden="true" /> })
  if (!account.smsOn)
    add({
      key: 'off',
      title: 'After-Call SMS is off',
      why: 'Calls are recorded and nobody is texted.',
      way: <Link to="/settings">Switch it on</Link>,
    })
  if (account.trialNumbers !== null)
    add({
      key: 'trial',
      title: 'Trial mode is on',
      why: trialWords(account.trialNumbers.length),
      way: <Link to="/settings">End it</Link>,
    })
  if (gateways !== undefined && routes !== undefined && firstWayOut(gateways, routes) === undefined)
    add({
      key: 'no way out',
      title: 'Texts have no way out',
      why: 'No gateway is chosen for them: each is skipped.',
      way: <Link to="/gateways">Choose one</Link>,
    })
  return needs
}

const trialWords = (numbers: number) =>
  numbers === 0
    ? 'No number is on its list: nobody is texted.'
    : numbers === 1
      ? 'Only the one number on its list is texted.'
      : `Only the ${numbers} numbers on its list are texted.`

function withoutNumber(users: readonly User[]): Need[] {
  const icon = <IconDeviceMobileOff size={20} color="var(--warn)" aria-hidden="true" />
  if (users.length > mostNamed)
    return [
      {
        key: 'phones',
        icon,
        title: `${users.length} users have no mobile number`,
        why: 'Texts to them are skipped.',
        way: <Link to="/people">Add them</Link>,
      },
    ]
  return users.map((user) => ({
    key: `phone ${user.key}`,
    icon,
    title: `${user.name} has no mobile number`,
    why: 'Texts to this user are skipped.',
    way: (
      <Link to="/people" search={{ user: user.key }}>
        Add it
      </Link>
    ),
  }))
}

/** Where a notice leads to, and how it goes away. */
function NoticeWays({ notice }: { notice: Notice }) {
  const seen = <DeedButton deed={() => dismissNotice(notice)}>Seen</DeedButton>
  switch (notice.kind) {
    case 'template_refused':
    case 'template_at_risk':
    case 'template_dnd':
      return (
        <span className="needs-ways">
          <Link to="/templates/$templateKey" params={{ templateKey: notice.subject }}>
            Open it
          </Link>
          {notice.kind === 'template_refused' ? (
            <DeedButton deed={() => moveTemplate(notice.subject, 'resume')}>Resume it</DeedButton>
          ) : (
            seen
          )}
        </span>
      )
    case 'header_refused':
      return (
        <span className="needs-ways">
          <Link to="/templates" search={{ header: notice.subject }}>
            Open it
          </Link>
          <DeedButton deed={() => resumeHeader(notice.subject)}>Resume it</DeedButton>
        </span>
      )
    case 'reply_perhaps_stop':
      return (
        <span className="needs-ways">
          <Link to="/opt-outs">Read it</Link>
          {seen}
        </span>
      )
    default:
      return seen
  }
}
