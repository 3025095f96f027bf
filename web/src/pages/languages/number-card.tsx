import { Select } from '@mantine/core'
import { useState } from 'react'
import { checkLanguage, sayLanguage } from '../../api/caller-languages.ts'
import type { CallerLanguageStanding } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { Form } from '../../ui/form.tsx'
import { languageChoices } from '../../ui/languages.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Card } from '../../ui/parts.tsx'

/** One number: what its caller reads as far as anybody knows, and how to say it. */
export function NumberCard() {
  const [number, setNumber] = useState('')
  const [language, setLanguage] = useState<string | null>(null)
  const [found, setFound] = useState<CallerLanguageStanding | null>(null)
  const { isBusy, run, errorOf, failed } = useSaving()
  const isAsking = language === null
  const go = () =>
    run(async () => setFound(language === null ? await checkLanguage(number) : await sayLanguage(number, language)))
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
        <NumberField
          value={number}
          onChange={(next) => {
            setNumber(next)
            setFound(null)
          }}
          error={numberProblem}
        />
        <Select
          label="Reads"
          data={languageChoices()}
          value={language}
          onChange={(next) => {
            setLanguage(next)
            setFound(null)
          }}
          placeholder="What is known of it"
          clearable
          searchable
        />
      </Form>
      <p aria-live="polite">{found !== null && standingWords(found)}</p>
    </Card>
  )
}

function standingWords({ numberShown, languageName }: CallerLanguageStanding): string {
  return languageName === null ? `Nobody said what ${numberShown} reads.` : `${numberShown} reads ${languageName}.`
}
