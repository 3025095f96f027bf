import './conflict-view.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Rule } from '../../api/types.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { changesBetween, merge, type RuleChange } from './merge.ts'
import { RuleChanges } from './rule-changes.tsx'
import type { Conflict } from './rule-saver.ts'

/** Somebody saved first: both changes as sentences, the order that both together give, and one primary way out. */
export function ConflictView({
  conflict: { base, theirs, mine },
  onSettle,
}: {
  conflict: Conflict
  /** With null, theirs stay and mine are given up. */
  onSettle: (rules: readonly Rule[] | null, kept?: 'both' | 'mine') => void
}) {
  const format = useFormat()
  const who = theirs.madeBy
  useUnsaved(true)
  usePageTitle(`${who} saved while you were editing`)
  const theirChanges = changesBetween(base.rules, theirs.rules)
  const myChanges = changesBetween(base.rules, mine)
  const { rules, clashes } = merge(base.rules, theirs.rules, mine)
  const next = theirs.number + 1
  const { ask, dialog } = useConfirm()
  const giveUp = () =>
    ask({
      title: 'Give up your changes?',
      words: 'They were never saved: the history does not have them, and they cannot be restored.',
      action: `Keep only ${who}’s`,
      onYes: () => onSettle(null),
    })
  return (
    <>
      {dialog}
      <PageHead
        takesFocus
        title={`${who} saved while you were editing`}
        lead={
          clashes.length === 0
            ? 'Your changes touch different rules, so both can stay. Nothing is lost, and nothing is saved until you choose.'
            : 'You both changed the same rule. Where you did, keeping both keeps yours. Nothing is saved until you choose.'
        }
      />
      <div className="conflict">
        <div className="conflict-sides">
          <Side
            title={`${who}, rule set ${theirs.number}`}
            note={`saved ${format.moment(theirs.madeAt)}`}
            changes={theirChanges}
          />
          <Side title={`You, from rule set ${base.number}`} note="not saved" changes={myChanges} />
          <div className="conflict-ways">
            <Button size="lg" onClick={() => onSettle(rules, 'both')}>{`Keep both as rule set ${next}`}</Button>
            <Button size="lg" variant="default" onClick={giveUp}>{`Only ${who}’s`}</Button>
            <Button size="lg" variant="default" onClick={() => onSettle(mine, 'mine')}>
              Only mine
            </Button>
          </div>
          <ul className="conflict-note conflict-outcomes">
            <li>
              <strong>Keep both</strong> puts your changes on top of {who}’s. Rule set {theirs.number} stays in the
              history and can be restored.
            </li>
            <li>
              <strong>Only {who}’s</strong> gives up your changes for good: they were never saved.
            </li>
            <li>
              <strong>Only mine</strong> leaves out what {who} changed. Rule set {theirs.number} stays in the history
              and can be restored.
            </li>
          </ul>
        </div>
        <Card>
          <h2>With both</h2>
          <p className="conflict-note">The order calls would be read in.</p>
          <ol className="merged">
            {rules.map((rule, index) => {
              const isTheirs = theirChanges.some((one) => one.key === rule.key)
              const isMine = myChanges.some((one) => one.key === rule.key)
              return (
                <li key={rule.key} data-changed={isTheirs || isMine || undefined}>
                  <span className="place-mark">{index + 1}</span>
                  <span>
                    {rule.name}
                    {rule.enabled ? '' : ' (off)'}
                  </span>
                  {isMine ? (
                    <Chip tone="accent">your change</Chip>
                  ) : isTheirs ? (
                    <Chip tone="ok">{`${who}’s change`}</Chip>
                  ) : null}
                </li>
              )
            })}
          </ol>
          <p className="merged-check">
            {clashes.length === 0 ? (
              <IconCircleCheck size={18} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={18} aria-hidden="true" />
            )}
            {clashes.length === 0
              ? 'No rule was changed by both of you'
              : `${clashes.length} ${clashes.length === 1 ? 'rule was' : 'rules were'} changed by both of you`}
          </p>
        </Card>
      </div>
    </>
  )
}

function Side({ title, note, changes }: { title: string; note: string; changes: readonly RuleChange[] }) {
  return (
    <Card>
      <div className="card-head">
        <h2>{title}</h2>
        <span>{note}</span>
      </div>
      <RuleChanges changes={changes} />
    </Card>
  )
}
