/** Our own JSON: exactly what `POST /v1/calls` takes, posted to a source's address. For systems that can be programmed. */
import { z } from 'zod'
import { isSigningSecret } from '../network/signatures.ts'
import { parseJson } from './fields.ts'
import { authenticateBy, withoutProof } from './proof.ts'
import { readReport } from './report.ts'
import { mostCalls, type Parsed, type SourceKind } from './source.ts'

const settings = z.strictObject({
  secret: z
    .string()
    .max(200)
    .refine((text) => text === '' || isSigningSecret(text), 'must be whsec_ followed by base64 of at least 16 bytes')
    .default('')
    .meta({
      title: 'Signing secret',
      description:
        'Of Standard Webhooks (whsec_…). With one, a request without a right signature is refused; without one, the address is the only proof.',
      widget: 'secret',
      secret: true,
    }),
})
type Settings = z.infer<typeof settings>

const proofBy = ({ secret }: Settings) =>
  ({ proof: secret === '' ? 'none' : 'standard_webhooks', proofName: '', secret }) as const

export const native: SourceKind<Settings> = {
  kind: 'native',
  title: 'Aftercall JSON',
  about: 'For systems that you can program: post each ended call, or up to 1,000 at once, as Aftercall’s own JSON.',
  settings,
  setup: ({ webhook }, { secret }) => [
    `Let your system POST each ended call as JSON to ${webhook}. The shape is that of POST /v1/calls in the API documentation.`,
    secret === ''
      ? 'Nobody else must know the address. With a signing secret, requests are proven as well.'
      : 'Sign each request as Standard Webhooks says (libraries exist for all common languages).',
    'Repeat a request until it is answered with 2xx: the same sourceCallId is one call, however often it comes.',
  ],
  webhook: {
    authenticate: (request, by) => authenticateBy(proofBy(by), request),
    parse: (request) => parseCalls(new TextDecoder().decode(request.body)),
    redact: (request, by) => withoutProof(proofBy(by), request),
  },
}

function parseCalls(text: string): Parsed[] {
  const json = parseJson(text)
  if (json === undefined) return [invalid('not_json', 'the body must be a call as JSON, or an array of calls')]
  if (!Array.isArray(json)) return [readReport(json)]
  if (json.length > mostCalls)
    return [invalid('too_many', `an array may hold ${mostCalls} calls; this one holds ${json.length}`)]
  return json.map(readReport)
}

function invalid(code: string, message: string): Parsed {
  return { is: 'invalid', problems: [{ path: '', code, message }] }
}
