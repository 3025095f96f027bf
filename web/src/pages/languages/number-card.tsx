import { Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkLanguage, sayLanguage } from '../../api/caller-languages.ts'
import type { CallerLanguageStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { Form } from '../../ui/form.tsx'
import { languageChoices, languageName } from '../../ui/languages.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Card } from '../../ui/parts.tsx'

/** One number: what its caller reads as far as anybody knows, and how to say it. */
export function NumberCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { t } = useTranslation()
  const { number, type, found, look, after, isBusy, errorOf, failed } = useLookUp(checkLanguage)
  const [language, setLanguage] = useState<string | null>(null)
  const isAsking = language === null
  const go = () => (language === null ? look() : after(number, sayLanguage(number, language)))
  const numberProblem = errorOf('number')
  return (
    <Card className="form">
      <h2>{t('languages.caller')}</h2>
      <Form
        onSubmit={() => void go()}
        submit={t(isAsking ? 'numbers.lookUp' : 'word.save')}
        isBusy={isBusy}
        failed={numberProblem === undefined ? failed : null}
        canSubmit={number.trim() !== ''}
      >
        <NumberField ref={field} value={number} onChange={type} error={numberProblem} />
        <Select
          label={t('languages.reads')}
          data={languageChoices()}
          value={language}
          onChange={(next) => {
            setLanguage(next)
            type(number)
          }}
          placeholder={t('languages.whatIsKnown')}
          clearable
          searchable
        />
      </Form>
      <p aria-live="polite">{found !== null && standingWords(found.standing, t)}</p>
    </Card>
  )
}

function standingWords({ numberShown, language }: CallerLanguageStanding, t: TFunction): string {
  return language === null
    ? t('languages.nobodySaid', { number: numberShown })
    : t('languages.readsIt', { number: numberShown, language: languageName(language) })
}
