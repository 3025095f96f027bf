/**
 * The one list of reasons why a text was not sent, or not sent again. The database check, the API, the console's
 * filters and docs/reasons.md come from it. Each: what happened in a sentence, and what the administrator can do.
 */
export const reasons = {
  // Of the whole call, or of each of its texts alike
  no_rule_matched: ['No rule matched this call.', 'Add a rule at the bottom that catches every call.'],
  account_off: ['Texts are switched off for this account.', 'Switch After-Call SMS on.'],
  too_late: [
    'The call was reported too long after it ended.',
    'Check why the phone system reports late, or raise the rule’s validity.',
  ],
  // Of one recipient; checks.ts has the order in which they are asked
  caller_unknown: [
    'The caller’s number was withheld or could not be read.',
    'Nothing to do: there is no number to text.',
  ],
  not_a_mobile: [
    'The number cannot receive texts (landline, toll-free, service or short number).',
    'Nothing to do for this number.',
  ],
  own_number: [
    'The number is one of the account’s own.',
    'Nothing to do: an own number is never texted as a caller or fixed number, only as a user’s. Where the rule names it, name another there.',
  ],
  user_unknown: [
    'No user is known for this call.',
    'Say under Gateways and sources which user a name of the phone system means, or choose other recipients in the rule.',
  ],
  user_has_no_number: ['The user has no mobile number.', 'Add a mobile number under People.'],
  user_turned_off: ['An administrator switched this user’s texts off.', 'Switch them on under People.'],
  no_owner: [
    'Nobody of the account is marked as owner.',
    'Mark whoever is to get it as owner under People, or choose other recipients in the rule.',
  ],
  department_unknown: [
    'No department is known for this call.',
    'Say under Gateways and sources which department a name of the phone system means, or choose other recipients in the rule.',
  ],
  department_has_no_members: ['The department has no members to text.', 'Add members to the department.'],
  duplicate_recipient: [
    'A recipient before this one has the same number, and decides for it.',
    'Nothing to do: one call, one text per number.',
  ],
  number_excluded: [
    'The number is on the account’s exclusion list.',
    'Take it off the list under Settings to text it.',
  ],
  opted_out: [
    'Whoever has this number asked for no more texts.',
    'Nothing to do. Only they can ask for texts again: by START, or by telling you so.',
  ],
  no_consent: [
    'The template’s category needs consent, and none of this number is on record.',
    'Record the consent under Consents, or use a service template. It is your own evidence, and not DLT consent.',
  ],
  dnd_learnt: [
    'The network refused a promotional text to this number lately, for its preferences (DND).',
    'Nothing to do: it is tried again 30 days after the refusal, or once a newer consent is recorded.',
  ],
  template_not_approved: [
    'The template is not approved.',
    'Have the template approved, or choose another in the rule.',
  ],
  template_paused: ['The template is paused.', 'Resume the template when its cause is mended.'],
  header_inactive: [
    'The header it would go by is not active at the mobile operators.',
    'Have it reactivated on the DLT portal and set it active under Templates and senders, or choose another in the template.',
  ],
  header_not_for_country: [
    'The recipient’s country takes no texts from a sender of this form.',
    'Give the header a sender for that country under Templates and senders; the page Countries says which forms it takes.',
  ],
  template_refused: [
    'The mobile operator’s DLT check refused the template several times in a row on this gateway, so it is paused there.',
    'Compare its text, header and ids with the DLT portal, then change it or resume it.',
  ],
  value_missing: [
    'A value the template needs is missing, and it has no fallback.',
    'Write a fallback, as in {{name|fallback}}.',
  ],
  variable_too_long: [
    'A value is longer than its slot in the registered template.',
    'Shorten the name, or let the template cut at a word.',
  ],
  dlt_text_mismatch: [
    'The text would differ from its registered template, and the mobile operator would drop it.',
    'Open the template: it shows the character or the value that differs.',
  ],
  not_whitelisted: [
    'A value of the text is a link or call-back number that is not on the account’s whitelist, and the mobile operator would refuse it.',
    'Register it on the DLT portal and add it under Settings, or see where the value comes from.',
  ],
  text_too_long: ['The text would need more parts than the gateway takes.', 'Shorten the template.'],
  reached_meanwhile: [
    'The caller was reached before the text was due.',
    'Nothing to do: that is what the delay is for.',
  ],
  promotional_hours: [
    'Promotional texts go only in the hours of the recipient’s country (in India 10:00 to 21:00): it would not be valid that long, or the network took it for late.',
    'Raise the rule’s validity, or use a service template.',
  ],
  quiet_hours: [
    'The text was due in the rule’s quiet hours, and is not held or would not be valid that long.',
    'Raise the rule’s validity, or let the rule hold texts until its quiet hours end.',
  ],
  frequency_cap: [
    'The caller already had the texts this rule allows in its period.',
    'Raise the cap in the rule if this is too strict.',
  ],
  quota_exhausted: [
    'The account’s quota for 24 hours was used up.',
    'Raise the quota under Settings; texts go again as the 24 hours move on.',
  ],
  loop_suspected: [
    'This caller had so many texts in so short a time that another machine may be answering ours.',
    'See who calls. If a person does, raise the loop guard under Settings; else exclude the number.',
  ],
  trial_mode: [
    'Trial mode is on, and this number is not on its list.',
    'Add the number, or end trial mode under Settings.',
  ],
  spend_stop: [
    'The text would have cost more than the account allows in 24 hours.',
    'Raise the spend stop under Settings, or see what sends so many texts.',
  ],
  no_gateway: ['The account has no gateway to send by.', 'Add a gateway under Gateways and sources.'],
  // What became of it later
  validity_over: [
    'The text was still unsent when its validity ended: a late text is worse than none.',
    'See what held the gateway up.',
  ],
  opted_in_again: [
    'They asked for texts again before the confirmation of their opt-out went.',
    'Nothing to do: it would no longer be true.',
  ],
  gateway_removed: [
    'The gateway was removed before the text could go by it.',
    'Nothing to do: texts of new calls go by the gateway that the account has now.',
  ],
  cancelled_by_hand: ['A person cancelled the text.', 'Nothing to do.'],
  settled_by_hand: [
    'It was not known whether the text went; a person said that it did not, or did not arrive.',
    'Nothing to do. It can be sent again.',
  ],
  // What a gateway or network said
  number_invalid: ['The network does not know this number.', 'Check the number.'],
  number_unreachable: [
    'The phone could not be reached in time.',
    'Nothing to do: it was switched off or out of reach.',
  ],
  number_blocked: [
    'The network blocks texts to this number (preference or opt-out).',
    'A service text should pass: check the template’s category.',
  ],
  dlt_refused: [
    'The mobile operator’s DLT check refused the text.',
    'Compare the template with its registration: text, header and ids.',
  ],
  header_refused: ['The gateway does not accept the header.', 'Check the header’s registration with the gateway.'],
  content_refused: ['The network refused the content.', 'Check the text for what the network does not allow.'],
  credentials_refused: ['The gateway does not accept the credentials.', 'Set them again under Gateways and sources.'],
  no_credit: ['The gateway account has no credit.', 'Top up the gateway account.'],
  throttled: [
    'The gateway took no more texts at that moment.',
    'Nothing to do: it is tried again within its validity.',
  ],
  gateway_refused: ['The gateway refused the text.', 'See the gateway’s own words beside the attempt.'],
  not_routable: [
    'The gateway has no way to this number.',
    'Ask whoever runs the gateway which networks it reaches, or make another gateway the account’s first way out for later texts.',
  ],
  network_failed: ['The network gave the text up.', 'See the gateway’s own words beside the receipt.'],
  not_sent: ['No byte left: the connection was not there.', 'Nothing to do: it is tried again within its validity.'],
} as const satisfies Record<string, readonly [what: string, mend: string]>

