import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount, useMay } from '../../api/me.ts'
import type { CallStory, Message } from '../../api/types.ts'
import { detailOf } from '../../story/detail-of.ts'
import { callEnded, lifeOf } from '../../story/life-of.ts'
import { ReasonAction, reasonTitle } from '../../story/reason-action.tsx'
import { useSender } from '../../story/use-sender.ts'
import { recipientWord, stateTone } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Handset, HandsetNote } from '../../ui/handset.tsx'
import { languageOf } from '../../ui/languages.ts'
import { Life } from '../../ui/life.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Card, Chip, ReasonBlock } from '../../ui/parts.tsx'
import { MessageActions } from './message-actions.tsx'

/** One text of a call: its fate, its life, the text itself, and what a person can still do. */
export function MessageCard({ message, story }: { message: Message; story: CallStory }) {
  useLinked(message.id)
  const { t } = useTranslation()
  const format = useFormat()
  const isSkipped = message.state === 'skipped'
  const charged = format.money(message.charged.amount, message.charged.currency)
  return (
    <Card id={message.id}>
      <div className="message-head">
        <h2>{recipientWord(t, message.recipient)}</h2>
        {message.name !== null && message.recipient !== 'caller' && <span>{message.name}</span>}
        <Chip tone={stateTone[message.state]}>{t(`state.${message.state}`)}</Chip>
        <span className="message-template">
          {message.template === null
            ? ''
            : isSkipped
              ? t('calls.text.charged', { name: message.template.name, charged })
              : t('calls.text.version', message.template)}
        </span>
      </div>
      {isSkipped ? (
        <>
          <WhyNot message={message} story={story} />
          <UnsentText text={message.text} />
        </>
      ) : (
        <div className="message-body">
          <div className="message-life">
            <Life layout="wide" label={t('calls.text.life')} steps={lifeOf(t, message, format, callEnded(t, story))} />
            <Trouble message={message} story={story} />
          </div>
          <TextAsRead message={message} />
        </div>
      )}
    </Card>
  )
}

/** A link to this very text leads to it, once it is there. */
function useLinked(id: string): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === id) document.getElementById(id)?.scrollIntoView({ block: 'start' })
  }, [hash, id])
}

function Trouble({ message, story }: { message: Message; story: CallStory }) {
  const { t } = useTranslation()
  const mayAct = useMay('messages:act')
  const stopped = reasonTitle(t, message)
  const hasReason =
    message.reason !== null && ['undelivered', 'rejected', 'lapsed', 'cancelled'].includes(message.state)
  return (
    <>
      {hasReason && (
        <WhyNot
          message={message}
          story={story}
          tone={message.state === 'rejected' || message.state === 'undelivered' ? 'bad' : 'warn'}
        />
      )}
      {message.state === 'unconfirmed' && (
        <ReasonBlock
          tone="bad"
          title={t('calls.text.doubt')}
          detail={
            <>
              <span lang="en">{message.doubtWords}</span>{' '}
              {message.reason === null ? (
                t('calls.text.notAgain')
              ) : (
                <>
                  {t('calls.text.wasStopped')} <span lang={languageOf(stopped)}>{stopped}</span>
                </>
              )}
            </>
          }
          code={message.doubt ?? undefined}
        />
      )}
      {mayAct && <MessageActions message={message} />}
    </>
  )
}

type WhyProps = { message: Message; story: CallStory; tone?: 'warn' | 'bad' }

/** Why this text did not go, what mends it, and the way to all that did not go for the same reason. */
function WhyNot({ message, story, tone = 'warn' }: WhyProps) {
  const { t } = useTranslation()
  const { reason } = message
  return (
    <ReasonBlock
      tone={tone}
      title={reasonTitle(t, message)}
      detail={detailOf(t, message, story.messages)}
      mend={message.mend}
      check={message.check}
      code={reason ?? undefined}
      more={
        reason === null ? undefined : (
          <Link to="/messages" search={{ reason }}>
            {t('calls.text.sameReason')}
          </Link>
        )
      }
      action={<ReasonAction message={message} department={story.call.department?.key} />}
    />
  )
}

/** What a skipped text says. It is on no handset, since it never went to one. */
function UnsentText({ text }: { text: string | null }) {
  const { t } = useTranslation()
  if (text === null) return null
  return (
    <figure className="unsent-text">
      <figcaption>{t('calls.text.wouldRead')}</figcaption>
      <blockquote dir="auto" lang={languageOf(text)}>
        {text}
      </blockquote>
    </figure>
  )
}

function TextAsRead({ message }: { message: Message }) {
  const { t } = useTranslation()
  const format = useFormat()
  const account = useAccount()
  const { sender, note } = useSender()(message.header, {
    category: message.template?.category,
    number: message.numberShown,
  })
  if (message.text === null) return null
  const at = message.finalAt ?? message.answeredAt ?? message.createdAt
  return (
    <div className="message-text">
      <Handset
        size="short"
        label={t('calls.text.handset', { who: recipientWord(t, message.recipient) })}
        sender={sender}
        initial={account.name.slice(0, 1)}
        clock={format.handset(at).replace(/\s.*$/, '')}
        day={format.isToday(at) ? t('days.today') : format.day(at)}
        texts={[{ id: message.id, text: message.text, at: format.handset(at) }]}
      />
      {message.encoding !== null && message.parts !== null && (
        <Meter
          text={message.text}
          encoding={message.encoding}
          parts={message.parts}
          price={format.money(message.charged.amount, message.charged.currency)}
        />
      )}
      <p className="handset-ids">
        {message.header !== null && <code>{message.header}</code>}
        {message.dltTemplateId !== null && <code>{message.dltTemplateId}</code>}
        {message.dltSent === false && <span>{t('calls.text.withoutDlt')}</span>}
        {message.gateway !== null && <span>{t('calls.text.by', { gateway: message.gateway.title })}</span>}
      </p>
      <HandsetNote words={note} />
    </div>
  )
}
