import type { Configuration } from '../core/configuration.ts'
import type { AccountDocument } from './account-document.ts'
import { apiSource } from './sources.ts'
import type { StoredTemplate } from './templates.ts'

type Keep = { keep: true }

/** The account as a document: what it takes to make another like it, but for the secrets, which are kept and never told. */
export function exportConfiguration(document: AccountDocument): Configuration {
  return {
    account: document.account,
    users: document.users.map(({ id: _, ...one }) => one),
    departments: document.departments.map(({ key, name, members, hours, language }) => ({
      ...{ key, name, members, hours, language },
    })),
    dids: document.dids.map(({ id: _, ...one }) => one),
    headers: document.headers.map(({ id: _, ...one }) => one),
    templates: document.templates.map(exportTemplate),
    rules: document.rules,
    gateways: document.gateways.map(({ id: _, ...one }) => ({ ...one, secrets: keepAll(one.secrets) })),
    routes: document.routes,
    sources: document.sources
      .filter((one) => one.key !== apiSource.key || one.mappings.length > 0)
      .map(({ key, name, kind, settings, secrets, mappings }) => ({
        key,
        name,
        kind,
        settings,
        secrets: keepAll(secrets),
        mappings,
      })),
  }
}

/** Every secret that is set, as something to keep. */
export function keepAll(secrets: Record<string, string>): Record<string, Keep> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, { keep: true }]))
}

function exportTemplate(one: StoredTemplate): NonNullable<Configuration['templates']>[number] {
  const { key, name, language, variantOf, body, header, dltTemplateId, category, registered, status } = one
  const { statusReason, waiting } = one
  return {
    ...{ key, name, language, variantOf, body, header, dltTemplateId, category, registered, status },
    ...(statusReason === null ? {} : { statusReason }),
    ...(waiting === null ? {} : { waiting }),
  }
}
