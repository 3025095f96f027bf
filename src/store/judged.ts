/**
 * Among which texts refusals in a row are looked for, for the pauses of templates and of headers. They stand in a row in the order in which they were judged,
 * since what was planned before may go later. The 500 planned up to the refused one, because a text that was held has any number of newer ones that wait; and of
 * what was planned since the newest 500, because one of them may have gone well. So it costs no more however many there were.
 *
 * `r` is what was refused: `account_id`, the `newest` of its texts, and whether the refusal was the answer itself (`by_answer`). `x` is one text.
 */
export const textsAround = (key: string): string => {
  const columns = `m.id, m.reason, m.state, m.answered_at, m.final_at, m.gateway_id, ${key}`
  return `(
           (select ${columns} from message m where m.account_id = r.account_id and m.id <= r.newest order by m.id desc limit 500)
           union all
           (select ${columns} from message m where m.account_id = r.account_id and m.id > r.newest order by m.id desc limit 500)) x`
}

/** What nobody has judged yet is passed over; where the refusal was the answer itself, an accepted text ends the row. */
export const isJudged = `(x.state in ('delivered', 'undelivered', 'rejected') or r.by_answer and x.state = 'sent')`

export const lastJudgedFirst =
  'case when r.by_answer then coalesce(x.answered_at, x.final_at) else x.final_at end desc nulls last, x.id desc'

/** The newest text of each group of refusals. */
export const newestOf = '(array_agg(m.id order by m.id desc))[1]'
