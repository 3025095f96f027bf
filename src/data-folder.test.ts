import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDataFolder } from './data-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercall-data-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('replaces a key whole: what is read under its name meanwhile is the one before, and nobody else reads the new one', () => {
  const file = path.join(folder, 'operator-key')
  writeFileSync(file, 'ac_before\n')
  chmodSync(file, 0o644)
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(file, 65_534, 65_534)
  const { uid, ino } = statSync(file)
  // What a write that was broken off has left.
  writeFileSync(`${file}.new`, 'ac_ha')
  chmodSync(`${file}.new`, 0o644)

  const data = openDataFolder(folder)
  data.writeOperatorKey('ac_after')
  expect(data.readOperatorKey()).toBe('ac_after')
  expect(readFileSync(file, 'utf8')).toBe('ac_after\n')
  const after = statSync(file)
  expect(after.mode & 0o777).toBe(0o600)
  expect(after.uid).toBe(uid)
  expect(after.ino).not.toBe(ino)
  expect(readdirSync(folder)).toEqual(['operator-key'])
})
