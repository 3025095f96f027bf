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
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { isUnanswered } from '../../api/failure-of.ts'
import { useAccount } from '../../api/me.ts'
import { dismissNotice, useNotices } from '../../api/notices.ts'
import { useRestored } from '../../api/restored.ts'
import { firstWayOut, gatewayName, useGateways, useRoutes, useUnmapped, useUsers } from '../../api/setup.ts'
import { moveTemplate, resumeHeader } from '../../api/templates.ts'
import type { Account, Gateway, Mapping, Notice, Overview, Route, RuleSet, User, Warning } from '../../api/types.ts'
import { useWarnings } from '../../api/warnings.ts'
import { DeedButton } from '../../shell/deed-button.tsx'
import { languageOf } from '../../ui/languages.ts'
import { noticeWords } from '../../ui/notice-words.ts'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { mostNamed, type Need } from './need.ts'
import { differing, withoutIds } from './registration-needs.tsx'
import { amiss, withoutOwner } from './rule-needs.tsx'

/** What waits for a person: what, why, and one verb. */
export function NeedsYou({ overview, ruleSet }: { overview: Overview; ruleSet: RuleSet }) {
  const { t } = useTranslation()
  const { needs, isAsking, unasked, again } = useNeeds(overview, ruleSet)
  return (
    <Card>
      <div className="section-head needs-head">
        <h2>
          {t('home.needsYou')} {needs.length > 0 && <Chip tone="warn">{needs.length}</Chip>}
        </h2>
      </div>
      {isAsking && <Skeleton height={22} className="late-skeleton" />}
      {unasked.length > 0 && (
        <ReasonBlock
          title={t('home.notAsked')}
          detail={t('home.notKnown', { what: unasked.join(', ') })}
          action={<LinkButton onClick={again}>{t('rules.askAgain')}</LinkButton>}
        />
      )}
      {needs.length === 0 && !isAsking && unasked.length === 0 && (
        <p className="check-line">
          <IconCircleCheck size={19} color="var(--ok)" aria-hidden="true" /> {t('home.nothing')}
        </p>
      )}
      <ul className="needs">
        {needs.map((need) => (
          <li key={need.key}>
            {need.icon}
            <span>
              <strong lang={languageOf(need.title)}>{need.title}</strong>
              <br />
              <span className="quiet-words" lang={languageOf(need.why)}>
                {need.why}
              </span>
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
  const { t } = useTranslation()
  const asked = {
    people: useUsers(),
    unmapped: useUnmapped(),
    gateways: useGateways(),
    routes: useRoutes(),
    notices: useNotices(),
    warnings: useWarnings(),
    restored: useRestored(),
  }
  const unasked = (Object.keys(asked) as (keyof typeof asked)[]).filter((name) => isUnanswered(asked[name]))
  return {
    needs: needsOf(t, overview, ruleSet, {
      account: useAccount(),
      users: asked.people.data,
      unmapped: asked.unmapped.data,
      gateways: asked.gateways.data,
      routes: asked.routes.data,
      notices: asked.notices.data,
      warnings: asked.warnings.data,
      restored: asked.restored.data,
    }),
    isAsking: Object.values(asked).some(({ isPending }) => isPending),
    unasked: unasked.map((name) => t(`home.about.${name}`)),
    again: () => {
      for (const name of unasked) void asked[name].refetch()
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
  t: TFunction,
  { inDoubt }: Overview,
  { rules, analysis }: RuleSet,
  { account, users, unmapped, gateways, routes, notices, warnings, restored }: Answers,
): Need[] {
  const needs: Need[] = stopped(t, account, gateways, routes)
  for (const notice of notices ?? [])
    needs.push({
      key: `notice ${notice.kind} ${notice.subject}`,
      icon: <IconAlertTriangle size={20} color="var(--warn)" aria-hidden="true" />,
      ...noticeWords(t, notice),
      way: <NoticeWays notice={notice} />,
    })
  const held = restored?.waiting ?? 0
  if (held > 0)
    needs.push({
      key: 'restored',
      icon: <IconMessageQuestion size={20} color="var(--bad)" aria-hidden="true" />,
      title: t('home.restored', { count: held }),
      why: t('home.restoredWhy'),
      way: <Link to="/messages/restored">{t('home.sendOrDrop')}</Link>,
    })
  if (inDoubt > 0)
    needs.push({
      key: 'doubt',
      icon: <IconMessageQuestion size={20} color="var(--bad)" aria-hidden="true" />,
      title: t('home.doubt', { count: inDoubt }),
      why: t('home.doubtWhy', { count: inDoubt }),
      way: (
        <Link to="/messages" search={{ state: 'unconfirmed' }}>
          {t('home.settle')}
        </Link>
      ),
    })
  const used = firstWayOut(gateways, routes)
  if (used !== undefined && (used.paused || used.health?.state === 'down'))
    needs.push({
      key: 'gateway',
      icon: <IconPlugConnectedX size={20} color="var(--bad)" aria-hidden="true" />,
      title: t(used.paused ? 'home.paused' : 'home.down', { gateway: used.title }),
      why: used.health?.words ?? t('home.waiting'),
      way: (
        <Link to="/gateways/$gatewayKey" params={{ gatewayKey: gatewayName(used) }}>
          {t('home.open')}
        </Link>
      ),
    })
  const place = (key: string) => rules.findIndex((rule) => rule.key === key) + 1
  for (const one of analysis.shadowed.filter(({ rule }) => rules.find((each) => each.key === rule)?.enabled))
    needs.push({
      key: `dead ${one.rule}`,
      icon: <IconArrowsSplit2 size={20} color="var(--warn)" aria-hidden="true" />,
      title: t('home.neverFires', { place: place(one.rule) }),
      why:
        one.by.length === 1
          ? t('rules.takesFirst', { place: place(one.by[0] ?? '') })
          : t('rules.takeFirst', { places: one.by.map(place).join(', ') }),
      way: <Link to="/after-call-sms/custom">{t('home.moveUp')}</Link>,
    })
  const ofRules = { rules, analysis }
  needs.push(
    ...amiss(t, ofRules),
    ...differing(t, ofRules),
    ...withoutIds(t, warnings ?? []),
    ...withoutOwner(t, ofRules),
  )
  needs.push(
    ...withoutNumber(
      t,
      (users ?? []).filter((one) => one.phone === null && !one.textsOff),
    ),
  )
  if (unmapped !== undefined && unmapped.length > 0)
    needs.push({
      key: 'unmapped',
      icon: <IconPlugConnectedX size={20} color="var(--warn)" aria-hidden="true" />,
      title: t('home.unmapped', { count: unmapped.length, shown: unmapped[0]?.shown ?? '' }),
      why: t('home.unmappedWhy'),
      way: <Link to="/gateways">{t('home.sayWho')}</Link>,
    })
  return needs
}

/** Why nobody, or hardly anybody, is texted at all. */
function stopped(t: TFunction, account: Account, gateways: Answers['gateways'], routes: Answers['routes']): Need[] {
  const needs: Need[] = []
  const add = (need: Omit<Need, 'icon'>) =>
    needs.push({ ...need, icon: <IconAlertTriangle size={20} color="var(--bad)" aria-hidden="true" /> })
  if (!account.smsOn)
    add({
      key: 'off',
      title: t('home.off'),
      why: t('home.offWhy'),
      way: <Link to="/settings">{t('home.switchOn')}</Link>,
    })
  if (account.trialNumbers !== null)
    add({
      key: 'trial',
      title: t('home.trial'),
      why:
        account.trialNumbers.length === 0
          ? t('home.trialNone')
          : t('home.trialOnly', { count: account.trialNumbers.length }),
      way: <Link to="/settings">{t('home.endIt')}</Link>,
    })
  if (gateways !== undefined && routes !== undefined && firstWayOut(gateways, routes) === undefined)
    add({
      key: 'no way out',
      title: t('home.noWayOut'),
      why: t('home.noWayOutWhy'),
      way: <Link to="/gateways">{t('home.choose')}</Link>,
    })
  return needs
}

function withoutNumber(t: TFunction, users: readonly User[]): Need[] {
  const icon = <IconDeviceMobileOff size={20} color="var(--warn)" aria-hidden="true" />
  if (users.length > mostNamed)
    return [
      {
        key: 'phones',
        icon,
        title: t('home.noMobiles', { count: users.length }),
        why: t('home.noMobilesWhy'),
        way: <Link to="/people">{t('home.addThem')}</Link>,
      },
    ]
  return users.map((user) => ({
    key: `phone ${user.key}`,
    icon,
    title: t('home.noMobile', { name: user.name }),
    why: t('home.noMobileWhy'),
    way: (
      <Link to="/people" search={{ user: user.key }}>
        {t('home.addIt')}
      </Link>
    ),
  }))
}

/** Where a notice leads to, and how it goes away. */
function NoticeWays({ notice }: { notice: Notice }) {
  const { t } = useTranslation()
  const seen = <DeedButton deed={() => dismissNotice(notice)}>{t('home.seen')}</DeedButton>
  switch (notice.kind) {
    case 'template_refused':
    case 'template_at_risk':
    case 'template_dnd':
      return (
        <span className="needs-ways">
          <Link to="/templates/$templateKey" params={{ templateKey: notice.subject }}>
            {t('home.open')}
          </Link>
          {notice.kind === 'template_refused' ? (
            <DeedButton deed={() => moveTemplate(notice.subject, 'resume')}>{t('home.resume')}</DeedButton>
          ) : (
            seen
          )}
        </span>
      )
    case 'header_refused':
      return (
        <span className="needs-ways">
          <Link to="/templates" search={{ header: notice.subject }}>
            {t('home.open')}
          </Link>
          <DeedButton deed={() => resumeHeader(notice.subject)}>{t('home.resume')}</DeedButton>
        </span>
      )
    case 'reply_perhaps_stop':
      return (
        <span className="needs-ways">
          <Link to="/opt-outs">{t('home.read')}</Link>
          {seen}
        </span>
      )
    default:
      return seen
  }
}
