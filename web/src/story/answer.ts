/** The answer first, as a sentence: which rule fired, who got what, and why somebody did not. */
import type { TFunction } from 'i18next'
import type { CallStory, Message } from '../api/types.ts'
import { lasted } from '../format.ts'
import { isCaller, recipientWord, took, whyNot } from './words.ts'

export type AnswerPart = { text: string; as: 'plain' | 'strong' | 'warn' | 'bad' }

/** The place of a rule in the version that judged the call. */
export function placeOf(
  story: Pick<CallStory, 'ruleSet' | 'plan'>,
  key: string | null = story.plan.rule,
): number | undefined {
  const index = story.ruleSet.rules.findIndex((rule) => rule.key === key)
  return index < 0 ? undefined : index + 1
}

/** `Rule 4 fired: 2 texts, 1 skipped.` */
export function countSentence(t: TFunction, story: CallStory): string {
  const place = placeOf(story)
  const skipped = story.messages.filter((one) => one.state === 'skipped').length
  const count = story.messages.length - skipped
  if (story.call.isTest) return t('story.testNoRule')
  if (story.call.confirmsOptOut) return t('story.confirmationNoRule')
  if (place === undefined) return t('story.noRule')
  if (skipped === 0) return t('story.firedTexts', { place, count })
  return count === 0
    ? t('story.firedSkipped', { place, skipped })
    : t('story.firedAndSkipped', { place, count, skipped })
}

/** What became of the caller's text, while it is still becoming. `why` is in the program's own English, `reason` short in each language. */
export function callerSentence(t: TFunction, story: CallStory): string {
  const message = story.messages.find(isCaller)
  if (message === undefined) return ''
  const after = took(message, story.call.endedAt)
  const reason = whyNot(t, message)
  switch (message.state) {
    case 'delivered':
      return t('story.callers.delivered', { after: lasted(after ?? 0) })
    case 'sent':
      return t('story.callers.sent')
    case 'queued':
    case 'sending':
      return t('story.callers.onItsWay')
    case 'unconfirmed':
      return t('story.callers.unconfirmed', { why: message.doubtWords ?? '' })
    case 'skipped':
      return t('story.callers.skipped', { why: message.reasonWords ?? '', reason })
    case 'unknown':
      return t('story.callers.unknown')
    default:
      return t('story.callers.missing', { why: message.reasonWords ?? '', reason })
  }
}

/** The one-line answer of a call's page. */
export function answerOf(t: TFunction, story: CallStory): AnswerPart[] {
  const place = placeOf(story)
  const plain = (text: string): AnswerPart => ({ text, as: 'plain' })
  const fates = story.messages.flatMap((message) => [plain(' '), ...fateOf(t, message, story)])
  if (story.call.isTest) return [plain(t('story.test')), ...fates]
  if (story.call.confirmsOptOut) return [plain(t('story.confirmation')), ...fates]
  if (place === undefined) return [{ text: t('story.noRule'), as: 'warn' }]
  return [plain(t('story.fired', { place })), ...fates]
}

function fateOf(t: TFunction, message: Message, story: CallStory): AnswerPart[] {
  const who = isCaller(message) ? 'caller' : 'other'
  const person = message.name ?? recipientWord(t, message.recipient)
  switch (message.state) {
    case 'delivered': {
      const after = lasted(took(message, story.call.endedAt) ?? 0, 1)
      return marked(t(`story.${who}.delivered`, { person, after }), 'strong')
    }
    case 'sent':
      return marked(t(`story.${who}.sent`, { person }), 'strong')
    case 'queued':
    case 'sending':
      return marked(t(`story.${who}.onItsWay`, { person }), 'strong')
    case 'unconfirmed':
      return marked(t(`story.${who}.unconfirmed`, { person }), 'bad')
    case 'unknown':
      return marked(t(`story.${who}.unknown`, { person }), 'warn')
    default: {
      const as = message.state === 'skipped' ? 'warn' : 'bad'
      const why = noneWords(t, message)
      if (why === '') return marked(t(`story.${who}.none`, { person }), as)
      return marked(t(`story.${who}.noneFor`, { person, why, reason: whyNot(t, message) }), as)
    }
  }
}

/** A phrase with one part in `<b>`. */
function marked(phrase: string, as: AnswerPart['as']): AnswerPart[] {
  return phrase
    .split(/<\/?b>/)
    .map((text, index): AnswerPart => ({ text, as: index === 1 ? as : 'plain' }))
    .filter(({ text }) => text !== '')
}

function noneWords(t: TFunction, message: Message): string {
  if (message.reason === 'user_has_no_number' && message.name) return t('story.hasNoNumber', { name: message.name })
  const words = message.reasonWords ?? ''
  return words.charAt(0).toLowerCase() + words.slice(1).replace(/\.$/, '')
}

/** What all texts of a call cost. */
export function costOf(messages: readonly Pick<Message, 'charged'>[]): number {
  return messages.reduce((sum, one) => sum + Number(one.charged.amount), 0)
}
