/** Mistakes that somebody could make, put in where the program speaks to its database: the runs must find each, or they would find nothing. */
import type { Runner } from '../../src/store/database.ts'

export type Mistake = {
  name: string
  /** The seed that found it last: it is played first. */
  foundBy: number
  statement?: string
  /** Of the statement's text. */
  patches?: readonly (readonly [from: string, to: string])[]
  /** Nobody knows of the others, so that they pick the same texts as often as can be. */
  areStrangers?: boolean
  /** A COMMIT without an answer is taken for done. */
  believesCommits?: boolean
}

export const mistakes: readonly Mistake[] = [
  {
    name: 'a claim that tests neither state nor attempt',
    foundBy: 34,
    areStrangers: true,
    statement: 'permit',
    patches: [["m.id = u.i and m.attempt = u.k and m.state = 'queued' and", 'm.id = u.i and']],
  },
  {
    name: 'a lease that ran out puts its text back into the queue',
    foundBy: 8,
    statement: 'leases_over',
    patches: [
      [
        'select m.account_id, m.id, m.attempt, coalesce(g.rather_twice, false) and m.valid_until > clock_timestamp() as again',
        `with back as (update message set state = 'queued', watch_at = null, due_at = clock_timestamp()
     where watch_at < clock_timestamp() - interval '5 seconds' and state = 'sending')
   select m.account_id, m.id, m.attempt, false as again`,
      ],
      ["and m.state = 'sending' order by", 'and false order by'],
    ],
  },
  {
    name: 'doubt goes back into the queue',
    foundBy: 1,
    statement: 'move_messages',
    patches: [
      ['\n     state = u.state,', `\n     state = case when u.state = 'unconfirmed' then 'queued' else u.state end,`],
      [
        'make_interval(secs => u.due_in)',
        `make_interval(secs => case when u.state = 'unconfirmed' then 0 else u.due_in end)`,
      ],
    ],
  },
  {
    name: 'an answer that does not name its attempt',
    foundBy: 141,
    statement: 'move_messages',
    patches: [['m.attempt = u.n and m.state', 'm.state']],
  },
  { name: 'a COMMIT without an answer is taken for done', foundBy: 10, believesCommits: true },
  {
    name: 'a process that starts puts back what was being sent',
    foundBy: 10,
    statement: 'insert_node',
    patches: [
      [
        'insert into node',
        `with back as (update message set state = 'queued', watch_at = null, due_at = clock_timestamp() where state = 'sending')
   insert into node`,
      ],
    ],
  },
  {
    name: 'a doubt that nothing was heard of is taken for not found, and goes again',
    foundBy: 8,
    statement: 'leases_over',
    patches: [
      [
        'select m.account_id',
        `with again as (update message set state = 'queued', watch_at = null, due_at = clock_timestamp()
     where state = 'unconfirmed' and permitted_at < clock_timestamp() - interval '10 seconds')
   select m.account_id`,
      ],
    ],
  },
]

/** The statement as the program with this mistake would ask it. */
export function mistaken<T extends Parameters<Runner['run']>>(mistake: Mistake | undefined, asked: T): T {
  const [statement, parameters] = asked
  if (mistake?.areStrangers && statement.name === 'beating_nodes') {
    const text = statement.text.replace('where ', () => 'where false and ')
    return [{ ...statement, name: `${statement.name}_mistaken`, text }, parameters] as unknown as T
  }
  if (!mistake?.patches || statement.name !== mistake.statement) return asked
  let { text } = statement
  for (const [from, to] of mistake.patches) {
    if (!text.includes(from)) throw new Error(`${mistake.name} no longer fits ${statement.name}`)
    text = text.replace(from, () => to)
  }
  return [{ ...statement, name: `${statement.name}_mistaken`, text }, parameters] as unknown as T
}
