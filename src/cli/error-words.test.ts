import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { errorWords } from './error-words.ts'
import { CommandFailed } from './shell.ts'

const failureOf = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('an error that says what to do is printed as it is, without a stack', () => {
  expect(errorWords(new CommandFailed('Start it first.'))).toBe('Start it first.')
})

test('what the database answers is said to be its answer', () => {
  const refused = Object.assign(new Error('password authentication failed for user "shop"'), { code: '28P01' })
  expect(errorWords(refused)).toBe(
    'The database says: password authentication failed for user "shop". Check DATABASE_URL: host, port, name, user and password.',
  )
})

test('an address where nobody answers is named', async () => {
  const error = await new Promise((resolve) => connect({ host: '127.0.0.1', port: 1 }).once('error', resolve))
  expect(errorWords(error)).toContain('Nothing answers at 127.0.0.1 port 1 (ECONNREFUSED)')
  expect(errorWords(new AggregateError([error]))).toContain('127.0.0.1 port 1')
})

test('a file that cannot be used is named', () => {
  expect(errorWords(failureOf(() => readFileSync('/nowhere/at-all')))).toContain(
    '/nowhere/at-all cannot be used (ENOENT)',
  )
})

test('a fault of ours shows where it happened', () => {
  expect(errorWords(new TypeError('x is not a function'))).toContain('error-words.test.ts')
})
