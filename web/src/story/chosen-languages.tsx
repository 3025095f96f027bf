import type { CallStory } from '../api/types.ts'
import { recipientWord } from './words.ts'

/** Of templates with texts in several languages: which was chosen for whom, and why. */
export function ChosenLanguages({ plan }: { plan: CallStory['plan'] }) {
  const chosen = plan.messages.flatMap(({ recipient, name, language }) =>
    language == null ? [] : [{ recipient, who: name ?? recipientWord(recipient), words: language.words }],
  )
  if (chosen.length === 0) return null
  return (
    <dl className="chosen-languages">
      {chosen.map(({ recipient, who, words }) => (
        <div key={recipient}>
          <dt>{recipient === 'caller' ? 'Language of the caller’s text' : `Language of the text to ${who}`}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
