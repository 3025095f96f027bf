/** Headers, templates, and how a template will be read. */
import { z } from 'zod'
import type { Call } from '../../core/call.ts'
import { header, registration, template } from '../../core/configuration.ts'
import { type Facts, numbersOfPeople } from '../../core/facts.ts'
import { languageTag } from '../../core/language.ts'
import { key } from '../../core/rule.ts'
import { templateCategories } from '../../core/rule-set.ts'
import { parseTemplate, type TemplateValues } from '../../core/template.ts'
import { editTemplate, type LivingTemplate, livingTemplate } from '../../core/template-life.ts'
import { templateValues } from '../../core/template-values.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { readConfiguration } from '../../store/configuration.ts'
import { resumeHeader } from '../../store/header-pauses.ts'
import { readHeaders } from '../../store/headers.ts'
import { buildSnapshot } from '../../store/rule-sets.ts'
import { readTemplates } from '../../store/templates.ts'
import type { Api, Context } from '../context.ts'
import { patchOf } from '../patch-of.ts'
import { notFound } from '../problems.ts'
import { callFor, chosenCall } from '../sample-call.ts'
import { money as moneyShape } from '../shapes/common.ts'
import { headerShape, templateShape } from '../shapes/setup.ts'
import { review } from '../shapes/template-review.ts'
import { reviewWording } from '../template-review.ts'
import { type Shown, shownTo } from '../views.ts'
import { accountOf, viewerOf, whoOf } from '../who.ts'
import { addCollection } from './collection.ts'
import { found, withId } from './people.ts'
import { addRegisteredForms } from './registered-forms.ts'
import { addTemplateLife, templateView } from './template-life.ts'
import { addTestSend } from './test-send.ts'

const tag = 'Templates'

export function addTemplates(api: Api, context: Context): void {
  addCollection(api, context, {
    section: 'headers',
    one: 'header',
    tag,
    shape: headerShape,
    create: header.extend({ key: key.optional() }),
    patch: patchOf(header),
    nameOf: (item) => item.header,
    list: async ({ db }, request) => (await readHeaders(db.console, accountOf(request))).map(withId('hdr')),
    view: (_, document, wanted) => found(document.headers, wanted, withId('hdr')),
  })
  addHeaderResume(api, context)
  addPreview(api, context)
  addTemplateLife(api, context)
  addTestSend(api, context)
  addRegisteredForms(api, context)
  addCollection(api, context, {
    section: 'templates',
    one: 'template',
    tag,
    shape: templateShape,
    create: template.extend({ key: key.optional() }),
    patch: patchOf(template),
    nameOf: (item) => item.name,
    list: async ({ db }, request) => (await readTemplates(db.console, accountOf(request))).map(templateView),
    view: (_, document, wanted) => found(document.templates, wanted, templateView),
    merge: (before, patch, { country }) =>
      editTemplate(livingTemplate(before, undefined), patch as Partial<LivingTemplate>, country),
  })
}

function addHeaderResume(api: Api, { db }: Context): void {
  api.post(
    '/v1/headers/:key/resume',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Let the templates of a header send again that were paused after its refusals',
        params: z.object({ key }),
        response: { 200: z.object({ templates: z.int().describe('How many were paused') }) },
      },
    },
    async (request) => {
      const [accountId, { key: wanted }] = [accountOf(request), request.params]
      if (!(await readHeaders(db.console, accountId)).some((one) => one.key === wanted))
        throw notFound(`header "${wanted}"`)
      return { templates: await resumeHeader(db, accountId, wanted, whoOf(request).name) }
    },
  )
}

const previewAsk = z.strictObject({
  body: z.string().max(10_000),
  values: z
    .record(z.string().max(60), z.string().max(500))
    .optional()
    .describe('Values by placeholder, instead of the sample’s'),
  ...chosenCall,
  registered: registration.nullable().optional(),
  category: z.enum(templateCategories).default('service_implicit'),
  language: languageTag.nullable().optional().describe('What it is written in; absent: the account’s language'),
  template: key.optional().describe('Whose wording it is to be: whether its rules send it later is asked, too'),
})
type PreviewAsk = z.infer<typeof previewAsk>

const preview = z
  .object({
    text: z.string(),
    encoding: z.enum(['gsm', 'ucs2']),
    parts: z.int(),
    units: z.int(),
    unitsPerPart: z.int(),
    price: moneyShape,
    problems: z.array(z.object({ path: z.string(), code: z.string(), message: z.string(), at: z.int() })),
    ...review,
  })
  .meta({ id: 'Preview' })

function addPreview(api: Api, context: Context): void {
  api.post(
    '/v1/templates/preview',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'How a wording will be read, with its parts and price',
        description: 'Writes nothing.',
        body: previewAsk,
        response: { 200: preview },
      },
    },
    async (request) => {
      const ask = request.body
      const document = await readConfiguration(context.store, accountOf(request))
      if (!document) throw notFound('account')
      const filled = await callFor(context, document, ask)
      const { segments } = parseTemplate(ask.body)
      const names = segments.flatMap((one) => (typeof one === 'string' ? [] : [one.name]))
      const wording = { ...ask, registered: ask.registered ?? null }
      const reviewed = reviewWording(wording, document, {
        ...standIns(names),
        ...(filled && valuesOf(context, document, ask, filled)),
        ...ask.values,
      })
      // The sample is nobody, and whoever reads the configuration sees its users' numbers there.
      if (!filled || ask.callId === undefined) return reviewed
      const viewer = viewerOf(request, document.account.currency)
      return shownReview(reviewed, shownTo(viewer, numbersOfPeople(filled.call, filled.facts)))
    },
  )
}

/** What the values of a call that was have brought into it, as it may be read. Lengths stay what they are. */
function shownReview(reviewed: ReturnType<typeof reviewWording>, shown: Shown): typeof reviewed {
  const { registered, text } = reviewed
  const variables = registered.variables.map((one) => ({ ...one, raw: shown(one.raw), sent: shown(one.sent) }))
  return { ...reviewed, text: shown(text), registered: { ...registered, variables } }
}

/** What a sample has no value for is shown by its own name. */
function standIns(names: readonly string[]): TemplateValues {
  return Object.fromEntries(names.map((name) => [name, { standIn: name.replace(/^var\./, '').replaceAll('_', ' ') }]))
}

function valuesOf(
  context: Context,
  document: AccountDocument,
  ask: PreviewAsk,
  filled: { call: Call; facts: Facts },
): TemplateValues {
  const version = {
    ...buildSnapshot({ ...document }),
    language: ask.language ?? document.account.language,
    number: document.head.ruleSetNumber,
  }
  const link = `${document.account.optOutLink ?? `${context.publicUrl()}/o`}/${'x'.repeat(28)}`
  const values = {
    ...templateValues(filled.call, filled.facts, version, { person: null, number: null }),
    opt_out_link: link,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
