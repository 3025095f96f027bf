/** A file system of its own, small enough to be filled: a file with ext4 in it, mounted. Only where one may mount, which an ordinary user may not. */
import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type SmallDisk = {
  folder: string
  /** Takes all room that is left; the answer gives it back. */
  fill(): () => void
  unmount(): void
}

/** Undefined where nothing can be mounted. */
export function mountSmallDisk(name: string, megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const base = mkdtempSync(path.join(tmpdir(), `aftercall-disk-${name}-${process.pid}-`))
  chmodSync(base, 0o711)
  const image = path.join(base, 'image')
  const folder = mkdtempSync(path.join(base, 'disk-'))
  const file = openSync(image, 'w')
  ftruncateSync(file, megabytes * 1024 * 1024)
  closeSync(file)
  // Without blocks that are kept for the superuser: what is full is full for everybody.
  if (!ran('mkfs.ext4', '-q', '-F', '-m', '0', image) || !ran('mount', '-o', 'loop', image, folder)) {
    rmSync(base, { recursive: true, force: true })
    return undefined
  }
  chmodSync(folder, 0o711)
  return {
    folder,
    fill: () => fill(path.join(folder, 'filler')),
    unmount: () => {
      if (ran('umount', folder) || ran('umount', '-l', folder)) rmSync(base, { recursive: true, force: true })
    },
  }
}

function fill(filler: string): () => void {
  const { bavail, bsize } = statfsSync(path.dirname(filler))
  // At once, and then the crumbs.
  ran('fallocate', '-l', String(Math.max(bsize, (bavail - 64) * bsize)), filler)
  const file = openSync(filler, 'a')
  try {
    for (const crumb = Buffer.alloc(4096); ; ) writeSync(file, crumb)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
  return () => rmSync(filler, { force: true })
}

const ran = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0
