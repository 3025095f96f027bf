import type { Preview, Template } from '../../api/types.ts'

type Code = Preview['findings'][number]['code']
export type Clean = { words: string; more: string }

type Asked = Pick<Template, 'body' | 'category'> & Pick<Preview, 'findings'>

/** What an operator asks of a wording in India and finds in this one, as far as it can be looked for. */
export function cleanOf({ body, category, findings }: Asked): Clean[] {
  const found = new Set(findings.map((one) => one.code))
  const hasNone = (...codes: Code[]) => codes.every((one) => !found.has(one))
  const isService = category === 'transactional' || category === 'service_implicit'
  const hasVariables = body.includes('{{')
  return [
    ...(hasNone('little_fixed_text') ? [{ words: 'Enough fixed text', more: '60 % of it or more' }] : []),
    ...(isService && hasNone('promotional_wording', 'maybe_promotional')
      ? [{ words: 'No promotional words', more: 'as a service text must be' }]
      : []),
    ...(hasNone('public_shortener', 'link_not_whitelisted', 'number_not_whitelisted')
      ? [{ words: 'Links and numbers', more: 'none that is not on your whitelist' }]
      : []),
    ...(hasVariables && hasNone('adjacent_variables')
      ? [{ words: 'Variables apart', more: 'with words between them' }]
      : []),
  ]
}
