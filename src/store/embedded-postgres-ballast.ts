/**
 * A file that holds some room on the disk. When the disk is full PostgreSQL cannot even recover (it needs a new log segment); giving
 * this up lets it start, so that what it holds can be read and sent while a person makes room.
 */
import { existsSync, rmSync } from 'node:fs'
import { open, statfs } from 'node:fs/promises'
import path from 'node:path'

const ballastBytes = 64 * 1024 * 1024
const onlyAbove = 2 * 1024 * 1024 * 1024

/** Makes the file while there is plenty of room. That it cannot be made is no reason not to start. */
export async function makeBallast(file: string): Promise<void> {
  if (existsSync(file)) return
  const { bavail, bsize } = await statfs(path.dirname(file))
  if (bavail * bsize < onlyAbove) return
  const block = Buffer.alloc(4 * 1024 * 1024)
  const handle = await open(file, 'w', 0o600)
  try {
    // Written, not only sized: a hole holds no room.
    for (let written = 0; written < ballastBytes; written += block.length) await handle.write(block)
  } catch {
    rmSync(file, { force: true })
  } finally {
    await handle.close()
  }
}

/** Gives the room back; false when there was none. */
export function throwBallast(file: string): boolean {
  if (!existsSync(file)) return false
  rmSync(file)
  return true
}
