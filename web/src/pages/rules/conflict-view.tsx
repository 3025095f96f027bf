import './conflict-view.css'
import { Button, Loader } from '@mantine/core'
import type { Rule } from '../../api/types.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { errorWords } from '../../ui/place-words.ts'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { ConflictChecks } from './conflict-checks.tsx'
import { useEffects } from './conflict-effects.ts'
import { type Effect, effectWords } from './effect-words.ts'
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
  const effects = useEffects(base.rules, rules)
  const next = theirs.number + 1
  const { ask, dialog } = useConfirm()
  const settle: typeof onSettle = (...how) => {
    // What was pressed goes away with this view.
    keepFocus(document.activeElement)
    onSettle(...how)
  }
  const giveUp = () =>
    ask({
      title: 'Give up your changes?',
      words: 'They were never saved: the history does not have them, and they cannot be restored.',
      action: 'Keep only theirs',
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
            effect={effects.data?.theirs}
          />
          <Side
            title={`You, from rule set ${base.number}`}
            note="not saved"
            changes={myChanges}
            effect={effects.data?.mine}
          />
          {effects.data === undefined && (
            <div className="conflict-try" aria-live="polite">
              <Button
                variant="default"
                // Not `loading`: that takes the focus from what was pressed.
                aria-disabled={effects.isPending}
                leftSection={effects.isPending && <Loader size={16} />}
                onClick={() =>
                  effects.isPending || effects.mutate(undefined, { onSuccess: () => keepFocus(document.activeElement) })
                }
              >
                What each would do
              </Button>
              <span className="conflict-note">
                {effects.error === null
                  ? 'With the calls of the last 30 days. Nothing is sent.'
                  : `Not tried. ${errorWords(effects.error)}`}
              </span>
            </div>
          )}
          <div className="conflict-ways">
            <Button size="lg" onClick={() => settle(rules, 'both')}>{`Keep both as rule set ${next}`}</Button>
            <Button size="lg" variant="default" onClick={giveUp}>
              Only theirs
            </Button>
            <Button size="lg" variant="default" onClick={() => settle(mine, 'mine')}>
              Only mine
            </Button>
          </div>
          <ul className="conflict-note conflict-outcomes">
            <li>
              <strong>Keep both</strong> puts your changes on top of theirs. Rule set {theirs.number} stays in the
              history and can be restored.
            </li>
            <li>
              <strong>Only theirs</strong> gives up your changes for good: they were never saved.
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
                    <Chip tone="ok">their change</Chip>
                  ) : null}
                </li>
              )
            })}
          </ol>
          <ConflictChecks rules={rules} clashes={clashes.length} />
        </Card>
      </div>
    </>
  )
}

type SideProps = { title: string; note: string; changes: readonly RuleChange[]; effect: Effect | undefined }

function Side({ title, note, changes, effect }: SideProps) {
  const format = useFormat()
  return (
    <Card>
      <div className="card-head">
        <h2>{title}</h2>
        <span>{note}</span>
      </div>
      <RuleChanges changes={changes} />
      {effect !== undefined && <p className="conflict-note conflict-effect">{effectWords(effect, format)}</p>}
    </Card>
  )
}
