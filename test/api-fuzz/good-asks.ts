/** What each route must answer well in a room where nobody has changed anything yet. Routes that need no more than the first of what their addresses name are not listed. */
import { rule } from '../support/account-document.ts'
import { missedCall, someCaller } from '../support/call.ts'
import { portalExport } from '../support/portal-export.ts'
import { numbers, type Room, roomDocument } from './room.ts'

export type Ask = {
  /** Values of the address's parameters; of those that are not here, the first that there is. */
  parts?: Record<string, string>
  headers?: Record<string, string>
  body?: unknown
}

/** Routes that nothing here can answer well, and why. */
export const excused: Record<string, string> = {
  'POST /v1/gateways/{key}/test': 'no gateway is connected, so there is nothing to try',
}

const body = (value: unknown): Ask => ({ body: value })
const stranger = { number: someCaller() }
const twice = 'may arrive twice'

export const goodAsks: Record<string, (room: Room) => Ask> = {
  'POST /v1/session': ({ key }) => body({ key }),
  'POST /v1/calls': () => body(missedCall()),
  'POST /v1/call-signals': ({ caller }) => body({ type: 'answered', caller }),
  'POST /v1/messages/{id}/settle': ({ messages }) => ({ parts: { id: messages.inDoubt }, body: { as: 'delivered' } }),
  'POST /v1/messages/{id}/resend': ({ messages }) => ({ parts: { id: messages.inDoubt }, body: { confirm: twice } }),
  'POST /v1/messages/{id}/cancel': ({ messages }) => ({ parts: { id: messages.queued } }),
  'POST /v1/numbers/reveal': ({ callId }) => body({ callId }),
  'POST /v1/restored/send': ({ messages }) => body({ ids: [messages.restored], confirm: twice }),
  'POST /v1/restored/drop': ({ messages }) => body({ ids: [messages.restored] }),
  'PUT /v1/rule-set': () => ({ headers: { 'if-match': '*' }, body: { rules: [rule('other')] } }),
  'POST /v1/plan': () => body({ call: missedCall() }),
  'PUT /v1/configuration': () => body(roomDocument),
  'POST /v1/users': () => body({ name: 'Kiran Rao' }),
  'PATCH /v1/users/{key}': () => body({ name: 'Kiran Rao' }),
  // Nobody and nothing names it.
  'DELETE /v1/users/{key}': () => ({ parts: { key: 'meera' } }),
  'POST /v1/departments': () => body({ name: 'Service', members: ['asha'] }),
  'PATCH /v1/departments/{key}': () => body({ members: [] }),
  'POST /v1/dids': () => body({ number: '080 4123 4599' }),
  'PATCH /v1/dids/{key}': () => body({ name: 'The old number' }),
  'POST /v1/headers': () => body({ header: 'OTHERS' }),
  'PATCH /v1/headers/{key}': () => body({ status: 'inactive' }),
  'DELETE /v1/headers/{key}': () => ({ parts: { key: 'unused' } }),
  'POST /v1/templates/preview': () => body({ body: 'Sorry, {{caller_name|dear caller}}. - Test Traders' }),
  'POST /v1/templates/{key}/submit': () => ({ parts: { key: 'drafted' }, body: {} }),
  'POST /v1/templates/{key}/approve': () => ({ parts: { key: 'submitted' }, body: {} }),
  'POST /v1/templates/{key}/reject': () => ({ parts: { key: 'submitted' }, body: { reason: 'Not by this header' } }),
  'POST /v1/templates/{key}/pause': () => ({ parts: { key: 'sorry' }, body: {} }),
  'POST /v1/templates/{key}/resume': () => ({ parts: { key: 'paused' }, body: {} }),
  'POST /v1/templates/{key}/discard': () => ({ parts: { key: 'renewed' }, body: {} }),
  'POST /v1/templates/{key}/test': () => ({ parts: { key: 'sorry' }, body: { to: '+919812300001' } }),
  'POST /v1/templates/from-registered': () => body({ text: 'Sorry we missed {#var#}' }),
  'POST /v1/templates': () => body({ name: 'Thanks', header: 'tester', body: 'Thank you. - Test Traders' }),
  'PATCH /v1/templates/{key}': () => ({ parts: { key: 'note' }, body: { name: 'A note' } }),
  'DELETE /v1/templates/{key}': () => ({ parts: { key: 'drafted' } }),
  'POST /v1/gateways': () => body({ title: 'Another sandbox', kind: 'sandbox' }),
  'GET /v1/gateways/{key}/address': () => ({ parts: { key: 'box' } }),
  'PATCH /v1/gateways/{key}': () => ({ parts: { key: 'box' }, body: { title: 'Bearerbox' } }),
  'DELETE /v1/gateways/{key}': () => ({ parts: { key: 'box' } }),
  'POST /v1/gateways/{key}/check': () => ({ parts: { key: 'box' } }),
  'POST /v1/gateways/{key}/pause': () => ({ parts: { key: 'box' } }),
  'POST /v1/gateways/{key}/resume': () => ({ parts: { key: 'box' } }),
  'PUT /v1/routes': () => body({ routes: [{ gateway: 'shared:sandbox' }] }),
  'PUT /v1/shared-gateways/{key}': () => ({ parts: { key: 'spare' }, body: { title: 'Spare', kind: 'sandbox' } }),
  'DELETE /v1/shared-gateways/{key}': () => ({ parts: { key: 'spare' } }),
  'POST /v1/sources/preview': () => body({ kind: 'native', sample: JSON.stringify(missedCall()) }),
  'POST /v1/sources': () => body({ name: 'Another system', kind: 'native' }),
  'PATCH /v1/sources/{key}': () => ({ parts: { key: 'shop' }, body: { name: 'The shop' } }),
  'POST /v1/sources/{key}/reports/{report}/reveal': () => ({ parts: { key: 'shop' } }),
  'PUT /v1/mappings': () => body({ source: 'shop', kind: 'department', external: 'Sales desk', to: 'sales' }),
  'GET /v1/billing/cycles/{start}': () => ({ parts: { start: 'current' } }),
  'GET /v1/billing/cycles/{start}/lines.csv': () => ({ parts: { start: 'current' } }),
  'POST /v1/billing/what-if': () => body({ accountOn: false, lines: [{ did: 'landline', lines: 5 }] }),
  'POST /v1/accounts': () => body({ name: 'Test Traders' }),
  'POST /v1/links': ({ accountKey }) => body({ account: accountKey }),
  'PATCH /v1/account': () => body({ name: 'Trial Traders' }),
  'POST /v1/keys': () => body({ name: 'another' }),
  'POST /v1/notices/dismiss': () => body({ kind: 'loop_suspected' }),
  'POST /v1/opt-outs': () => body(stranger),
  'POST /v1/opt-outs/check': () => body(stranger),
  'POST /v1/opt-outs/remove': () => body({ number: numbers.optedOut }),
  'POST /v1/opt-outs/import': () => body(`number\n${stranger.number}\n`),
  'POST /v1/caller-languages': () => body({ ...stranger, language: 'hi' }),
  'POST /v1/caller-languages/check': () => body(stranger),
  'POST /v1/caller-languages/remove': () => body({ number: numbers.agreed }),
  'POST /v1/caller-languages/import': () => body({ csv: `number,language\n${stranger.number},Hindi\n` }),
  'POST /v1/consents': () => body({ ...stranger, purpose: 'offers by text' }),
  'POST /v1/consents/check': () => body(stranger),
  'POST /v1/consents/export': () => body(stranger),
  'POST /v1/consents/revoke': () => body({ number: numbers.agreed }),
  'POST /v1/consents/import': () => body({ csv: `number,purpose\n${stranger.number},offers by text\n` }),
  'POST /v1/replies/{id}/settle': () => body({ optOut: true }),
  'POST /v1/sandbox/replies': ({ caller }) => body({ from: caller, text: 'STOP' }),
  'POST /v1/registered-texts/import': () => body({ csv: portalExport(2, 2) }),
  'POST /v1/registered-texts/{templateId}/use': () => body({ placeholders: ['caller_number'] }),
}
