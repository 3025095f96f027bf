import type { TFunction } from 'i18next'
import type { Notice } from '../api/types.ts'

/** What needs looking at, and what to do, in the console's language. What it is about stands in the program's sentence, as a name or a number of texts. */
export function noticeWords(t: TFunction, { kind, words, mend }: Notice): { title: string; why: string } {
  const [, about = ''] = /“(.+)”/s.exec(words) ?? /(\S+) texts/.exec(words) ?? []
  return {
    title: t(`home.notice.${kind}`, { words, about }),
    why: t(`home.mend.${kind}`, { mend }),
  }
}