export type Reason = keyof typeof reasons

/** Every reason code, for schemas and database checks. */
export const reasonCodes = Object.keys(reasons) as [Reason, ...Reason[]]

/** What an operator's DLT check refuses a text for: they speak of its template or header, and not of the number. */
export const dltRefusals: readonly Reason[] = ['dlt_refused', 'header_refused', 'content_refused']

/**
 * What nothing is owed for, also where only a receipt tells it: no network but the operator's DLT check refuses for these. Preference and consent are not
 * among them, since plain networks say the same of a number that they block.
 */
export const freeRefusals: readonly Reason[] = [...dltRefusals, 'promotional_hours']

/** Whether the operator's DLT check refused it. */
export const isRefusedByDlt = (reason: Reason | null): boolean => reason !== null && dltRefusals.includes(reason)

/** Why a message is in doubt (`unconfirmed`): what is not known about its attempt. */
export const doubts = {
  timeout: 'The gateway did not answer in time.',
  cut: 'The connection was cut before the answer.',
  server_error: 'The gateway answered with an error that does not say whether the text went.',
  unreadable: 'The gateway’s answer could not be read.',
  some_parts: 'Some parts of the text were accepted and some were not.',
  duplicate: 'The gateway says it already has this text.',
  lease_over: 'The process that was sending it stopped before it knew the answer.',
  restored: 'The text was waiting when the backup was made; whether it went meanwhile is not known.',
  restored_window: 'The call ended between the backup and the restore; whether its text went is not known.',
} as const

export type Doubt = keyof typeof doubts

/** Every doubt code, for schemas and database checks. */
export const doubtCodes = Object.keys(doubts) as [Doubt, ...Doubt[]]
