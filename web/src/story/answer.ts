/** The answer first, as a sentence: which rule fired, who got what, and why somebody did not. */
import type { CallStory, Message } from '../api/types.ts'
import { lasted } from '../format.ts'
import { isCaller, recipientWord, took } from './words.ts'

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
export function countSentence(story: CallStory): string {
  const place = placeOf(story)
  const skipped = story.messages.filter((one) => one.state === 'skipped').length
  const texts = story.messages.length - skipped
  if (story.call.isTest) return 'A test of a template: no rule was asked.'
  if (story.call.confirmsOptOut) return 'The confirmation of an opt-out: no rule was asked.'
  if (place === undefined) return 'No rule matched, so nobody was texted.'
  const counted = [
    texts > 0 || skipped === 0 ? `${texts === 0 ? 'no' : texts} ${texts === 1 ? 'text' : 'texts'}` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ]
  return `Rule ${place} fired: ${counted.filter(Boolean).join(', ')}.`
}

/** What became of the caller's text, while it is still becoming. */
export function callerSentence(story: CallStory): string {
  const message = story.messages.find(isCaller)
  if (message === undefined) return ''
  const after = took(message, story.call.endedAt)
  switch (message.state) {
    case 'delivered':
      return `The caller’s arrived ${lasted(after ?? 0)} after hanging up.`
    case 'sent':
      return 'The caller’s is sent and awaits its receipt.'
    case 'queued':
    case 'sending':
      return 'The caller’s is on its way.'
    case 'unconfirmed':
      return `Whether the caller’s went is not known. ${message.doubtWords ?? ''}`
    case 'skipped':
      return `The caller gets none. ${message.reasonWords ?? ''}`
    case 'unknown':
      return 'What became of the caller’s was never said.'
    default:
      return `The caller’s did not arrive. ${message.reasonWords ?? ''}`
  }
}

/** The one-line answer of a call's page. */
export function answerOf(story: CallStory): AnswerPart[] {
  const place = placeOf(story)
  const fates = story.messages.flatMap((message) => fateOf(message, story))
  if (story.call.isTest) return [{ text: 'A test of a template.', as: 'plain' }, ...fates]
  if (story.call.confirmsOptOut) return [{ text: 'The confirmation of an opt-out.', as: 'plain' }, ...fates]
  if (place === undefined) return [{ text: 'No rule matched, so nobody was texted.', as: 'warn' }]
  return [{ text: `Rule ${place} fired.`, as: 'plain' }, ...fates]
}

function fateOf(message: Message, story: CallStory): AnswerPart[] {
  const person = isCaller(message) ? 'The caller' : (message.name ?? recipientWord(message.recipient))
  const after = took(message, story.call.endedAt)
  const plain = (text: string): AnswerPart => ({ text, as: 'plain' })
  switch (message.state) {
    case 'delivered':
      return [plain(` ${person} got `), { text: `one text after ${lasted(after ?? 0, 1)}`, as: 'strong' }, plain('.')]
    case 'sent':
      return [plain(` ${person}’s text is `), { text: 'sent and awaits its receipt', as: 'strong' }, plain('.')]
    case 'queued':
    case 'sending':
      return [plain(` ${person}’s text is `), { text: 'on its way', as: 'strong' }, plain('.')]
    case 'unconfirmed':
      return [
        plain(` Whether ${person === 'The caller' ? 'the caller' : person}’s text went is `),
        { text: 'not known', as: 'bad' },
        plain('.'),
      ]
    case 'unknown':
      return [
        plain(` What became of ${person === 'The caller' ? 'the caller' : person}’s text was `),
        { text: 'never said', as: 'warn' },
        plain('.'),
      ]
    default: {
      const why = noneWords(message)
      return [
        plain(` ${person} got `),
        { text: `none${why === '' ? '' : `: ${why}`}`, as: message.state === 'skipped' ? 'warn' : 'bad' },
        plain('.'),
      ]
    }
  }
}

function noneWords(message: Message): string {
  if (message.reason === 'user_has_no_number' && message.name) return `${message.name} has no mobile number`
  const words = message.reasonWords ?? ''
  return words.charAt(0).toLowerCase() + words.slice(1).replace(/\.$/, '')
}

/** What all texts of a call cost. */
export function costOf(messages: readonly Pick<Message, 'charged'>[]): number {
  return messages.reduce((sum, one) => sum + Number(one.charged.amount), 0)
}
