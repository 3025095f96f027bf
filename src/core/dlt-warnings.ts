/**
 * What of an account's ids, headers and wordings somebody should look at. It may be saved: old registrations in odd forms are still in force, a
 * wording that differs from its registered text sends nothing until it is mended, and ids that are missing may be on their way from the portal.
 */
import type { Configuration } from './configuration.ts'
import { checkSender } from './countries/home-sender.ts'
import { abroadWarnings } from './countries/registration.ts'
import { type ChainMode, checkDltId, type DltProblem } from './dlt.ts'
import { compileRegistered } from './dlt-render.ts'
import { noChain, noEntityId, noTemplateId, notPassed, reachesNetwork, type WayOut } from './dlt-travel.ts'
import { type Rule, templatesOf } from './rule.ts'
import type { TemplateStatus } from './rule-set.ts'

/** `field` is the field of the object with this key; a route's key is its gateway. */
export type DltWarning = {
  section: 'headers' | 'templates' | 'routes'
  key: string
  field: string
  code: string
  message: string
}

type Header = NonNullable<Configuration['headers']>[number]
type Wording = Pick<NonNullable<Configuration['templates']>[number], 'body' | 'dltTemplateId' | 'registered'>
type Template = Wording & {
  key: string
  name: string
  header: string
  status: TemplateStatus
  variantOf: string | null
  waiting: Wording | null
}
type DltSections = {
  account: { country: string; optOutConfirmation: { template: string } | null }
  headers: readonly Pick<Header, 'key' | 'header' | 'entityId' | 'countries'>[]
  templates: readonly Template[]
  rules: readonly Pick<Rule, 'enabled' | 'recipients'>[]
  routes: readonly { gateway: string; telemarketerId: string | null; chainMode: ChainMode }[]
}

/** Of the whole account, in the order of its document. `wayOut`: undefined where its texts have none. */
export function dltWarnings(document: DltSections, wayOut: WayOut | undefined): DltWarning[] {
  const { account, headers, templates, routes } = document
  const network = account.country === 'IN' && reachesNetwork(wayOut) ? wayOut : undefined
  const sending = network ? templatesInUse(document) : new Set<Template>()
  const headersInUse = new Set(templates.flatMap((one) => (sending.has(one) ? [one.header] : [])))
  const id = (value: string | null, kind: Parameters<typeof checkDltId>[1], field: string) =>
    value === null ? [] : checkDltId(value, kind, field)
  return [
    ...headers.flatMap(({ key, header, entityId, countries }) =>
      of('headers', key, [
        ...checkSender(header, account.country, 'header'),
        ...id(entityId, 'entity', 'entityId'),
        ...(entityId === null && headersInUse.has(key) ? [warning('entityId', noEntityId(header))] : []),
        ...abroadWarnings(header, countries).map((one) => ({ ...one, severity: 'warning' as const })),
      ]),
    ),
    ...templates.flatMap((template) => {
      const { key, name, waiting, ...own } = template
      const all: [Wording, string][] = [[own, ''], ...(waiting ? [[waiting, 'waiting.'] as [Wording, string]] : [])]
      return [
        ...(own.dltTemplateId === null && sending.has(template)
          ? of('templates', key, [warning('dltTemplateId', noTemplateId(name))])
          : []),
        ...all.flatMap(([wording, at]) =>
          of('templates', key, [
            ...id(wording.dltTemplateId, 'template', `${at}dltTemplateId`),
            ...(account.country === 'IN' ? mismatch(wording, `${at}body`) : []),
          ]),
        ),
      ]
    }),
    ...routes.flatMap((route) =>
      of('routes', route.gateway, [
        ...id(route.telemarketerId, 'telemarketer', 'telemarketerId'),
        ...(route.gateway === network?.gateway ? ofWayOut(network, route) : []),
      ]),
    ),
  ]
}

function ofWayOut(wayOut: WayOut, route: DltSections['routes'][number]): DltProblem[] {
  const field = route.telemarketerId === null ? 'telemarketerId' : 'chainMode'
  return [
    ...notPassed(wayOut).map((one) => warning('gateway', one)),
    ...noChain(wayOut, route).map((one) => warning(field, one)),
  ]
}

/** Those that send, in whichever language. */
function templatesInUse({ account, templates, rules }: DltSections): Set<Template> {
  const named = new Set([
    account.optOutConfirmation?.template,
    ...rules.filter((one) => one.enabled).flatMap((one) => one.recipients.flatMap(templatesOf)),
  ])
  return new Set(templates.filter((one) => one.status === 'approved' && named.has(one.variantOf ?? one.key)))
}

const warning = (path: string, said: { code: string; message: string }): DltProblem => ({
  severity: 'warning',
  path,
  ...said,
})

function mismatch({ body, registered }: Wording, path: string): DltProblem[] {
  const compiled = registered ? compileRegistered(body, registered) : undefined
  if (compiled?.is !== 'mismatched') return []
  const message = `differs from the registered text, so such texts are skipped. ${compiled.mismatch.message}`
  return [{ severity: 'warning', path, code: 'dlt_text_mismatch', message }]
}

function of(section: DltWarning['section'], key: string, problems: readonly DltProblem[]): DltWarning[] {
  return problems
    .filter((one) => one.severity === 'warning')
    .map(({ path, code, message }) => ({ section, key, field: path, code, message }))
}
