import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import { expect, test } from 'vitest'
import { cssVariables, theme } from './theme.ts'

test('every colour that a style names is one of the theme’s: what is not has one look in both schemes, and may not be read in one', () => {
  const root = import.meta.dirname
  const sources = globSync('**/*.{css,tsx,ts}', { cwd: root }).map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  )
  const named = sources.flatMap((source) => [...source.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name))
  expect(named.length).toBeGreaterThan(300)
  const ofTheme = Object.keys(cssVariables(mergeMantineTheme(DEFAULT_THEME, theme)).dark)
  const ofStyles = sources.flatMap((source) =>
    [...source.matchAll(/(--[\w-]+)['"]?\]?:/g)].map(([, name = '']) => name),
  )
  const known = new Set([...ofTheme, ...ofStyles])
  expect(named.filter((name) => !known.has(name) && !name.startsWith('--mantine-'))).toEqual([])
})
