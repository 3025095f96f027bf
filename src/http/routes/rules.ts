/** The rule set: the whole ordered list, its versions, what each rule caught, and what would happen to a made-up call. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FieldProblem } from '../../core/adapter.ts'
import { type Analysis, analyse } from '../../core/analysis.ts'
import { money as moneyOf } from '../../core/billing.ts'
import { callReport, completeCall, endedBy } from '../../core/call.ts'
import { reachesNetwork } from '../../core/dlt-travel.ts'
import { numbersOfPeople } from '../../core/facts.ts'
import { fieldProblems } from '../../core/field-problems.ts'
import { formatInstant, type Instant } from '../../core/instant.ts'
import { ruleList } from '../../core/rule.ts'
import type { RuleSetSnapshot } from '../../core/rule-set.ts'
import { textWarnings } from '../../core/rule-texts.ts'
import type { AccountDocument } from '../../store/account-document.ts'
import { readAccount } from '../../store/accounts.ts'
import { readConfiguration } from '../../store/configuration.ts'
import { type Change, differenceOf } from '../../store/configuration-difference.ts'
import { readDepartments, readUsers } from '../../store/people.ts'
import { readClock } from '../../store/ping.ts'
import { countCallsByRule, sumTextsByRule } from '../../store/rule-counts.ts'
import { buildSnapshot, listRuleSets, readRuleSetVersion, type StoredRuleSet } from '../../store/rule-sets.ts'
import { apiSource } from '../../store/sources.ts'
import { readWayOut, wayOutOf } from '../../store/way-out.ts'
import type { Api, Context } from '../context.ts'
import { rememberFor } from '../memory.ts'
import { pageFrom, pageOf, pageQuery, placeFrom } from '../paging.ts'
import { planView } from '../plan-view.ts'
import { notFound, problem } from '../problems.ts'
import { plan } from '../shapes/calls.ts'
import { money } from '../shapes/common.ts'
import { analysis, ruleSet, ruleSetEntry } from '../shapes/setup.ts'
import { shownTo } from '../views.ts'
import { accountOf, viewerOf } from '../who.ts'
import { changeAccount } from './collection.ts'
import { draftOf } from './rule-drafts.ts'

const tag = 'Rules'
type RuleSetView = z.input<typeof ruleSet>

export function addRules(api: Api, context: Context): void {
  addCurrent(api, context)
  addHistory(api, context)
  addCounts(api, context)
  addPlan(api, context)
}

function addCurrent(api: Api, context: Context): void {
  api.get(
    '/v1/rule-set',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The rules in force',
        description: 'The ETag is the version to write over.',
        response: { 200: ruleSet },
      },
    },
    async (request, reply) => {
      const view = await currentRuleSet(context, accountOf(request))
      return reply.header('etag', `"${view.rulesNumber}"`).send(view)
    },
  )

  api.put(
    '/v1/rule-set',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Write the whole ordered list of rules',
        description:
          'If-Match names the version it was made from. When somebody else saved meanwhile, 412 says who and what.',
        headers: z.object({ 'if-match': z.string().optional() }),
        body: z.strictObject({ rules: ruleList }),
        response: { 200: ruleSet },
      },
    },
    async (request, reply) => {
      const madeFrom = versionOf(request.headers['if-match'])
      const saved = await changeAccount(context, request, 'rules saved', (current) => {
        if (madeFrom !== 'any' && current.head.rulesNumber !== madeFrom) throw new RulesChanged(current)
        return { rules: request.body.rules }
      }).catch(async (error: unknown) => {
        throw error instanceof RulesChanged && madeFrom !== 'any'
          ? await conflict(context, error.current, madeFrom)
          : error
      })
      // As it was saved, whoever saved since: what is answered is what the next change is made from.
      const { ruleSetNumber } = saved.document.head
      const view = await ruleSetNumbered(context, accountOf(request), ruleSetNumber)
      return reply.header('etag', `"${view.rulesNumber}"`).send(view)
    },
  )
}

function addHistory(api: Api, { db }: Context): void {
  api.get(
    '/v1/rule-sets',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'The versions of the rule set',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(ruleSetEntry) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const before = placeFrom(after, /^\d{1,9}$/)
      const rows = await listRuleSets(
        db,
        accountOf(request),
        limit + 1,
        before === undefined ? undefined : Number(before),
      )
      return pageFrom(rows, limit, {
        item: (row) => ({ ...row, madeAt: formatInstant(row.madeAt) }),
        place: (row) => String(row.number),
      })
    },
  )

  api.get(
    '/v1/rule-sets/:number',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'A version of the rule set',
        params: z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) }),
        response: { 200: ruleSet },
      },
    },
    async (request) => {
      const found = await readRuleSetVersion(db.console, accountOf(request), request.params.number)
      if (!found) throw notFound(`rule set ${request.params.number}`)
      return ruleSetView(accountOf(request), found)
    },
  )
}

function addCounts(api: Api, { db }: Context): void {
  api.get(
    '/v1/rule-set/counts',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'How many calls each rule caught, and what its texts cost',
        description: 'Counts at most the newest 200,000 calls and the newest 200,000 texts.',
        querystring: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
        response: {
          200: z.object({
            total: z.int(),
            none: z.int().describe('Calls that no rule matched'),
            counts: z.record(z.string(), z.int()),
            texts: z
              .record(z.string(), z.object({ count: z.int(), price: money }))
              .describe('Those that are charged: they went, or may'),
            onlyNewest: z
              .object({ calls: z.boolean(), texts: z.boolean() })
              .describe('Whether as many were counted as ever are, so that there may be more of these days'),
          }),
        },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const since = Date.now() - request.query.days * 86_400_000
      // One after the other: no page takes more than one of the connections.
      const calls = await countCallsByRule(db, accountId, since)
      const texts = await sumTextsByRule(db, accountId, since)
      const account = await readAccount(db.console, accountId)
      const currency = account?.settings.currency ?? ''
      return {
        total: calls.rows.reduce((sum, row) => sum + row.calls, 0),
        none: calls.rows.find((row) => row.rule === null)?.calls ?? 0,
        counts: Object.fromEntries(calls.rows.flatMap((row) => (row.rule === null ? [] : [[row.rule, row.calls]]))),
        texts: Object.fromEntries(
          texts.rows.map((row) => [row.rule, { count: row.texts, price: moneyOf(row.price, currency) }]),
        ),
        onlyNewest: { calls: calls.isBounded, texts: texts.isBounded },
      }
    },
  )
}

/** The rules were saved by somebody else since the version that the request was made from. */
class RulesChanged extends Error {
  readonly current: AccountDocument

