import './conflict-view.css'
import { Button } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card, Chip, PageHead } from '../../ui/parts.tsx'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { WaitingButton } from '../../ui/waiting-button.tsx'
import { ConflictChecks } from './conflict-checks.tsx'
import { useEffects } from './conflict-effects.ts'
import { type Effect, effectWords } from './effect-words.ts'
import { Failed } from './failed.tsx'
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
  const { t } = useTranslation()
  const format = useFormat()
  const who = theirs.madeBy
  useUnsaved(true)
  const title = t('conflict.title', { who })
  usePageTitle(title)
  const theirChanges = changesBetween(base.rules, theirs.rules)
  const myChanges = changesBetween(base.rules, mine)
  const { rules, clashes } = merge(base.rules, theirs.rules, mine)
  const effects = useEffects(base.rules, rules)
  const next = theirs.number + 1
  const bold = { b: <strong /> }
  const { ask, dialog } = useConfirm()
  const settle: typeof onSettle = (...how) => {
    // What was pressed goes away with this view.
    keepFocus(document.activeElement)
    onSettle(...how)
  }
  const giveUp = () =>
    ask({
      title: t('conflict.giveUp'),
      words: t('conflict.giveUpWords'),
      action: t('conflict.giveUpYes'),
      onYes: () => onSettle(null),
    })
  return (
    <>
      {dialog}
      <PageHead takesFocus title={title} lead={t(clashes.length === 0 ? 'conflict.apart' : 'conflict.clash')} />
      <div className="conflict">
        <div className="conflict-sides">
          <Side
            title={t('conflict.theirs', { who, number: theirs.number })}
            note={t('conflict.savedAt', { moment: format.moment(theirs.madeAt) })}
            changes={theirChanges}
            effect={effects.data?.theirs}
          />
          <Side
            title={t('conflict.yours', { number: base.number })}
            note={t('conflict.notSaved')}
            changes={myChanges}
            effect={effects.data?.mine}
          />
          {effects.data === undefined && (
            <div className="conflict-try" aria-live="polite">
              <WaitingButton
                variant="default"
                isWaiting={effects.isPending}
                onClick={() => effects.mutate(undefined, { onSuccess: () => keepFocus(document.activeElement) })}
              >
                {t('conflict.try')}
              </WaitingButton>
              <span className="conflict-note">
                {effects.error === null ? (
                  t('conflict.tryAbout')
                ) : (
                  <>
                    {t('conflict.notTried')} <Failed error={effects.error} />
                  </>
                )}
              </span>
            </div>
          )}
          <div className="conflict-ways">
            <Button size="lg" onClick={() => settle(rules, 'both')}>
              {t('conflict.keepBoth', { number: next })}
            </Button>
            <Button size="lg" variant="default" onClick={giveUp}>
              {t('conflict.onlyTheirs')}
            </Button>
            <Button size="lg" variant="default" onClick={() => settle(mine, 'mine')}>
              {t('conflict.onlyMine')}
            </Button>
          </div>
          <ul className="conflict-note conflict-outcomes">
            <li>
              <Trans i18nKey="conflict.ways.both" values={{ number: theirs.number }} components={bold} />
            </li>
            <li>
              <Trans i18nKey="conflict.ways.theirs" components={bold} />
            </li>
            <li>
              <Trans i18nKey="conflict.ways.mine" values={{ who, number: theirs.number }} components={bold} />
            </li>
          </ul>
        </div>
        <Card>
          <h2>{t('conflict.withBoth')}</h2>
          <p className="conflict-note">{t('conflict.order')}</p>
          <ol className="merged">
            {rules.map((rule, index) => {
              const isTheirs = theirChanges.some((one) => one.key === rule.key)
              const isMine = myChanges.some((one) => one.key === rule.key)
              return (
                <li key={rule.key} data-changed={isTheirs || isMine || undefined}>
                  <span className="place-mark">{index + 1}</span>
                  <span>{rule.enabled ? rule.name : t('conflict.isOff', rule)}</span>
                  {isMine ? (
                    <Chip tone="accent">{t('conflict.yourChange')}</Chip>
                  ) : isTheirs ? (
                    <Chip tone="ok">{t('conflict.theirChange')}</Chip>
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
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Card>
      <div className="card-head">
        <h2>{title}</h2>
        <span>{note}</span>
      </div>
      <RuleChanges changes={changes} />
      {effect !== undefined && <p className="conflict-note conflict-effect">{effectWords(t, effect, format)}</p>}
    </Card>
  )
}
