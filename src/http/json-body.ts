/** Reads JSON bodies: at most 1 MiB (a whole configuration: 16), at most 32 levels deep (200,000 brackets overflow the stack of whoever walks them), no `__proto__`. */
import type { FastifyInstance } from 'fastify'
import { problem } from './problems.ts'

export const bodyLimit = 1_048_576
/** All that large bodies may take at a time in admission: what an account with thousands of templates exports can be applied. */
export const configurationLimit = 16 * bodyLimit
const deepest = 32

export function installJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser(
    ['application/json', 'application/*+json'],
    { parseAs: 'string', bodyLimit },
    async (_request: unknown, body: string) => parseJsonBody(body),
  )
}

/** Throws a problem for what is not JSON, or not JSON that may come in. */
function parseJsonBody(text: string): unknown {
  if (text === '') return undefined
  if (isTooDeep(text)) throw problem('too_deep', { detail: `More than ${deepest} levels are not read.` })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw problem('not_json', { detail: (error as Error).message.slice(0, 200) })
  }
  // The name may be written with escapes, so whatever could be it is looked at.
  if (/__proto__|\\u005f/i.test(text) && hasProto(value))
    throw problem('invalid_request', { detail: 'A field may not be named "__proto__".' })
  return value
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isInString) {
      if (code === 0x5c) at++
      else if (code === 0x22) isInString = false
    } else if (code === 0x22) isInString = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > deepest) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto)
}
