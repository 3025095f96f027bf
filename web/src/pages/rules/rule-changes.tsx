import './rule-changes.css'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { difference } from '../../sentence/difference.ts'
import type { Piece } from '../../sentence/pieces.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { useNames } from '../../story/use-names.ts'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import type { RuleChange } from './merge.ts'

/** What lies between two versions of the rules, each change at its place. */
export function RuleChanges({ changes }: { changes: readonly RuleChange[] }) {
  return (
    <ul className="rule-changes">
      {changes.map((change) => (
        <li key={change.key}>
          <span className="place-mark">{change.to ?? change.from}</span>
          <ChangeSentence change={change} />
        </li>
      ))}
    </ul>
  )
}

/** What happened to one rule, as its sentence with the changed words marked. */
function ChangeSentence({ change }: { change: RuleChange }) {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const say = (rule: Rule | undefined, isLast: boolean): Piece[] =>
    rule === undefined ? [] : ruleSentence(i18n.language, rule, names, { isLast })
  const after = say(change.after, change.isLast)
  const lead = {
    added: t('ruleHistory.added'),
    removed: t('ruleHistory.removed'),
    changed:
      change.before?.name === change.after?.name ? '' : t('ruleHistory.renamed', { name: change.before?.name ?? '' }),
    moved: t((change.to ?? 0) < (change.from ?? 0) ? 'ruleHistory.movedUp' : 'ruleHistory.movedDown', {
      from: change.from ?? 0,
    }),
    switched: t(change.after?.enabled ? 'ruleHistory.switchedOn' : 'ruleHistory.switchedOff'),
  }[change.is]
  const pieces =
    change.is === 'moved' || change.is === 'switched' ? after : difference(say(change.before, change.wasLast), after)
  return (
    <p>
      {lead !== '' && (
        <span className="sentence" data-marks="struck">
          <ins>{lead}</ins>{' '}
        </span>
      )}
      <RuleSentence pieces={pieces} />
    </p>
  )
}
