/** Requests of the sources' fixtures, as their systems would send them now: `fixtureBody('myoperator/outgoing/1', { timestamp: now })`. */
import { readFileSync } from 'node:fs'

const folder = new URL('../../src/telephony/fixtures/', import.meta.url)

/** The JSON body of a fixture's request, with what a test says of its own call. */
export function fixtureBody(name: string, over: Record<string, unknown>): Record<string, unknown> {
  const [, ...body] = readFileSync(new URL(`${name}.http`, folder), 'utf8').split('\n\n')
  return { ...JSON.parse(body.join('\n\n')), ...over }
}
