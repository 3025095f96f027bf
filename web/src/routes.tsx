/** Every URL of the console. State worth keeping (filters, what is being edited) is in the search part. */

import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { callOfMessage } from './api/calls.ts'
import { meQuery } from './api/me.ts'
import { isProblem } from './api/problem.ts'
import { queryClient } from './api/query-client.ts'
import { keyPart } from './key-part.ts'
import { type HomeDays, homeDaysOf } from './pages/home/home-days.ts'
import { callFilters, messageFilters, pick, registeredFilters, text } from './search-parts.ts'
import type { Crumb } from './shell/crumb.ts'
import { Failure, FailurePage } from './shell/failure.tsx'
import { isPageFor } from './shell/navigation.ts'
import { NotFound, NotFoundHere, NotFoundPage } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Where a page stands: its sections, then, for a page below a list, the list to go back to. */
    crumbs?: readonly Crumb[]
  }
  interface Register {
    router: typeof router
  }
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotFoundPage,
  errorComponent: FailurePage,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: (search): { link?: string; to?: string; ended?: string } =>
    pick(search, ['link', 'to', 'ended'] as const),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx')),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: FailurePage,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isProblem(error) && error.status === 401)
        throw redirect({ to: '/signin', search: location.href === '/' ? {} : { to: location.href } })
      throw error
    })
    if (me.account === null && location.pathname !== '/accounts/new') throw redirect({ to: '/accounts/new' })
    if (!isPageFor(me.permissions, location.pathname)) throw redirect({ to: '/calls' })
  },
})

const automation: Crumb[] = [{ label: 'nav.automation' }, { label: 'nav.afterCall', to: '/after-call-sms/custom' }]
const custom: Crumb[] = [...automation, { label: 'nav.custom', to: '/after-call-sms/custom' }]
const templates: Crumb[] = [{ label: 'nav.automation' }, { label: 'nav.templates', to: '/templates' }]
const gateways: Crumb[] = [{ label: 'nav.setUp' }, { label: 'nav.gateways', to: '/gateways' }]

const page = <P extends string>(path: P, crumbs: readonly Crumb[]) => ({
  getParentRoute: () => shell,
  path,
  staticData: { crumbs },
  // Inside the shell: the menu leads on.
  errorComponent: Failure,
  notFoundComponent: NotFound,
})

const home = createRoute({
  ...page('/', []),
  validateSearch: (search): { days?: HomeDays } => {
    const days = homeDaysOf(search['days'])
    return days === 1 ? {} : { days }
  },
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx')),
})

const tryCall = createRoute({
  ...page('/try', []),
  validateSearch: (search): { call?: string } => ({
    ...(text(search['call']) && { call: text(search['call']) as string }),
  }),
  component: lazyRouteComponent(() => import('./pages/try/try-page.tsx')),
})

const calls = createRoute({
  ...page('/calls', []),
  validateSearch: (search): Partial<Record<(typeof callFilters)[number], string>> => pick(search, callFilters),
  component: lazyRouteComponent(() => import('./pages/calls/calls-page.tsx')),
})
const call = createRoute({
  ...page('/calls/$callId', [{ label: 'nav.calls', to: '/calls' }]),
  component: lazyRouteComponent(() => import('./pages/calls/call-page.tsx')),
})

const messages = createRoute({
  ...page('/messages', []),
  validateSearch: (search): Partial<Record<(typeof messageFilters)[number], string>> => pick(search, messageFilters),
  component: lazyRouteComponent(() => import('./pages/messages/messages-page.tsx')),
})

/** A text has no page of its own: it stands on that of its call. */
const message = createRoute({
  ...page('/messages/$messageId', [{ label: 'nav.messages', to: '/messages' }]),
  loader: async ({ params }) => {
    const { callId } = await callOfMessage(params.messageId).catch((error: unknown) => {
      throw isProblem(error, 'not_found') ? notFound() : error
    })
    throw redirect({ to: '/calls/$callId', params: { callId }, hash: params.messageId, replace: true })
  },
})

const restored = createRoute({
  ...page('/messages/restored', [{ label: 'nav.messages', to: '/messages' }]),
  component: lazyRouteComponent(() => import('./pages/messages/restored-page.tsx')),
})

const rules = createRoute({
  ...page('/after-call-sms/custom', automation),
  component: lazyRouteComponent(() => import('./pages/rules/rules-page.tsx')),
})
const newRule = createRoute({
  ...page('/after-call-sms/custom/new', custom),
  validateSearch: (search): { of?: string } => pick(search, ['of'] as const),
  component: lazyRouteComponent(() => import('./pages/rules/new-rule-page.tsx')),
})
const rule = createRoute({
  ...page('/after-call-sms/custom/$ruleKey', custom),
  params: keyPart('ruleKey'),
  component: lazyRouteComponent(() => import('./pages/rules/edit-rule-page.tsx')),
})
const history = createRoute({
  ...page('/after-call-sms/history', automation),
  validateSearch: (search): { version?: number } =>
    Number(search['version']) > 0 ? { version: Number(search['version']) } : {},
  component: lazyRouteComponent(() => import('./pages/rules/history-page.tsx')),
})