  constructor(current: AccountDocument) {
    super('the rules were saved meanwhile')
    this.current = current
  }
}

function versionOf(header: string | undefined): number | 'any' {
  if (header === undefined)
    throw problem('if_match_needed', { detail: 'Send If-Match with the ETag that GET /v1/rule-set gave.' })
  if (header.trim() === '*') return 'any'
  const number = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (number === undefined)
    throw problem('invalid_request', {
      detail: `If-Match: ${header.slice(0, 80)} is not a version; GET /v1/rule-set gives it as ETag.`,
    })
  return Number(number)
}

/** Names both versions, who made the newer one, and what it changed. */
async function conflict({ db }: Context, current: AccountDocument, yours: number) {
  const { accountId, rulesNumber } = current.head
  const [base, newer] = await Promise.all([
    readRuleSetVersion(db.console, accountId, yours),
    readRuleSetVersion(db.console, accountId, rulesNumber),
  ])
  const changes: Change[] = base ? differenceOf({ ...current, rules: base.snapshot.rules }, current) : []
  const madeBy = newer?.madeBy ?? 'somebody'
  return problem('rule_set_changed', {
    detail: `Your rules were made from version ${yours}; ${madeBy} saved version ${rulesNumber} meanwhile. Nothing of either is lost.`,
    headers: { etag: `"${rulesNumber}"` },
    more: {
      yours: { number: yours },
      current: { number: rulesNumber, madeBy, madeAt: newer === undefined ? null : formatInstant(newer.madeAt) },
      changes,
    },
  })
}

async function currentRuleSet(context: Context, accountId: string): Promise<RuleSetView> {
  const account = await readAccount(context.db.console, accountId)
  if (!account) throw notFound('account')
  return await ruleSetNumbered(context, accountId, account.ruleSetNumber)
}

async function ruleSetNumbered(context: Context, accountId: string, number: number): Promise<RuleSetView> {
  const { db } = context
  const current = await readRuleSetVersion(db.console, accountId, number)
  if (!current) throw notFound(`rule set ${number}`)
  // Who made the rules is whoever saved them last, not whoever changed a template since.
  const made =
    current.rulesNumber === current.number
      ? current
      : await readRuleSetVersion(db.console, accountId, current.rulesNumber)
  const { analysis: found, ...view } = ruleSetView(accountId, current)
  const problems = [...found.problems, ...(await warningsOfTexts(context, accountId, current.snapshot))]
  return {
    ...view,
    analysis: { ...found, problems },
    madeAt: formatInstant((made ?? current).madeAt),
    madeBy: (made ?? current).madeBy,
  }
}

