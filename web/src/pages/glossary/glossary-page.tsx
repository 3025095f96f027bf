import './glossary.css'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
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
      <PageHead title={t('nav.glossary')} lead={t('glossary.lead')} />
      <div className="stack glossary">
        <SearchField label={t('glossary.find')} value={typed} onSearch={setTyped} className="glossary-search" />
        {found.map(({ title, words }) => (
          <Card key={title}>
            <h2 lang="en">{title}</h2>
            <dl>
              {words.map((one) => (
                <Meaning key={one.word} {...one} />
              ))}
            </dl>
          </Card>
        ))}
        {found.length === 0 && (
          <Card>
            <EmptyState title={t('glossary.none')} />
          </Card>
        )}
      </div>
    </>
  )
}

function Meaning({ word, means, not }: Word) {
  return (
    <div>
      <dt lang="en">
        <Words text={word} />
      </dt>
      <dd>
        <span lang="en">
          <Words text={means} />
        </span>
        {not !== '' && (
          <>
            {' '}
            <span className="quiet-words">
              <Trans i18nKey="glossary.elsewhere" values={{ words: not }} components={{ e: <span lang="en" /> }} />
            </span>
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
