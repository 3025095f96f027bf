/** What is said beside a reason about this very text. The API tells some of it as codes and ids, which are for programs. */
import type { TFunction } from 'i18next'
import type { Message } from '../api/types.ts'
import { en } from '../i18n/en/index.ts'
import { recipientWord } from './words.ts'

type Told = Pick<Message, 'recipient' | 'reason' | 'detail' | 'name'> & { template: { name: string } | null }

/** In words, or nothing where the name of the recipient or of the template, which stands above, is all there is. */
export function detailOf(t: TFunction, message: Told, all: readonly Told[]): string | undefined {
  const { reason, detail, name, template } = message
  if (detail === null || detail === name || detail === template?.name) return undefined
  if (reason === 'not_a_mobile') return isKind(detail) ? t(`story.kindOfNumber.${detail}`) : detail
  if (reason !== 'duplicate_recipient') return detail
  const before = all.find((one) => one.recipient === detail)
  return t('story.oneBefore', { who: (detail !== 'caller' && before?.name) || recipientWord(t, detail) })
}

const isKind = (detail: string): detail is keyof typeof en.story.kindOfNumber => detail in en.story.kindOfNumber
