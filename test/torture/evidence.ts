/** What the verdict is made from, and nothing else: the client's log, the peers' journals, and SQL. */
import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'
import type { Posted, Resent } from './client.ts'
import type { JournalLine } from './peer.ts'
import { textKey } from './text.ts'
import type { Blow, World } from './world.ts'

export type Row = {
  id: string
  account_id: string
  call_id: string
  recipient: string
  number: string | null
  state: string
  reason: string | null
  doubt: string | null
  settled_by: string | null
  body: string | null
  parts: number
  attempt: number
  owner: string | null
  history: number
  permitted_at: Date | null
  first_permitted_at: Date | null
  valid_until: Date | null
  due_at: Date | null
}

export type StoredCall = {
  id: string
  account_id: string
  source_call_id: string
  report: string
  facts: string
  rule_set_number: number
  n: number
}

export type Evidence = {
  seed: number
  posted: Posted[]
  resent: Resent[]
  wrong: string[]
  journal: JournalLine[]
  messages: Row[]
  calls: StoredCall[]
  ruleSets: { account_id: string; number: number; snapshot: string }[]
  unmatched: { key: string; number: string | null }[]
  /** Which process an owner was. */
  pids: Map<string, number>
  blows: Blow[]
  /** Words left by processes that died where they were aimed at. */
  notes: number
  surprises: string[]
  durability: Record<string, string>
}

export async function gather(world: World): Promise<Evidence> {
  const client = new pg.Client({ connectionString: world.server.url() })
  await client.connect()
  const all = async <T>(text: string): Promise<T[]> => (await client.query(text)).rows as T[]
  try {
    const accounts = `(select account_id from account where name like 'Torture%')`
    return {
      seed: world.seed,
      posted: [...world.client.posted.values()],
      resent: world.client.resent,
      wrong: world.client.wrong,
      journal: [...readJournal(world.journals.smpp), ...readJournal(world.journals.http)],
      messages: await all<Row>(
        `select m.*, (select count(*)::int from attempt a where a.account_id = m.account_id and a.message_id = m.id) as history,
           least(m.permitted_at, (select min(a.permitted_at) from attempt a where a.account_id = m.account_id and a.message_id = m.id)) as first_permitted_at
         from message m where m.account_id in ${accounts}`,
      ),
      calls: await all<StoredCall>(
        `select id, account_id, source_call_id, report, facts, rule_set_number, split_part(source_call_id, '-', 3)::int as n from call where account_id in ${accounts}`,
      ),
      ruleSets: await all(`select account_id, number, snapshot from rule_set_version where account_id in ${accounts}`),
      unmatched: await all(`select receipt_key as key, number from receipt where matched_at is null`),
      pids: new Map(
        (await all<{ owner: string; pid: number }>('select owner, pid from node')).map(({ owner, pid }) => [
          owner,
          pid,
        ]),
      ),
      blows: world.blows,
      notes: world.notes(),
      surprises: [
        ...world.nodes.flatMap((one) => one.surprises),
        ...(world.peersAlive() ? [] : ['a peer ended, and its journal is not whole']),
      ],
      durability: await durabilityOf(client),
    }
  } finally {
    await client.end()
  }
}

function readJournal(file: string): JournalLine[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as JournalLine)
}

async function durabilityOf(client: pg.Client): Promise<Record<string, string>> {
  const names = [
    'server_version',
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'data_checksums',
    'wal_sync_method',
  ]
  const { rows } = await client.query('select name, setting from pg_settings where name = any($1)', [names])
  return Object.fromEntries(rows.map((row) => [row.name, row.setting]))
}

/** The key under which the journal knows the first part of a message. */
export function keyOfRow(row: Pick<Row, 'number' | 'body'>): string {
  return textKey({ to: row.number ?? '', text: row.body ?? '', part: 1 })
}
