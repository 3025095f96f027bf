import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount, useMay } from '../../api/me.ts'
import type { CallStory, Message } from '../../api/types.ts'
import { callEnded, lifeOf } from '../../story/life-of.ts'
import { ReasonAction, reasonTitle } from '../../story/reason-action.tsx'
import { useSender } from '../../story/use-sender.ts'
import { recipientWord, stateTone } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Handset, HandsetNote } from '../../ui/handset.tsx'
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
            : `“${message.template.name}”, ${isSkipped ? charged : `version ${message.template.version}`}`}
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
            <Life layout="wide" label="Life of this text" steps={lifeOf(t, message, format, callEnded(t, story))} />
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
          title="Whether this text went is not known"
          detail={`${message.doubtWords ?? ''} ${
            message.reason === null
              ? 'It is not sent again by itself: it might arrive twice.'
              : `It was to be sent again, and was stopped: ${reasonTitle(t, message)}`
          }`}
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
      detail={message.detail ?? message.mend ?? undefined}
      check={message.check}
      code={reason ?? undefined}
      more={
        reason === null ? undefined : (
          <Link to="/messages" search={{ reason }}>
            All texts with this reason
          </Link>
        )
      }
      action={<ReasonAction message={message} department={story.call.department?.key} />}
    />
  )
}

/** What a skipped text says. It is on no handset, since it never went to one. */
function UnsentText({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <figure className="unsent-text">
      <figcaption>Would have read</figcaption>
      <blockquote dir="auto">{text}</blockquote>
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
        label={`${recipientWord(t, message.recipient)}’s handset`}
        sender={sender}
        initial={account.name.slice(0, 1)}
        clock={format.handset(at).replace(/\s.*$/, '')}
        day={format.isToday(at) ? 'Today' : format.day(at)}
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
        {message.dltSent === false && <span>without DLT ids</span>}
        {message.gateway !== null && <span>by {message.gateway.title}</span>}
      </p>
      <HandsetNote words={note} />
    </div>
  )
}
