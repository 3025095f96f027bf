import { expect, test } from 'vitest'
import { wayOut } from './way-out.ts'

const bound = { name: 'Bind', result: 'ok', words: 'Bound as kaveri.' } as const
const usual = { title: 'Airtel SMPP', isPaused: false, isFirstRoute: true, leavesOut: undefined }

test('an examination that finds nothing wrong ends with the gateway that texts leave by', () => {
  expect(wayOut(usual, [bound])).toEqual({ name: 'Way out', result: 'ok', words: 'Texts leave by Airtel SMPP.' })
})

test('what is wrong comes first, then the pause, then the route', () => {
  const refused = { name: 'Bind', result: 'fail', words: 'The SMSC refused the bind.' } as const
  const other = { ...usual, isPaused: true, isFirstRoute: false }
  expect(wayOut(other, [refused])).toMatchObject({ result: 'fail', words: expect.stringContaining('may not leave') })
  expect(wayOut(other, [bound])).toMatchObject({ result: 'warn', words: expect.stringContaining('paused') })
  expect(wayOut({ ...other, isPaused: false }, [bound])).toMatchObject({
    result: 'warn',
    mend: expect.stringContaining('way out'),
  })
})

test('a way out that leaves DLT ids out is well in all else, and texts by it are dropped', () => {
  expect(wayOut({ ...usual, leavesOut: 'Switch it on.' }, [bound])).toEqual({
    name: 'Way out',
    result: 'warn',
    words: 'Texts leave by Airtel SMPP without DLT ids, and mobile operators in India drop them.',
    mend: 'Switch it on.',
  })
})
