/** The whole account as one document: what `export` writes and `apply` reads. */
import { z } from 'zod'
import { configuration } from '../../core/configuration.ts'
import { dltWarnings } from '../../core/dlt-warnings.ts'
import { changeConfiguration, readConfiguration } from '../../store/configuration.ts'
import { touchedSections } from '../../store/configuration-difference.ts'
import { exportConfiguration } from '../../store/configuration-export.ts'
import { wayOutOf } from '../../store/way-out.ts'
import type { Api, Context } from '../context.ts'
import { configurationLimit } from '../json-body.ts'
import { notFound } from '../problems.ts'
import { change } from '../shapes/setup.ts'
import { accountOf, isOperator, whoOf } from '../who.ts'

const tag = 'Configuration'

const warning = z
  .object({
    section: z.enum(['headers', 'templates', 'routes']),
    key: z.string().describe('Of the object; a route’s is its gateway'),
    field: z.string(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'Warning' })

export function addConfiguration(api: Api, context: Context): void {
  api.get(
    '/v1/configuration',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The whole account as one document',
        description: 'Secrets are written `{keep: true}`.',
        response: { 200: configuration },
      },
    },
    async (request) => {
      const document = await readConfiguration(context.store, accountOf(request))
      if (!document) throw notFound('account')
      return exportConfiguration(document)
    },
  )

  api.get(
    '/v1/warnings',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'Ids, headers and wordings that somebody should look at',
        description:
          'They are taken, since old registrations in odd forms are still in force; compare them with the DLT portal. A wording that differs from its registered text (`dlt_text_mismatch`) sends nothing until it is mended. In India, where texts leave by another gateway than the sandbox: an id that is missing of what sends (`no_template_id`, `no_entity_id`), a gateway that passes none on (`dlt_not_passed`), and one that is set to send the telemarketer chain while its route has none (`no_chain`).',
        response: { 200: z.object({ items: z.array(warning) }) },
      },
    },
    async (request) => {
      const document = await readConfiguration(context.store, accountOf(request))
      if (!document) throw notFound('account')
      const { db, store } = context
      return { items: dltWarnings(document, await wayOutOf({ ...store, db: db.console }, document)) }
    },
  )

  api.put(
    '/v1/configuration',
    {
      config: { permission: 'configuration:write' },
      bodyLimit: configurationLimit,
      schema: {
        tags: [tag],
        summary: 'Make the account what a document says',
        description:
          'In one transaction. A section that is present is complete: what it lacks is retired. An absent section is left alone. The document may have 16 MiB.',
        querystring: z.object({ dryRun: z.enum(['true', 'false']).optional().describe('Only say what differs') }),
        body: configuration,
        response: {
          200: z.object({
            changes: z.array(change),
            applied: z.boolean(),
            ruleSet: z.int().describe('The number of the rule set in force'),
            warnings: z.array(warning).describe('What of the document was taken, and should be looked at'),
          }),
        },
      },
    },
    async (request) => {
      const by = {
        who: whoOf(request).name,
        what: 'configuration applied',
        isOperator: isOperator(request),
        dryRun: request.query.dryRun === 'true',
      }
      const changed = await changeConfiguration(context.store, accountOf(request), by, () => request.body)
      if (!changed) throw notFound('account')
      context.addresses.changed()
      const touched = touchedSections(changed.changes)
      if (changed.applied && touched.has('gateways')) await context.services.gatewaysChanged()
      return {
        changes: changed.changes as z.input<typeof change>[],
        applied: changed.applied,
        ruleSet: changed.document.head.ruleSetNumber,
        warnings: changed.warnings,
      }
    },
  )
}
