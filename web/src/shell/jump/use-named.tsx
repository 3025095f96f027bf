import {
  IconArrowsSplit2,
  IconBook2,
  IconFileText,
  IconHash,
  IconPlugConnected,
  IconPlus,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../api/failure-of.ts'
import { useMe } from '../../api/me.ts'
import { useRuleSet } from '../../api/rules.ts'
import {
  gatewayName,
  useDepartments,
  useDids,
  useGateways,
  useSources,
  useTemplates,
  useUsers,
} from '../../api/setup.ts'
import type { Did, Rule } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { isPageFor, menu } from '../navigation.ts'
import { fitting, hasDigits, typedNumber } from './fit.ts'
import { type Found, type Group, iconOf, type Option } from './found.tsx'

/** More of one kind than this are not seen at a glance: a longer name finds fewer. */
const mostOfAKind = 5

const kinds = {
  rules: IconArrowsSplit2,
  templates: IconFileText,
  users: IconUser,
  departments: IconUsersGroup,
  dids: IconHash,
  gateways: IconPlugConnected,
  sources: IconPlugConnected,
} as const
type Kind = keyof typeof kinds

/** One thing of the account: found by its words, by other names, or by the digits of its number. */
type Thing = Omit<Option, 'id' | 'icon'> & {
  kind: Kind
  key: string
  names?: readonly string[]
  number?: string | null
}

/** Rules, templates, people, numbers and gateways of the account that fit what was typed. Only for those who may read how it is set up. */
export function useNamed(typed: string): Found {
  const { t } = useTranslation()
  const { things, isPending, problem } = useThings()
  const digits = typedNumber(typed)
  const found = (kind: Kind): Group => {
    const all = things.filter((one) => one.kind === kind)
    const byNumber = digits === null ? [] : all.filter(({ number }) => number && hasDigits(number, digits))
    const byName = fitting(all, ({ words, names = [] }) => [words, ...names], typed)
    return {
      title: t(`jump.${kind}`),
      options: [...new Set([...byNumber, ...byName])].slice(0, mostOfAKind).map(({ key, words, after, go }) => ({
        id: `${kind} ${key}`,
        icon: iconOf(kinds[kind]),
        words,
        ...(after !== undefined && { after }),
        go,
      })),
    }
  }
  return { groups: (Object.keys(kinds) as Kind[]).map(found), isLooking: typed !== '' && isPending, problem }
}

function useThings() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const asked = [
    useRuleSet(),
    useTemplates(),
    useUsers(),
    useDepartments(),
    useDids(),
    useGateways(),
    useSources(),
  ] as const
  const [rules, templates, users, departments, dids, gateways, sources] = asked
  const ofRule = ({ key, name, enabled }: Rule, index: number): Thing => {
    const place = t('word.rule', { place: index + 1 })
    return {
      kind: 'rules',
      key,
      words: name,
      after: enabled ? place : `${place}, ${t('rules.off').toLowerCase()}`,
      names: [place],
      go: () => void navigate({ to: '/after-call-sms/custom/$ruleKey', params: { ruleKey: key } }),
    }
  }
  const ofDid = ({ key, name, number }: Did): Thing => ({
    kind: 'dids',
    key,
    words: phone(number),
    ...(name && { after: name, names: [name] }),
    number,
    go: () => void navigate({ to: '/people', search: { did: key } }),
  })
  const named = (kind: Kind, all: readonly Named[] = [], open: (key: string) => Promise<void>): Thing[] =>
    all.map(({ key, name, phone: number = null }) => ({ kind, key, words: name, number, go: () => void open(key) }))
  const titled = gateways.data?.map((one) => ({ key: gatewayName(one), name: one.title }))
  const things: Thing[] = [
    ...(rules.data?.rules ?? []).map(ofRule),
    ...named('templates', templates.data, (templateKey) =>
      navigate({ to: '/templates/$templateKey', params: { templateKey } }),
    ),
    ...named('users', users.data, (user) => navigate({ to: '/people', search: { user } })),
    ...named('departments', departments.data, (department) => navigate({ to: '/people', search: { department } })),
    ...(dids.data ?? []).map(ofDid),
    ...named('gateways', titled, (gatewayKey) => navigate({ to: '/gateways/$gatewayKey', params: { gatewayKey } })),
    ...named('sources', sources.data, (sourceKey) => navigate({ to: '/sources/$sourceKey', params: { sourceKey } })),
  ]
  return { things, isPending: asked.some((one) => one.isPending), problem: failureOf(...asked) }
}

type Named = { key: string; name: string; phone?: string | null }

/** Pages that stand in no menu. */
const further = [
  { to: '/after-call-sms/custom/new', label: 'rules.add', icon: IconPlus },
  { to: '/after-call-sms/history', label: 'nav.history', icon: IconArrowsSplit2 },
  { to: '/settings/audit', label: 'nav.audit', icon: IconFileText },
  { to: '/glossary', label: 'nav.glossary', icon: IconBook2 },
] as const

/** The pages of whoever is signed in, all of them until something is typed. They are found by their English names too. */
export function usePages(typed: string): Group {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { permissions } = useMe()
  const pages = [...menu.flatMap(({ items }) => [...items]), ...further].filter((one) => isPageFor(permissions, one.to))
  const found = typed.trim() === '' ? pages : fitting(pages, ({ label }) => [t(label), t(label, { lng: 'en' })], typed)
  return {
    title: t('jump.pages'),
    options: found.map(({ to, label, icon }) => ({
      id: to,
      icon: iconOf(icon),
      words: t(label),
      go: () => void navigate({ to }),
    })),
  }
}
