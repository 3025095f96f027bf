import type { ReactNode } from 'react'
import type { Reply } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'

/** Who sent back what, and when; below it what becomes of it. */
export function ReplyRow({ reply, children }: { reply: Reply; children: ReactNode }) {
  const format = useFormat()
  return (
    <li>
      <p className="row-top">
        <strong>{reply.numberShown}</strong>
        <time>{format.moment(reply.cameAt)}</time>
      </p>
      <p className="reply-words" dir="auto" lang={languageOf(reply.text)}>
        {reply.text}
      </p>
      {children}
    </li>
  )
}
