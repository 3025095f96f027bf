/**
 * What a text is asked before it may go, in this order and no other, so that the reason for a skip is always the same. plan() goes through all of it; gate()
 * asks once more what may have changed while a text waited. The API, the console, the command line and docs/operating/templates.md say from here at which
 * check a text stopped.
 */
import type { Reason } from './reasons.ts'

/** `asks`: in words that complete "stopped at check 9 of 20, …". Each reason is given by one check alone. */
export const checks = [
  { check: 'account', asks: 'whether After-Call SMS is switched on', reasons: ['account_off'] },
  {
    check: 'number',
    asks: 'whether there is a number that takes texts, and, users aside, none of the account’s own',
    reasons: [
      'caller_unknown',
      'own_number',
      'not_a_mobile',
      'user_unknown',
      'user_has_no_number',
      'user_turned_off',
      'no_owner',
      'department_unknown',
      'department_has_no_members',
    ],
  },
  { check: 'duplicate', asks: 'whether the number has no text of this call yet', reasons: ['duplicate_recipient'] },
  { check: 'exclusions', asks: 'whether the number is on the exclusion list', reasons: ['number_excluded'] },
  { check: 'opt_out', asks: 'whether its owner asked for no more texts', reasons: ['opted_out'] },
  {
    check: 'consent',
    asks: 'whether there is the consent that the template’s category needs',
    reasons: ['no_consent', 'dnd_learnt'],
  },
  { check: 'validity', asks: 'whether the text is still in time', reasons: ['too_late', 'validity_over'] },
  {
    check: 'template',
    asks: 'whether the template is approved and not paused',
    reasons: ['template_not_approved', 'template_paused'],
  },
  {
    check: 'header',
    asks: 'whether the header may be used in the recipient’s country',
    reasons: ['header_inactive', 'header_not_for_country'],
  },
  {
    check: 'refusals',
    asks: 'whether the gateway refused the template time and again',
    reasons: ['template_refused'],
  },
  {
    check: 'text',
    asks: 'whether the text can be made, is the registered one, and leads only where the account has registered',
    reasons: ['value_missing', 'variable_too_long', 'dlt_text_mismatch', 'not_whitelisted'],
  },
  { check: 'gateway', asks: 'whether there is a gateway to send by', reasons: ['no_gateway'] },
  { check: 'length', asks: 'whether the gateway takes a text of that length', reasons: ['text_too_long'] },
  { check: 'reached', asks: 'whether the caller was reached meanwhile', reasons: ['reached_meanwhile'] },
  {
    check: 'hours',
    asks: 'whether it may go at that hour, or be held until it may',
    reasons: ['promotional_hours', 'quiet_hours'],
  },
  { check: 'cap', asks: 'whether the rule’s cap leaves room for the caller', reasons: ['frequency_cap'] },
  { check: 'quota', asks: 'whether the account’s quota leaves room', reasons: ['quota_exhausted'] },
  { check: 'loop', asks: 'whether the loop guard leaves room for the caller', reasons: ['loop_suspected'] },
  { check: 'trial', asks: 'whether trial mode lets the number have texts', reasons: ['trial_mode'] },
  { check: 'spend', asks: 'whether the spend stop leaves room for its price', reasons: ['spend_stop'] },
] as const satisfies readonly { check: string; asks: string; reasons: readonly Reason[] }[]

export type CheckName = (typeof checks)[number]['check']
/** What a check may say where it stops a text. */
export type ReasonOf<C extends CheckName> = Extract<(typeof checks)[number], { check: C }>['reasons'][number]

/** Puts what is asked for each check into the order of the checks; of those left out nothing is asked. */
export function inOrder<Ask>(asked: { readonly [C in CheckName]?: Ask }): Ask[] {
  return checks.flatMap(({ check }) => asked[check] ?? [])
}

/** Where in the order a text stopped. */
export type CheckPlace = { check: CheckName; place: number; of: number; words: string }

const places = new Map<Reason, CheckPlace>(
  checks.flatMap(({ check, asks, reasons }, index) =>
    reasons.map((reason) => [reason, { check, place: index + 1, of: checks.length, words: wordsOf(index, asks) }]),
  ),
)

function wordsOf(index: number, asks: string): string {
  const passed = index === 0 ? '' : index === 1 ? '; the one before it passed' : `; the ${index} before it passed`
  return `Stopped at check ${index + 1} of ${checks.length}, ${asks}${passed}.`
}

/** The check that gives this reason; null where a gateway, the network or a person gives it, or it is of the whole call. */
export const checkOf = (reason: Reason): CheckPlace | null => places.get(reason) ?? null
