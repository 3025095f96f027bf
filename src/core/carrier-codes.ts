/**
 * What India's operators answer, by code: the list that most of them share (600 to 799) and that of Vi's platform (5xxx, 7xxx), as resellers and gateways
 * publish them (facts: authkey.io, smsgatewayhub, Exotel, Infobip). The same numbers mean other things elsewhere, so they are read only on
 * Indian routes, and the raw code is always kept beside.
 */
import type { Reason } from './reasons.ts'

export type CarrierCode = { reason: Reason; means: string; next: string }

const entity = [
  'The entity (PE) id is not known, not active, or missing.',
  'Compare the entity id of the header with the DLT portal.',
]
const telemarketer = [
  'The telemarketer is not known, not active, or not allowed.',
  'Ask the gateway for its telemarketer id, and set it on the route.',
]
const chain = [
  'The chain from your entity to the gateway is not declared, or its hash is missing.',
  'Declare and approve the chain on the DLT portal, then compare the route’s telemarketer ids.',
]
const header = [
  'The header is not known, not active, suspended, or written in another case.',
  'Compare the header with the DLT portal, letter for letter.',
]
const template = [
  'The template id is not known, not active, suspended or missing.',
  'Compare the DLT template id with the portal, and whether the template is active there.',
]
const text = [
  'The text does not match its registered template.',
  'Open the template and paste its registered text: it shows the character that differs.',
]
const variable = [
  'A variable is too long, or of another kind than registered.',
  'Open the template: it shows what each variable takes and sends.',
]
const link = ['The header is not linked to the template or to the entity.', 'Link them on the DLT portal.']
const category = [
  'The category does not fit: a promotional text on a service route, or the reverse.',
  'Compare the template’s category with its registration.',
]
const callToAction = [
  'A link or call-back number is not whitelisted.',
  'Register it on the DLT portal, or take it out of the text.',
]
const preference = [
  'The person’s preferences (DND) block this kind of text.',
  'A service text should pass: compare the template’s category. Nothing to do for the person.',
]
const hours = ['A promotional text outside its hours.', 'Send it from 10:00 to 21:00.']
const consent = [
  'The consent that this category needs is missing or was revoked.',
  'Acquire consent on the DLT portal, or use a service template.',
]
const parts = [
  'Not all parts of the text were there when it was checked.',
  'Send it again by hand; if it comes back, ask the gateway whether parts take one connection.',
]
const scrubbing = ['The operator’s check itself failed.', 'Send it again by hand in a while.']

type Words = readonly string[]
const families: readonly [from: number, to: number, reason: Reason, words: Words][] = [
  [195, 195, 'dlt_refused', template],
  [600, 604, 'dlt_refused', entity],
  [605, 613, 'dlt_refused', telemarketer],
  [614, 618, 'dlt_refused', chain],
  [619, 619, 'dlt_refused', entity],
  [620, 629, 'header_refused', header],
  [630, 632, 'dlt_refused', template],
  [633, 633, 'dlt_refused', text],
  [634, 634, 'dlt_refused', link],
  [635, 635, 'dlt_refused', variable],
  [636, 641, 'dlt_refused', template],
  [642, 642, 'content_refused', callToAction],
  [650, 650, 'number_blocked', preference],
  [651, 651, 'dlt_refused', hours],
  [652, 660, 'number_blocked', consent],
  [661, 665, 'dlt_refused', text],
  [666, 669, 'dlt_refused', text],
  [670, 676, 'network_failed', scrubbing],
  [677, 682, 'dlt_refused', telemarketer],
  [683, 699, 'dlt_refused', category],
  [700, 701, 'content_refused', callToAction],
  [5101, 5106, 'number_blocked', preference],
  [5107, 5108, 'dlt_refused', hours],
  [5110, 5110, 'number_blocked', preference],
  [5201, 5205, 'header_refused', header],
  [5206, 5207, 'dlt_refused', category],
  [5208, 5208, 'header_refused', header],
  [5210, 5210, 'dlt_refused', telemarketer],
  [5213, 5215, 'header_refused', header],
  [5301, 5301, 'dlt_refused', text],
  [5302, 5302, 'dlt_refused', template],
  [5303, 5303, 'dlt_refused', link],
  [5304, 5304, 'dlt_refused', template],
  [5305, 5305, 'dlt_refused', category],
  [5306, 5306, 'dlt_refused', template],
  [5307, 5307, 'dlt_refused', text],
  [5308, 5308, 'dlt_refused', template],
  [5310, 5310, 'network_failed', parts],
  [5311, 5311, 'dlt_refused', template],
  [5312, 5312, 'dlt_refused', variable],
  [5313, 5315, 'dlt_refused', template],
  [5403, 5403, 'dlt_refused', link],
  [5404, 5406, 'dlt_refused', category],
  [5501, 5508, 'number_blocked', consent],
  [5601, 5606, 'dlt_refused', chain],
  [5901, 5903, 'content_refused', callToAction],
  [7001, 7005, 'dlt_refused', entity],
]

/** The meaning of an operator's code on an Indian route, or undefined for one that is on no list. */
export function indianCode(code: number): CarrierCode | undefined {
  const found = families.find(([from, to]) => code >= from && code <= to)
  if (!found) return undefined
  const [, , reason, [means = '', next = '']] = found
  return { reason, means, next }
}
