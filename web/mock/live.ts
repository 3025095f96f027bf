import type { CallRow, CallStory, Message } from '../src/api/types.ts'
import * as demo from './demo.ts'
import { render } from './render.ts'

/** Takes a made-up call in and lets its texts live as the sandbox would. */
export function placeCall(stories: Map<string, CallStory>, report: Record<string, unknown>, ruleSet: number): string {
  const id = `call_${Date.now().toString().padStart(32, '1')}`
  const outcome = report['outcome'] as CallRow['outcome']
  const fired = outcome === 'voicemail' ? 'voicemail' : outcome === 'connected' ? 'support-connected' : 'sales-missed'
  const rule = demo.rules.find((one) => one.key === fired)
  const now = new Date().toISOString()
  const number = report['caller'] as string | null
  const bodyOf = (key: string) => render(demo.templates.find((one) => one.key === key)?.body ?? '')
  const messages: Message[] = (rule?.recipients ?? []).map((one, index) => {
    const template = demo.templates.find((each) => each.key === one.template)
    const base = {
      id: `msg_${id}_${index}`,
      callId: id,
      rule: fired,
      text: bodyOf(one.template),
      createdAt: now,
      ...(template && { template: { key: template.key, name: template.name, version: 3 } }),
    }
    if (one.selector.to === 'caller')
      return demo.messageOf({ ...base, recipient: 'caller', number, numberShown: number })
    if (one.selector.to === 'user')
      return demo.messageOf({
        ...base,
        recipient: 'user:user_asha-nair',
        name: 'Asha Nair',
        number: '+919000007731',
        numberShown: '+91 90000 ••731',
      })
    return demo.messageOf({
      ...base,
      recipient: 'number:+919000007731',
      name: 'Duty manager',
      state: 'skipped',
      reason: 'duplicate_recipient',
      reasonWords: 'This number already has a text for this call.',
      mend: 'Nothing to do: one call, one text per number.',
    })
  })
  const did = demo.dids.find((one) => one.number === report['did']) ?? null
  const call: CallStory['call'] = {
    id,
    direction: report['direction'] as 'incoming',
    outcome,
    caller: number,
    callerShown: number,
    department: { key: 'sales', name: 'Sales' },
    did,
    user: { key: 'asha-nair', name: 'Asha Nair' },
    startedAt: String(report['startedAt']),
    endedAt: now,
    acceptedAt: now,
    ringSeconds: Number(report['ringSeconds']),
    source: { key: 'api', name: 'API' },
    rule: rule ? { key: fired, name: rule.name, place: demo.rules.indexOf(rule) + 1 } : null,
    reason: null,
    messages,
  }
  const story: CallStory = {
    call,
    ruleSet: { number: ruleSet, rules: demo.rules.map(({ key, name }) => ({ key, name })) },
    plan: { ruleSet, rule: fired, reason: null, verdicts: demo.verdictsFor(fired, outcome), messages: [] },
    messages,
    notes: [],
  }
  stories.set(id, story)
  for (const [index, message] of messages.entries()) live(message, index === 0 ? 2270 : 60_000)
  return id
}

function live(message: Message, receiptAfterMs: number): void {
  if (message.state === 'skipped') return
  const become = (afterMs: number, part: () => Partial<Message>) =>
    setTimeout(() => Object.assign(message, part()), afterMs)
  const now = () => new Date().toISOString()
  become(3, () => ({ state: 'sending', permittedAt: now() }))
  become(43, () => ({ state: 'sent', answeredAt: now() }))
  become(receiptAfterMs, () => ({ state: 'delivered', finalAt: now() }))
}