const templateList = createRoute({
  ...page('/templates', [{ label: 'nav.automation' }]),
  validateSearch: (search): { header?: string; search?: string } => pick(search, ['header', 'search'] as const),
  component: lazyRouteComponent(() => import('./pages/templates/templates-page.tsx')),
})
const newTemplate = createRoute({
  ...page('/templates/new', templates),
  validateSearch: (search): { of?: string } => pick(search, ['of'] as const),
  component: lazyRouteComponent(() => import('./pages/templates/new-template-page.tsx')),
})
const registeredTexts = createRoute({
  ...page('/templates/registered', templates),
  validateSearch: (search): { search?: string; status?: string } => pick(search, registeredFilters),
  component: lazyRouteComponent(() => import('./pages/templates/registered-page.tsx')),
})
const template = createRoute({
  ...page('/templates/$templateKey', templates),
  params: keyPart('templateKey'),
  component: lazyRouteComponent(() => import('./pages/templates/edit-template-page.tsx')),
})

const optOuts = createRoute({
  ...page('/opt-outs', []),
  component: lazyRouteComponent(() => import('./pages/opt-outs/opt-outs-page.tsx')),
})

const languages = createRoute({
  ...page('/languages', []),
  component: lazyRouteComponent(() => import('./pages/languages/languages-page.tsx')),
})

const consents = createRoute({
  ...page('/consents', []),
  component: lazyRouteComponent(() => import('./pages/consents/consents-page.tsx')),
})

const people = createRoute({
  ...page('/people', [{ label: 'nav.setUp' }]),
  validateSearch: (search): { user?: string; department?: string; did?: string; search?: string } =>
    pick(search, ['user', 'department', 'did', 'search'] as const),
  component: lazyRouteComponent(() => import('./pages/people/people-page.tsx')),
})

const gatewayList = createRoute({
  ...page('/gateways', [{ label: 'nav.setUp' }]),
  component: lazyRouteComponent(() => import('./pages/gateways/gateways-page.tsx')),
})
const newGateway = createRoute({
  ...page('/gateways/new', gateways),
  validateSearch: (search): { kind?: string } => pick(search, ['kind'] as const),
  component: lazyRouteComponent(() => import('./pages/gateways/new-gateway-page.tsx')),
})
const gateway = createRoute({
  ...page('/gateways/$gatewayKey', gateways),
  params: keyPart('gatewayKey'),
  component: lazyRouteComponent(() => import('./pages/gateways/gateway-page.tsx')),
})
const newSource = createRoute({
  ...page('/sources/new', gateways),
  validateSearch: (search): { kind?: string } => pick(search, ['kind'] as const),
  component: lazyRouteComponent(() => import('./pages/sources/new-source-page.tsx')),
})
const source = createRoute({
  ...page('/sources/$sourceKey', gateways),
  params: keyPart('sourceKey'),
  component: lazyRouteComponent(() => import('./pages/sources/source-page.tsx')),
})

const countries = createRoute({
  ...page('/countries', [{ label: 'nav.setUp' }]),
  component: lazyRouteComponent(() => import('./pages/countries/countries-page.tsx')),
})
const billing = createRoute({
  ...page('/billing', [{ label: 'nav.setUp' }]),
  validateSearch: (search): { cycle?: string } => pick(search, ['cycle'] as const),
  component: lazyRouteComponent(() => import('./pages/billing/billing-page.tsx')),
})
const settings = createRoute({
  ...page('/settings', [{ label: 'nav.setUp' }]),
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx')),
})
const audit = createRoute({
  ...page('/settings/audit', [{ label: 'nav.setUp' }, { label: 'nav.settings', to: '/settings' }]),
  component: lazyRouteComponent(() => import('./pages/settings/audit-page.tsx')),
})
const accounts = createRoute({
  ...page('/accounts', []),
  validateSearch: (search): { month?: string } => pick(search, ['month'] as const),
  component: lazyRouteComponent(() => import('./pages/accounts/accounts-page.tsx')),
})
const newAccount = createRoute({
  ...page('/accounts/new', []),
  component: lazyRouteComponent(() => import('./pages/accounts/new-account-page.tsx')),
})
const firstSteps = createRoute({
  ...page('/first-steps', []),
  component: lazyRouteComponent(() => import('./pages/first-steps/first-steps-page.tsx')),
})
const glossary = createRoute({
  ...page('/glossary', []),
  component: lazyRouteComponent(() => import('./pages/glossary/glossary-page.tsx')),
})

/** Anything else: the menu leads on from there too. */
const nowhere = createRoute({ ...page('/$', []), component: NotFoundHere })

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    tryCall,
    calls,
    call,
    messages,
    message,
    restored,
    rules,
    newRule,
    rule,
    history,
    templateList,
    registeredTexts,
    newTemplate,
    template,
    optOuts,
    languages,
    consents,
    people,
    gatewayList,
    newGateway,
    gateway,
    newSource,
    source,
    countries,
    billing,
    settings,
    audit,
    accounts,
    newAccount,
    firstSteps,
    glossary,
    nowhere,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queries: queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 150,
})
