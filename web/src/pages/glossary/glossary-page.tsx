import './glossary.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import text from '../../../../docs/glossary.md?raw'
import { usePageTitle } from '../../shell/page-title.ts'
import { Card, EmptyState, PageHead } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { foundIn, sectionsOf, type Word } from './glossary.ts'

const sections = sectionsOf(text)

export default function GlossaryPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.glossary'))
  const [typed, setTyped] = useState('')
  const found = foundIn(sections, typed)
  return (
    <>
      <PageHead
        title={t('nav.glossary')}
        lead="One word for each thing: on these pages, in the API and in what is written about both."
      />
      <div className="stack glossary">
        <SearchField
          label="Find a word, also by what others call it"
          value={typed}
          onSearch={setTyped}
          className="glossary-search"
        />
        {found.map(({ title, words }) => (
          <Card key={title}>
            <h2>{title}</h2>
            <dl>
              {words.map((one) => (
                <Meaning key={one.word} {...one} />
              ))}
            </dl>
          </Card>
        ))}
        {found.length === 0 && (
          <Card>
            <EmptyState title="No such word" />
          </Card>
        )}
      </div>
    </>
  )
}

function Meaning({ word, means, not }: Word) {
  return (
    <div>
      <dt>
        <Words text={word} />
      </dt>
      <dd>
        <Words text={means} />
        {not !== '' && (
          <>
            {' '}
            <span className="quiet-words">Elsewhere: {not}</span>
          </>
        )}
      </dd>
    </div>
  )
}

/** Codes stand between backticks. */
function Words({ text }: { text: string }) {
  return text
    .split('`')
    .map((part, at) => ({ part, at }))
    .map(({ part, at }) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))
}
