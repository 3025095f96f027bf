/** The text that tries a gateway, outside of calls, rules and templates. */
import { randomBytes } from 'node:crypto'
import { isIndian } from '../core/countries/packs.ts'
import type { PhoneNumber } from '../core/phone-number.ts'
import { smsParts } from '../core/sms-parts.ts'
import type { Submission } from './gateway.ts'

type Told = {
  to: PhoneNumber
  header: string
  text: string
  /** Of the wording's registration on DLT: they go with a text to India alone. */
  entityId?: string | undefined
  templateId?: string | undefined
}

const validMs = 10 * 60_000

export function tryOutText({ to, header, text, entityId, templateId }: Told): Submission {
  const { encoding, parts } = smsParts(text)
  const ref = randomBytes(13).toString('hex')
  return {
    attempt: `test:${ref}`,
    ref,
    to,
    header,
    text,
    encoding,
    parts,
    validUntil: Date.now() + validMs,
    ...(entityId && templateId && isIndian(to)
      ? { dlt: { entity: entityId, template: templateId, category: 'service_implicit' } }
      : {}),
  }
}
