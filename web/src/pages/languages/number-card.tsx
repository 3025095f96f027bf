import { Select } from '@mantine/core'
import { type Ref, useState } from 'react'
import { checkLanguage, sayLanguage } from '../../api/caller-languages.ts'
import type { CallerLanguageStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { Form } from '../../ui/form.tsx'
import { languageChoices } from '../../ui/languages.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Card } from '../../ui/parts.tsx'

/** One number: what its caller reads as far as anybody knows, and how to say it. */
export function NumberCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { number, type, found, look, after, isBusy, errorOf, failed } = useLookUp(checkLanguage)
  const [language, setLanguage] = useState<string | null>(null)
  const isAsking = language === null
  const go = () => (language === null ? look() : after(number, sayLanguage(number, language)))
  const numberProblem = errorOf('number')
  return (
    <Card className="form">
      <h2>A caller</h2>
      <Form
        onSubmit={() => void go()}
        submit={isAsking ? 'Look it up' : 'Save'}
        isBusy={isBusy}
        failed={numberProblem === undefined ? failed : null}
        canSubmit={number.trim() !== ''}
      >
        <NumberField ref={field} value={number} onChange={type} error={numberProblem} />
        <Select
          label="Reads"
          data={languageChoices()}
          value={language}
          onChange={(next) => {
            setLanguage(next)
            type(number)
          }}
          placeholder="What is known of it"
          clearable
          searchable
        />
      </Form>
      <p aria-live="polite">{found !== null && standingWords(found.standing)}</p>
    </Card>
  )
}

function standingWords({ numberShown, languageName }: CallerLanguageStanding): string {
  return languageName === null ? `Nobody said what ${numberShown} reads.` : `${numberShown} reads ${languageName}.`
}
