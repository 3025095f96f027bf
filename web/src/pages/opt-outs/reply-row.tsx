import type { ReactNode } from 'react'
import type { Reply } from '../../api/types.ts'
import { useFormat } from '../../ui/format-context.tsx'

/** Who sent back what, and when; below it what becomes of it. */
export function ReplyRow({ reply, children }: { reply: Reply; children: ReactNode }) {
  const format = useFormat()
  return (
    <li>
      <p className="row-top">
        <strong>{reply.numberShown}</strong>
        <time>{format.moment(reply.cameAt)}</time>
      </p>
      <p className="reply-words" dir="auto">
        {reply.text}
      </p>
      {children}
    </li>
  )
}
