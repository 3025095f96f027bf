/** A program that holds its own PostgreSQL until it is killed: `node hold-embedded-postgres.ts DATA_FOLDER` prints the URL. */
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'

const server = await startEmbeddedPostgres({ dataFolder: process.argv[2] ?? '' })
process.once('SIGTERM', () => void server.stop().then(() => process.exit()))
process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted })}\n`)
setInterval(() => undefined, 1_000)
