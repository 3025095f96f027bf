/** Loaded into the program with --import: writes what memory it has, once a second, into the file that MEMORY_FILE names. */
import { appendFileSync } from 'node:fs'

const file = process.env['MEMORY_FILE']
if (file !== undefined) {
  const write = () => {
    const { rss, heapUsed, external } = process.memoryUsage()
    appendFileSync(file, `${JSON.stringify({ at: Date.now(), rss, heapUsed, external })}\n`)
  }
  setInterval(write, 1_000).unref()
}