/** Names are read only where a template has a registered text, whose variables are bounded, or a rule texts owners; the way out only where an id is missing. */
async function warningsOfTexts(
  { store }: Context,
  accountId: string,
  snapshot: RuleSetSnapshot,
): Promise<FieldProblem[]> {
  const templates = Object.values(snapshot.templates)
  const at = { ...store, db: store.db.console }
  const hasRegistered = templates.some((one) => one.registered)
  const textsOwners = snapshot.rules.some((rule) => rule.recipients.some(({ selector }) => selector.to === 'owners'))
  return textWarnings(snapshot, {
    departments: hasRegistered ? await readDepartments(at.db, accountId) : [],
    users: hasRegistered || textsOwners ? await readUsers(at.db, accountId) : [],
    reachesNetwork: lacksIds(snapshot) && reachesNetwork(await readWayOut(at, accountId)),
  })
}

/** Only then is it asked whether texts reach a network. */
const lacksIds = ({ country, templates }: RuleSetSnapshot): boolean =>
  country === 'IN' && Object.values(templates).some((one) => one.entityId === null || one.dltTemplateId === null)

function ruleSetView(accountId: string, { number, rulesNumber, madeAt, madeBy, snapshot }: StoredRuleSet): RuleSetView {
  return {
    number,
    rulesNumber,
    madeAt: formatInstant(madeAt),
    madeBy,
    rules: snapshot.rules,
    analysis: analysisOfVersion(accountId, number, snapshot),
  }
}

/** A version never changes, and a tangled one takes a second to be analysed, in which nothing else is done. */
const analysed = rememberFor<Analysis>(3_600_000, 500)

function analysisOfVersion(accountId: string, number: number, snapshot: RuleSetSnapshot): Analysis {
  const key = `${accountId} ${number}`
  const known = analysed.peek(key)
  if (known) return known
  const found = analysisOf(snapshot)
  analysed.set(key, found)
  return found
}

const analysisOf = (snapshot: RuleSetSnapshot) => analyse(snapshot.rules, { alwaysOpen: isAlwaysOpen(snapshot) })

/** What would be said of the rules once they were saved. */
async function draftAnalysis({ store }: Context, draft: AccountDocument): Promise<RuleSetView['analysis']> {
  const snapshot = buildSnapshot({ ...draft })
  const isSeen = lacksIds(snapshot) && reachesNetwork(await wayOutOf({ ...store, db: store.db.console }, draft))
  const { problems, ...rest } = analysisOf(snapshot)
  return {
    ...rest,
    problems: [...problems, ...textWarnings(snapshot, { ...draft, reachesNetwork: isSeen })],
  }
}

const isAlwaysOpen = ({ hours, departmentHours }: RuleSetSnapshot) =>
  hours === null && Object.keys(departmentHours).length === 0

const planAsk = z.strictObject({
  call: z.record(z.string(), z.json()).describe('As POST /v1/calls takes it; sourceCallId may be left out'),
  rules: ruleList.optional().describe('A draft, instead of the rules in force'),
})

const planAnswer = plan
  .extend({
    analysis: analysis.optional().describe('Of the draft, as GET /v1/rule-set has it of the rules in force'),
  })
  .meta({ id: 'PlanAnswer' })

function addPlan(api: Api, context: Context): void {
  const { services } = context
  api.post(
    '/v1/plan',
    {
      // It tells what is known of any number that is asked for, and nobody records the question.
      config: { permission: 'configuration:read' },
      schema: {
        tags: [tag],
        summary: 'What a made-up call would get',
        description: 'By the rules in force, or by a draft. Writes nothing and sends nothing.',
        body: planAsk,
        response: { 200: planAnswer },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const call = madeUpCall(request, await readClock(context.db.console))
      const document = await readConfiguration(context.store, accountId)
      const source = document?.sources.find((one) => one.key === apiSource.key)
      if (!document || !source) throw notFound('account')
      const { rules } = request.body
      const draft = rules && draftOf(context, document, rules)
      const planned = await services.explain.planCall(accountId, source.id, call, draft)
      if (!planned) throw notFound('account')
      const viewer = viewerOf(request, document.account.currency)
      const shown = shownTo(viewer, numbersOfPeople(planned.call, planned.facts))
      return {
        ...planView(planned.explanation, viewer, shown),
        ...(draft && { analysis: await draftAnalysis(context, { ...document, rules: draft.rules }) }),
      }
    },
  )
}

function madeUpCall(request: FastifyRequest<{ Body: { call?: unknown } }>, now: Instant) {
  const report = callReport.safeParse({ sourceCallId: 'made-up', ...(request.body.call as object) })
  if (!report.success)
    throw problem('invalid', {
      errors: fieldProblems(report.error.issues).map((one) => ({
        ...one,
        path: one.path === '' ? 'call' : `call.${one.path}`,
      })),
    })
  const completed = completeCall(report.data, now)
  if ('problem' in completed)
    throw problem('invalid', { errors: [{ ...completed.problem, path: `call.${completed.problem.path}` }] })
  return endedBy(completed.call, now)
}
