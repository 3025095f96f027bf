import { Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { gatewayName, useGateways } from '../../api/setup.ts'
import type { CallStory, Gateway, Message } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { lifeOf } from '../../story/life-of.ts'
import { useSender } from '../../story/use-sender.ts'
import { recipientWord, sentenceCase, skippedWords } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Handset, HandsetNote } from '../../ui/handset.tsx'
import { Life } from '../../ui/life.tsx'
import { Meter } from '../../ui/meter.tsx'
import { earlierTexts } from './earlier-texts.ts'
import { ReplyBox } from './reply-box.tsx'
import { withTyped } from './typed-number.ts'

type Props = {
  side: 'caller' | 'user'
  message: Message | undefined
  /** What would have come, where nothing does. */
  skipped: Message | undefined
  story: CallStory | undefined
  /** The caller's number as it was typed here: the console itself gets numbers masked. */
  typed?: string | undefined
  others?: readonly Message[]
  onChoose?: (id: string) => void
}

/** One handset with what belongs to its text: meter, header and template id, life. */
export function HandsetColumn({ side, message, skipped, story, typed, others, onChoose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const account = useAccount()
  const { data: gateways } = useGateways()
  const word =
    message === undefined ? t(side === 'caller' ? 'word.caller' : 'word.user') : recipientWord(t, message.recipient)
  const ofCaller = typed ?? message?.numberShown ?? story?.call.callerShown
  const number = (side === 'caller' ? ofCaller : message?.numberShown) ?? null
  const who = [side === 'user' ? message?.name : null, number === null ? null : phone(number)]
    .filter(Boolean)
    .join(', ')
  const older = earlierTexts(account.id, message?.numberShown ?? null, message)
  const arrived =
    message !== undefined && message.text !== null && ['sent', 'delivered', 'unknown'].includes(message.state)
  const at = message?.finalAt ?? message?.answeredAt ?? message?.createdAt ?? null
  const texts = [
    ...older.map((one) => ({
      id: one.id,
      text: withTyped(one.text, typed),
      at: format.handset(one.at),
      isOlder: true,
    })),
    ...(arrived && message.text !== null && at !== null
      ? [{ id: message.id, text: withTyped(message.text, typed), at: format.handset(at) }]
      : []),
  ]
  const { sender, note } = useSender()(message?.header, {
    category: message?.template?.category,
    number: message?.numberShown,
  })
  return (
    <div className="handset-column" data-side={side}>
      <p className="handset-who">
        <strong>{word}</strong>
        {others !== undefined && onChoose !== undefined ? (
          <Select
            size="xs"
            aria-label={t('trying.whoseHandset')}
            data={others.map((one) => ({ value: one.id, label: one.name ?? one.numberShown ?? one.recipient }))}
            value={message?.id ?? null}
            onChange={(id) => id !== null && onChoose(id)}
          />
        ) : (
          <span>{who}</span>
        )}
      </p>
      <Handset
        label={t('ui.handsetOf', { who: word })}
        sender={sender}
        initial={account.name.slice(0, 1)}
        clock={format.handset(at ?? Date.now()).replace(/\s.*$/, '')}
        day={at === null || format.isToday(at) ? t('days.today') : format.day(at)}
        texts={texts}
        waiting={waitingWords(t, message, skipped, story)}
      />
      {message?.text && message.encoding !== null && message.parts !== null && (
        <Meter
          text={message.text}
          encoding={message.encoding}
          parts={message.parts}
          price={format.money(message.charged.amount, message.charged.currency)}
        />
      )}
      {message !== undefined && (
        <>
          <p className="handset-ids">
            {message.header !== null && <code>{message.header}</code>}
            {message.template !== null && (
              <span>{t('trying.version', { template: message.template.name, version: message.template.version })}</span>
            )}
            {message.dltTemplateId !== null && <code>{message.dltTemplateId}</code>}
            {message.dltSent === false && <span>{t('trying.withoutDlt')}</span>}
          </p>
          <HandsetNote words={note} />
          <div aria-live="polite">
            <Life label={t('trying.life', { who: word.toLowerCase(), word })} steps={lifeOf(t, message, format)} />
          </div>
        </>
      )}
      {side === 'caller' && arrived && typed !== undefined && isBySandbox(message, gateways) && (
        <ReplyBox from={typed} />
      )}
    </div>
  )
}

function isBySandbox({ gateway }: Message, gateways: readonly Gateway[] | undefined): boolean {
  const name = gateway && gatewayName(gateway)
  return gateways?.find((one) => gatewayName(one) === name)?.kind === 'sandbox'
}

function waitingWords(
  t: TFunction,
  message: Message | undefined,
  skipped: Message | undefined,
  story: CallStory | undefined,
): string {
  if (story === undefined) return t('trying.noTextYet')
  if (message === undefined)
    return skipped === undefined ? t('trying.noTextHere') : sentenceCase(skippedWords(t, skipped))
  if (message.state === 'unconfirmed') return t('trying.maybeArrived')
  if (message.state === 'queued' || message.state === 'sending') return ''
  return t('trying.notArrived')
}
