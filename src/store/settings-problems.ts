/** What is wrong with the settings of a gateway or a source: its kind's own schema says. */
import type { FieldProblem } from '../core/adapter.ts'
import type { DltPassed } from '../core/dlt.ts'
import type { Settings } from './secrets.ts'

/** What the store must know of a kind of gateway or source; whoever knows the adapters hands it in. */
export type KindCheck = {
  secretFields: readonly string[]
  /** Where these settings lead, as a text to compare: secrets are for that server and for no other. */
  whereTo(settings: Settings): string
  /** Problems of the settings, secrets included; paths are within the settings. */
  check(settings: Settings): FieldProblem[]
}

export type GatewayKindCheck = KindCheck & {
  /** What a gateway with these settings, secrets included, passes on of DLT ids; undefined where it cannot be opened by them. */
  dlt(settings: Settings): DltPassed | undefined
}

export type KindChecks = {
  gateway(kind: string): GatewayKindCheck | undefined
  source(kind: string): KindCheck | undefined
  gatewayKinds: readonly string[]
  sourceKinds: readonly string[]
}

type Configured = { kind: string; settings: Settings; secrets: Record<string, string> }

export function problemsOfKind(
  path: string,
  one: Configured,
  kind: KindCheck | undefined,
  all: readonly string[],
): FieldProblem[] {
  if (!kind)
    return [
      {
        path: `${path}.kind`,
        code: 'unknown_kind',
        message: `there is no kind "${one.kind}"; there are ${all.join(', ')}`,
      },
    ]
  const unknown = Object.keys(one.secrets).filter((name) => !kind.secretFields.includes(name))
  return [
    ...unknown.map((name) => ({
      path: `${path}.secrets.${name}`,
      code: 'unknown_secret',
      message: `${one.kind} has no secret "${name}"`,
    })),
    ...kind
      .check({ ...one.settings, ...one.secrets })
      .map((problem) => ({ ...problem, path: placeOf(path, problem.path, kind) })),
  ]
}

/** The kind knows settings as a whole; in the document the secret ones stand apart. */
function placeOf(path: string, within: string, kind: KindCheck): string {
  if (within === '') return `${path}.settings`
  const [field = ''] = within.split(/[.[]/, 1)
  return `${path}.${kind.secretFields.includes(field) ? 'secrets' : 'settings'}.${within}`
}
