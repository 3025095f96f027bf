import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settlements } from '../pipeline/settle-unconfirmed.ts'
import { deedWords } from './deed-words.ts'

const source = new URL('..', import.meta.url).pathname

/** Every code that the program itself writes into the audit. */
function codes(): string[] {
  const files = globSync('{http,pipeline,store}/**/*.ts', { cwd: source }).filter((one) => !one.endsWith('.test.ts'))
  const written = files
    .map((file) => readFileSync(`${source}/${file}`, 'utf8'))
    .filter((text) => /addAudit\(|noteSearch\(/.test(text))
    .flatMap((text) => [
      ...text.matchAll(
        /'((?:account|calls|configuration|gateway|key|link|messages|number|operator_key|report|source|template)\.[a-z_]+)'/g,
      ),
    ])
  return [...new Set(written.map(([, code = '']) => code))]
}

test('every deed that the program records has its words', () => {
  const found = [...codes(), ...settlements.map((one) => `message.settled_as_${one}`)]
  expect(found.length).toBeGreaterThan(12)
  expect(found.filter((one) => deedWords(one) === one)).toEqual([])
})
