import { useTranslation } from 'react-i18next'
import type { CallStory } from '../api/types.ts'
import { recipientWord } from './words.ts'

/** Of templates with texts in several languages: which was chosen for whom, and why. */
export function ChosenLanguages({ plan }: { plan: CallStory['plan'] }) {
  const { t } = useTranslation()
  const chosen = plan.messages.flatMap(({ recipient, name, language }) =>
    language == null ? [] : [{ recipient, who: name ?? recipientWord(t, recipient), words: language.words }],
  )
  if (chosen.length === 0) return null
  return (
    <dl className="chosen-languages">
      {chosen.map(({ recipient, who, words }) => (
        <div key={recipient}>
          <dt>{recipient === 'caller' ? t('story.languageOfCallers') : t('story.languageOfText', { who })}</dt>
          <dd lang="en">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
