import { expect, test } from 'vitest'
import { smpp } from '../gateways/smpp/smpp.ts'
import { columns, paintFor, width } from './print.ts'
import { UsageError } from './shell.ts'
import { settingsFromOptions } from './smpp-settings.ts'
import { resultLines, tracedLines } from './smpp-story.ts'

const paint = paintFor(1)
const usual = { host: 'smsc.example.in', systemId: 'kaveri', passwordEnv: 'SMPP_PASSWORD', set: [] }
const read = (changes: object) =>
  settingsFromOptions(smpp, { ...usual, ...changes }, (name) => (name === 'SMPP_PASSWORD' ? '12345' : undefined))

test('settings are read from options, as text, number, switch or list, whichever fits', () => {
  const set = [
    'bind=separate',
    'window=4',
    'maxParts=3',
    'dlt=true',
    'dltEntityTag=5120',
    'otherEndpoints=b.example.in:2775',
  ]
  expect(read({ port: '3550', tls: true, set })).toMatchObject({
    host: 'smsc.example.in',
    port: 3550,
    tls: true,
    password: '12345',
    bind: 'separate',
    window: 4,
    dlt: true,
    dltEntityTag: '5120',
    otherEndpoints: ['b.example.in:2775'],
  })
  expect(read({ preset: 'india-operator' })).toMatchObject({ dlt: true, dltChain: 'sha256' })
})

test('what does not fit is named', () => {
  expect(() => read({ set: ['window=many', 'nonsense=1'] })).toThrow(/window[\s\S]*nonsense/)
  expect(() => read({ preset: 'mars' })).toThrow('india-aggregator')
  expect(() => read({ passwordEnv: 'OTHER' })).toThrow('set OTHER')
  expect(() => read({ host: undefined })).toThrow(UsageError)
})

test('a PDU is a line with its time, and what it holds stands below', () => {
  const line = {
    ms: 43,
    direction: 'out',
    command: 'submit_sm',
    sequence: 2,
    words: 'from KAVERI (5/0) to 919876500001 (1/1), data coding 0, receipt wanted, valid 000000001000000R',
    details: ['"This is a test of our text service."', '0x1400 DLT entity id: 1101172974420810001'],
  } as const
  const lines = tracedLines({ ...line, details: [...line.details] }, paint)
  expect(lines.join('\n')).toBe(
    `
  ->   0.043  submit_sm               2  from KAVERI (5/0) to 919876500001
                                         (1/1), data coding 0, receipt wanted,
                                         valid 000000001000000R
                                         "This is a test of our text service."
                                         0x1400 DLT entity id:
                                         1101172974420810001`.slice(1),
  )
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns)
})

test('the end says what to do and which settings are contradicted', () => {
  const lines = resultLines(
    { is: 'delivered', words: 'Delivered.', hints: ['Set "Message ids" to hex_to_dec.'] },
    paint,
  )
  expect(lines).toEqual(['  Delivered.', '  Hint  Set "Message ids" to hex_to_dec.'])
})
