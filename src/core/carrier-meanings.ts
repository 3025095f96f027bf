/** What operators' codes mean in plain words, whoever numbers them. */
import type { Reason } from './reasons.ts'

/** What a code says: our reason, what it means, and what the administrator does next. */
export type CodeMeaning = { reason: Reason; means: string; next: string }

export const meanings = {
  entity: {
    reason: 'dlt_refused',
    means: 'The entity (PE) id is not known, not active, or missing.',
    next: 'Compare the entity id of the header with the DLT portal.',
  },
  telemarketer: {
    reason: 'dlt_refused',
    means: 'The telemarketer is not known, not active, not allowed for this entity, or missing.',
    next: 'Ask the gateway for its telemarketer id, and set it on the route.',
  },
  chain: {
    reason: 'dlt_refused',
    means: 'The chain from your entity to the gateway is not declared or not active, or its hash is missing.',
    next: 'Declare and approve the chain on the DLT portal, then compare the route’s telemarketer ids.',
  },
  header: {
    reason: 'header_refused',
    means: 'The header is not known, not active, suspended, or written in another case.',
    next: 'Compare the header with the DLT portal, letter for letter.',
  },
  template: {
    reason: 'dlt_refused',
    means: 'The template id is not known, not active, suspended or missing.',
    next: 'Compare the DLT template id with the portal, and whether the template is active there.',
  },
  templateOrHeader: {
    reason: 'dlt_refused',
    means: 'The template or the header is not valid.',
    next: 'Compare both with the DLT portal, and whether they are linked there.',
  },
  text: {
    reason: 'dlt_refused',
    means: 'The text does not match its registered template.',
    next: 'Open the template and paste its registered text: it shows the character that differs.',
  },
  variable: {
    reason: 'dlt_refused',
    means: 'A variable is too long, or of another kind than registered.',
    next: 'Open the template: it shows what each variable takes and sends.',
  },
  link: {
    reason: 'dlt_refused',
    means: 'The header is not linked to the template or to the entity.',
    next: 'Link them on the DLT portal.',
  },
  category: {
    reason: 'dlt_refused',
    means: 'The category does not fit: a promotional text on a service route, or the reverse.',
    next: 'Compare the template’s category with its registration.',
  },
  callToAction: {
    reason: 'content_refused',
    means: 'A link or call-back number is not whitelisted.',
    next: 'Register it on the DLT portal, or take it out of the text.',
  },
  preference: {
    reason: 'number_blocked',
    means: 'The person’s preferences (DND) block this kind of text.',
    next: 'A service text should pass: compare the template’s category. Nothing to do for the person.',
  },
  blacklistedNumber: {
    reason: 'number_blocked',
    means: 'The operator has the number on its own blacklist.',
    next: 'Nothing to do for this number.',
  },
  hours: {
    reason: 'promotional_hours',
    means: 'A promotional text came outside its hours.',
    next: 'Send it from 10:00 to 21:00. Late ones: compare the clock, and how long the gateway holds texts.',
  },
  consent: {
    reason: 'number_blocked',
    means: 'The consent that this category needs is missing or was revoked.',
    next: 'Acquire consent on the DLT portal, or use a service template.',
  },
  parts: {
    reason: 'network_failed',
    means: 'Not all parts of the text were there when it was checked.',
    next: 'Send it again by hand; if it comes back, ask the gateway whether parts take one connection.',
  },
  scrubbing: {
    reason: 'network_failed',
    means: 'The operator’s check itself failed.',
    next: 'Send it again by hand in a while.',
  },
  scrubbingOrConsent: {
    reason: 'network_failed',
    means: 'The operator’s check itself failed, or the consent that this category needs is missing.',
    next: 'Send it again by hand in a while; if it comes back, look at the consents on the DLT portal.',
  },
} as const satisfies Record<string, CodeMeaning>

export type Meaning = keyof typeof meanings
