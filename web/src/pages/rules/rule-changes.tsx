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
  const { i18n } = useTranslation()
  const names = useNames()
  const say = (rule: Rule | undefined, isLast: boolean): Piece[] =>
    rule === undefined ? [] : ruleSentence(i18n.language, rule, names, { isLast })
  const after = say(change.after, change.isLast)
  const lead = {
    added: 'Added:',
    removed: 'Deleted:',
    changed: change.before?.name === change.after?.name ? '' : `Called “${change.before?.name}” before:`,
    moved: `Moved ${(change.to ?? 0) < (change.from ?? 0) ? 'up' : 'down'} from place ${change.from}:`,
    switched: change.after?.enabled ? 'Switched on:' : 'Switched off:',
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
