/** A small account as a document: two departments, three users, two DIDs, plain templates, and the rules a test gives it. */
import type { ConfigurationInput } from '../../src/core/configuration.ts'

type RuleInput = NonNullable<ConfigurationInput['rules']>[number]

export const toCaller = (template = 'sorry'): RuleInput['recipients'][number] => ({
  selector: { to: 'caller' },
  template,
})
export const toUser = (template = 'note'): RuleInput['recipients'][number] => ({ selector: { to: 'user' }, template })

/** A rule that texts the caller about any missed call, unless told otherwise. */
export function rule(key: string, over: Partial<RuleInput> = {}): RuleInput {
  return { key, name: key, conditions: { outcomes: ['missed'] }, recipients: [toCaller()], ...over }
}

/** The same as a promotional one, which must say how to opt out. */
export const promotional = <T extends { body: string }>(template: T) => ({
  ...template,
  category: 'promotional' as const,
  body: `${template.body} Reply STOP to end.`,
})

export function accountDocument(rules: RuleInput[], over: Partial<ConfigurationInput> = {}): ConfigurationInput {
  return {
    account: { name: 'Test Traders', zone: 'Asia/Kolkata' },
    users: [
      { key: 'asha', name: 'Asha Nair', phone: '+919812300001', extension: '201' },
      { key: 'ravi', name: 'Ravi Deshmukh', phone: '+919812300002', extension: '202' },
      { key: 'meera', name: 'Meera Iyer', phone: null, extension: '203', owner: true },
    ],
    departments: [
      { key: 'sales', name: 'Sales', members: ['asha', 'ravi'] },
      { key: 'support', name: 'Support', members: ['meera'] },
    ],
    dids: [
      { key: 'toll-free', number: '18005720199', name: '1800 572 0199' },
      { key: 'landline', number: '+918041234500', name: '080 4123 4500' },
    ],
    headers: [{ key: 'tester', header: 'TESTER', entityId: '1101172974420810001' }],
    templates: [
      {
        key: 'sorry',
        name: 'Sorry we missed you',
        header: 'tester',
        body: 'Sorry we missed your call to {{department_name|us}}. We will call you back. - Test Traders',
        dltTemplateId: '1107172974420810002',
      },
      {
        key: 'note',
        name: 'Missed call note',
        header: 'tester',
        body: 'Missed call from {{caller_number}}. Please call back. - Test Traders',
        dltTemplateId: '1107172974420810003',
      },
    ],
    rules,
    routes: [{ gateway: 'shared:sandbox' }],
    ...over,
  }
}
