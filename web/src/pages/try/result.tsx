import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import type { CallStory, Message } from '../../api/types.ts'
import { lasted } from '../../format.ts'
import { callerSentence, costOf, countSentence, placeOf } from '../../story/answer.ts'
import { ChosenLanguages } from '../../story/chosen-languages.tsx'
import { ReasonAction, reasonTitle } from '../../story/reason-action.tsx'
import { callWords, verdictRows } from '../../story/verdict-rows.ts'
import { isCaller, isSettled, recipientWord, skippedWords, took } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import type { CallDraft } from './draft.ts'
import { HandsetColumn } from './handset-column.tsx'

type Props = { story: CallStory | undefined; draft: CallDraft | null; isWaiting: boolean }

/** What came of the call: the answer as a sentence, the handsets, and why. */
export function Result({ story, draft, isWaiting }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [side, setSide] = useState<'caller' | 'user'>('caller')
  const [chosenUser, setChosenUser] = useState<string | null>(null)
  const texts = story?.messages.filter((one) => one.state !== 'skipped') ?? []
  const caller = texts.find(isCaller)
  const others = texts.filter((one) => !isCaller(one))
  const other = others.find((one) => one.id === chosenUser) ?? others[0]
  const skipped = story?.messages.filter((one) => one.state === 'skipped') ?? []
  const callerSkipped = skipped.find(isCaller)
  const otherSkipped = skipped.find((one) => !isCaller(one))
  const cost = story === undefined ? 0 : costOf(story.messages)
  return (
    <div className="result" data-side={side}>
      <p className="result-line">
        <span aria-live="polite">
          {story === undefined ? (
            isWaiting ? (
              t('trying.judged')
            ) : (
              t('trying.endIt')
            )
          ) : (
            <>
              <strong>{countSentence(t, story)}</strong> {callerSentence(t, story)}
            </>
          )}
        </span>
        {story !== undefined && <strong className="result-cost">{format.money(cost)}</strong>}
      </p>
      <fieldset className="result-sides" aria-label={t('trying.handsets')}>
        <SideButton
          is="caller"
          side={side}
          onChoose={setSide}
          word={t('word.caller')}
          message={caller ?? callerSkipped}
          story={story}
        />
        <SideButton
          is="user"
          side={side}
          onChoose={setSide}
          word={other === undefined ? t('word.user') : recipientWord(t, other.recipient)}
          message={other ?? otherSkipped}
          story={story}
        />
      </fieldset>
      <HandsetColumn
        side="caller"
        message={caller}
        skipped={callerSkipped}
        story={story}
        typed={draft?.caller || undefined}
      />
      <HandsetColumn
        side="user"
        message={other}
        skipped={otherSkipped}
        story={story}
        typed={draft?.caller || undefined}
        {...(others.length > 1 && { others, onChoose: setChosenUser })}
      />
      <Why story={story} />
    </div>
  )
}

type SideButtonProps = {
  is: 'caller' | 'user'
  side: string
  onChoose: (side: 'caller' | 'user') => void
  word: string
  message: Message | undefined
  story: CallStory | undefined
}

/** On a phone one handset is shown, and the other by its button; each carries its state. */
function SideButton({ is, side, onChoose, word, message, story }: SideButtonProps) {
  const { t } = useTranslation()
  const after = message !== undefined && story !== undefined ? took(message, story.call.endedAt) : undefined
  const state =
    message === undefined
      ? t('trying.noText')
      : message.state === 'skipped'
        ? skippedWords(t, message)
        : message.state === 'delivered'
          ? t('trying.deliveredIn', { time: lasted(after ?? 0) })
          : message.state === 'sent'
            ? t('trying.sent')
            : isSettled(message.state) || message.state === 'unconfirmed'
              ? t(`state.${message.state}`).toLowerCase()
              : t('trying.onItsWay')
  return (
    <button type="button" aria-pressed={side === is} onClick={() => onChoose(is)}>
      <strong>{word}</strong>
      <span>{state}</span>
    </button>
  )
}

function Why({ story }: { story: CallStory | undefined }) {
  useAccount()
  const { t } = useTranslation()
  if (story === undefined)
    return (
      <div className="why">
        <Card>
          <h2>{t('trying.why')}</h2>
          <p className="card-lead">{t('trying.topmostLater')}</p>
        </Card>
      </div>
    )
  const place = placeOf(story)
  const skipped = story.messages.filter((one) => one.state === 'skipped')
  return (
    <div className="why">
      <Card>
        <h2>{place === undefined ? t('trying.whyNoRule') : t('trying.whyRule', { place })}</h2>
        <p className="card-lead">{t('trying.topmost', { number: story.ruleSet.number })}</p>
        <VerdictList rows={verdictRows(story.plan, story.ruleSet.rules, callWords(t, story.call))} fold />
        <ChosenLanguages plan={story.plan} />
      </Card>
      {skipped.map((one) => (
        <ReasonBlock
          key={one.id}
          title={
            isCaller(one)
              ? t('trying.callerSkipped')
              : t('trying.skipped', { who: one.name ?? recipientWord(t, one.recipient) })
          }
          detail={reasonTitle(t, one)}
          check={one.check}
          code={one.reason ?? undefined}
          action={<ReasonAction message={one} department={story.call.department?.key} />}
        />
      ))}
    </div>
  )
}
