import pg from 'pg'

/** A connection of its own, outside the pools: lent to `work` and then ended, which rolls back what was not committed. */
export async function withLoneClient<T>(
  config: pg.ClientConfig & { connectionString: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...config })
  // What ends the connection rejects the query that waits for it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
