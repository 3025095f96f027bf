/**
 * What of an account's ids, headers and wordings somebody should look at. It may be saved: old registrations in odd forms are still in force, and a
 * wording that differs from its registered text sends nothing until it is mended.
 */
import type { Configuration } from './configuration.ts'
import { checkSender } from './countries/home-sender.ts'
import { abroadWarnings } from './countries/registration.ts'
import { checkDltId, type DltProblem } from './dlt.ts'
import { compileRegistered } from './dlt-render.ts'

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
type DltSections = {
  account: { country: string }
  headers: readonly Pick<Header, 'key' | 'header' | 'entityId' | 'countries'>[]
  templates: readonly (Wording & { key: string; waiting: Wording | null })[]
  routes: readonly { gateway: string; telemarketerId: string | null }[]
}

/** Of the whole account, in the order of its document. */
export function dltWarnings({ account, headers, templates, routes }: DltSections): DltWarning[] {
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
    ...templates.flatMap(({ key, waiting, ...own }) => {
      const all: [Wording, string][] = [[own, ''], ...(waiting ? [[waiting, 'waiting.'] as [Wording, string]] : [])]
      return all.flatMap(([wording, at]) =>
        of('templates', key, [
          ...id(wording.dltTemplateId, 'template', `${at}dltTemplateId`),
          ...(account.country === 'IN' ? mismatch(wording, `${at}body`) : []),
        ]),
      )
    }),
    ...routes.flatMap(({ gateway, telemarketerId }) =>
      of('routes', gateway, id(telemarketerId, 'telemarketer', 'telemarketerId')),
    ),
  ]
}

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
