/**
 * A text that an administrator sends to try a template: planned like any other, by a rule of its own that texts one number. It is kept among
 * the facts of its call, so that planning again decides the same.
 */
import type { Whitelist } from './call-to-action.ts'
import type { PhoneNumber } from './phone-number.ts'
import type { Rule } from './rule.ts'
import type { SnapshotTemplate } from './rule-set.ts'

export type TestText = {
  number: PhoneNumber
  template: SnapshotTemplate
  /** The account's, where a value of the template could lead anywhere. */
  whitelist?: Whitelist
  /** It is no test: it goes the same way, and answers whoever opted out. */
  confirmsOptOut?: true
}

/** How long a test may wait for its gateway. */
const validMinutes = 15

/** A confirmation answers what was just said; the United States presume that it does for five minutes. */
const confirmationMinutes = 5

/** The rule that such a text is planned by; it stands in no rule set. */
export function testRule({ number, template, confirmsOptOut }: TestText): Rule {
  return {
    key: 'test',
    name: confirmsOptOut ? 'Opt-out confirmation' : 'Test',
    enabled: true,
    conditions: {},
    recipients: [{ selector: { to: 'numbers', numbers: [number] }, template: template.key }],
    validityMinutes: confirmsOptOut ? confirmationMinutes : validMinutes,
  }
}
