/** A draft of the rules tried on past calls, beside the rules in force. */
import { z } from 'zod'
import { type Money, money as moneyOf } from '../../core/billing.ts'
import type { ChangedCall, HistoryTally, SideDecision, SideTally } from '../../core/history-trial.ts'
import { formatInstant } from '../../core/instant.ts'
import { publicId } from '../../core/public-id.ts'
import { ruleList } from '../../core/rule.ts'
import { mostTried } from '../../pipeline/try-on-history.ts'
import { readConfiguration } from '../../store/configuration.ts'
import type { Api, Context } from '../context.ts'
import { notFound, problem } from '../problems.ts'
import { historyTrial } from '../shapes/trials.ts'
import { instantOrNull, numberView, type Viewer } from '../views.ts'
import { accountOf, viewerOf } from '../who.ts'
import { draftOf } from './rule-drafts.ts'

const dayMs = 86_400_000

const words = {
  busy: 'Other rules are being tried at this moment. Try again in some seconds.',
  gone: 'Nobody waits for the answer any more.',
} as const

export function addRuleTrials(api: Api, context: Context): void {
  api.post(
    '/v1/rule-set/try',
    {
      config: { permission: 'configuration:read', waits: true },
      schema: {
        tags: ['Rules'],
        summary: 'What a draft would have done with the calls of the last days',
        description: `Judges the newest calls, at most ${mostTried.toLocaleString('en')}, in their order by the rules in force and by the draft, each side with its own count of texts for caps. Names, prices and lists are as they are now; quota, spend stop and trial mode are not asked, and quiet hours are not waited for. Takes about a second for 10,000 calls. Writes nothing and sends nothing.`,
        body: z.strictObject({
          rules: ruleList.describe('The draft: the whole ordered list'),
          days: z.int().min(1).max(90).default(30),
        }),
        response: { 200: historyTrial },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const document = await readConfiguration(context.store, accountId)
      if (!document) throw notFound('account')
      const draft = draftOf(context, document, request.body.rules)
      const done = await context.services.tryOnHistory(accountId, draft, {
        since: Date.now() - request.body.days * dayMs,
        isGone: () => request.raw.socket.destroyed,
      })
      if (done.is === 'no_account') throw notFound('account')
      if (done.is !== 'done') throw problem('not_now', { detail: words[done.is] })
      return { ruleSet: done.ruleSet, ...trialView(done.tally, viewerOf(request, document.account.currency)) }
    },
  )
}

function trialView({ inForce, draft, ...tally }: HistoryTally, viewer: Viewer) {
  const price = (units: number) => moneyOf(units, viewer.currency)
  return {
    calls: tally.calls,
    onlyNewest: tally.calls >= mostTried,
    from: instantOrNull(tally.from),
    to: instantOrNull(tally.to),
    changed: tally.changed,
    inForce: sideView(inForce, price),
    draft: sideView(draft, price),
    difference: price(draft.price - inForce.price),
    examples: tally.examples.map((one) => exampleView(one, viewer, price)),
  }
}

type Price = (units: number) => Money

function sideView({ rules, skipped, price, ...side }: SideTally, priceOf: Price) {
  return {
    ...side,
    price: priceOf(price),
    rules: Object.fromEntries([...rules].map(([key, rule]) => [key, { ...rule, price: priceOf(rule.price) }])),
    skipped: Object.fromEntries(skipped),
  }
}

function exampleView({ id, caller, endedAt, inForce, draft }: ChangedCall, viewer: Viewer, priceOf: Price) {
  const { number, numberShown } = numberView(caller, viewer)
  const side = ({ price, ...decided }: SideDecision) => ({ ...decided, price: priceOf(price) })
  return {
    id: publicId('call', id),
    caller: number,
    callerShown: numberShown,
    endedAt: formatInstant(endedAt),
    inForce: side(inForce),
    draft: side(draft),
  }
}
