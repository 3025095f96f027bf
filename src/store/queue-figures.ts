/** How much waits, and for how long: for whoever watches. What is counted is counted to a bound, so that a deep backlog costs no more to look at. */
import type { Database } from './database.ts'
import { clockBound, statement } from './statement.ts'

/** From here on it is "so many or more". */
const countedAtMost = 10_000

// Served by message_due and message_open_doubt_of_gateway; three short looks for each gateway.
const queues = statement(
  'queue_figures',
  { gateway_id: 'uuid', waited_seconds: 'integer', due: 'bigint', later: 'bigint', unconfirmed: 'bigint' },
  `select g.gateway_id,
     coalesce((select greatest(extract(epoch from clock_timestamp() - m.due_at), 0)::integer from message m
       where m.gateway_id = g.gateway_id and m.due_at is not null order by m.due_at limit 1), 0) as waited_seconds,
     (select count(*) from (select 1 from message m where m.gateway_id = g.gateway_id and m.due_at <= ${clockBound} limit $1) t) as due,
     (select count(*) from (select 1 from message m where m.gateway_id = g.gateway_id and m.due_at > ${clockBound} limit $1) t) as later,
     (select count(*) from (select 1 from message m where m.gateway_id = g.gateway_id and m.doubt is not null and m.watch_at is not null and m.state = 'unconfirmed' limit $1) t)
       as unconfirmed
   from gateway g order by g.created_at`,
  { acrossAccounts: 'counts what waits for each gateway, whoever’s it is' },
)

const liveNodes = statement(
  'count_live_nodes',
  { count: 'bigint' },
  `select count(*) as count from node where stopped_at is null and seen_at > clock_timestamp() - interval '30 seconds'`,
  { acrossAccounts: 'an installation table' },
)

export type QueueFigures = {
  gatewayId: string
  /** How long the text that is due longest has waited. */
  waitedSeconds: number
  /** Due now, due later, and in doubt; none of these counts beyond `countedAtMost`. */
  due: number
  later: number
  unconfirmed: number
}

/** By gateway, of every gateway there ever was. */
export async function readQueueFigures(db: Database): Promise<QueueFigures[]> {
  return (await db.console.run(queues, [countedAtMost])).map((row) => ({
    gatewayId: row.gateway_id,
    waitedSeconds: row.waited_seconds,
    due: row.due,
    later: row.later,
    unconfirmed: row.unconfirmed,
  }))
}

/** Processes whose heart beat within the last half minute. */
export async function countLiveNodes(db: Database): Promise<number> {
  return (await db.console.run(liveNodes, []))[0]?.count ?? 0
}
