import { type Filling, usePreview } from '../../api/setup.ts'
import type { Template } from '../../api/types.ts'
import { useSettled } from '../../ui/use-settled.ts'

/** `status` only of a new one: later it changes by what is done with it. */
export type Draft = Pick<
  Template,
  'name' | 'language' | 'variantOf' | 'body' | 'header' | 'dltTemplateId' | 'category' | 'registered'
> & {
  status?: Template['status']
}

type Asked = {
  /** Whose wording it is to be. */
  template: string | null
  filling: Filling
}

/** What the program says of a draft as it is typed: how it reads, what is wrong with it, what it costs. */
export function useReview({ body, registered, category, language }: Draft, { template, filling }: Asked) {
  const typed = useSettled({ body, registered, category, language }, 250)
  const { data, error } = usePreview({
    body: typed.body,
    category: typed.category,
    language: typed.language,
    registered: typed.registered?.text ? typed.registered : null,
    ...filling,
    ...(template !== null && { template }),
  })
  return typed.body === '' ? { preview: undefined, failure: null } : { preview: data, failure: data ? null : error }
}
