/** What is unusual about the ids and headers that an account was given. It may be saved: old registrations in odd forms are still in force. */
import type { Configuration } from './configuration.ts'
import { checkSender } from './countries/home-sender.ts'
import { abroadWarnings } from './countries/registration.ts'
import { checkDltId, type DltProblem } from './dlt.ts'

/** `field` is the field of the object with this key; a route's key is its gateway. */
export type DltWarning = {
  section: 'headers' | 'templates' | 'routes'
  key: string
  field: string
  code: string
  message: string
}

type Header = NonNullable<Configuration['headers']>[number]
type Judged = {
  account: { country: string }
  headers: readonly Pick<Header, 'key' | 'header' | 'entityId' | 'countries'>[]
  templates: readonly { key: string; dltTemplateId: string | null; waiting: { dltTemplateId: string | null } | null }[]
  routes: readonly { gateway: string; telemarketerId: string | null }[]
}

/** Of the whole account, in the order of its document. */
export function dltWarnings({ account, headers, templates, routes }: Judged): DltWarning[] {
  const id = (value: string | null, kind: Parameters<typeof checkDltId>[1], field: string) =>
    value === null ? [] : checkDltId(value, kind, field)
  return [
    ...headers.flatMap(({ key, header, entityId, countries }) =>
      of('headers', key, [
        ...checkSender(header, account.country, 'header'),
        ...id(entityId, 'entity', 'entityId'),
        ...abroadWarnings(header, countries).map((one) => ({ ...one, severity: 'warning' as const })),
      ]),
    ),
    ...templates.flatMap(({ key, dltTemplateId, waiting }) =>
      of('templates', key, [
        ...id(dltTemplateId, 'template', 'dltTemplateId'),
        ...id(waiting?.dltTemplateId ?? null, 'template', 'waiting.dltTemplateId'),
      ]),
    ),
    ...routes.flatMap(({ gateway, telemarketerId }) =>
      of('routes', gateway, id(telemarketerId, 'telemarketer', 'telemarketerId')),
    ),
  ]
}

function of(section: DltWarning['section'], key: string, problems: readonly DltProblem[]): DltWarning[] {
  return problems
    .filter((one) => one.severity === 'warning')
    .map(({ path, code, message }) => ({ section, key, field: path, code, message }))
}
