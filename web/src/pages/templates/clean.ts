import type { Preview, Template } from '../../api/types.ts'

type Code = Preview['findings'][number]['code']
/** What it is told as in the words of templates. */
export type Clean = 'fixedText' | 'promotion' | 'links' | 'variables'

type Asked = Pick<Template, 'body' | 'category'> & Pick<Preview, 'findings'>

/** What an operator asks of a wording in India and finds in this one, as far as it can be looked for. */
export function cleanOf({ body, category, findings }: Asked): Clean[] {
  const found = new Set(findings.map((one) => one.code))
  const hasNone = (...codes: Code[]) => codes.every((one) => !found.has(one))
  const isService = category === 'transactional' || category === 'service_implicit'
  const hasVariables = body.includes('{{')
  return [
    ...(hasNone('little_fixed_text') ? (['fixedText'] as const) : []),
    ...(isService && hasNone('promotional_wording', 'maybe_promotional') ? (['promotion'] as const) : []),
    ...(hasNone('public_shortener', 'link_not_whitelisted', 'number_not_whitelisted') ? (['links'] as const) : []),
    ...(hasVariables && hasNone('adjacent_variables') ? (['variables'] as const) : []),
  ]
}
