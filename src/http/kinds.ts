/** The registries of gateway and source kinds as the API shows them, and as the store checks settings by them. */
import { z } from 'zod'
import type { FieldProblem, Json, Preset } from '../core/adapter.ts'
import { fieldProblems } from '../core/field-problems.ts'
import type { GatewayKind } from '../gateways/gateway.ts'
import type { GatewayKindCheck, KindCheck, KindChecks } from '../store/settings-problems.ts'
import type { SourceKind } from '../telephony/source.ts'

export type Kinds = { gateways: readonly GatewayKind[]; sources: readonly SourceKind[] }

type Kind = {
  kind: string
  title: string
  about: string
  settings: z.ZodType
  newSettings?: z.ZodType
  presets?: readonly Preset[]
  tryOut?: unknown
}
export type KindView = {
  kind: string
  title: string
  about: string
  settingsSchema: Record<string, Json>
  secretFields: string[]
  sendsTests: boolean
  presets?: { key: string; title: string; about?: string; settings: Record<string, Json> }[]
}

/** What a form is drawn from: JSON Schema of what is written, with the meta data of each field. */
export function kindView(kind: Kind): KindView {
  const settingsSchema = z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, Json>
  return {
    kind: kind.kind,
    title: kind.title,
    about: kind.about,
    settingsSchema,
    secretFields: secretFieldsOf(settingsSchema),
    sendsTests: kind.tryOut !== undefined,
    ...(kind.presets === undefined
      ? {}
      : { presets: kind.presets.map((one) => ({ ...one, settings: one.settings as Record<string, Json> })) }),
  }
}

type Field = { secret?: boolean; whereTo?: boolean; default?: Json }

function fieldsOf(schema: Record<string, Json>): [name: string, field: Field][] {
  const { properties } = schema as { properties?: Record<string, Field> }
  return Object.entries(properties ?? {})
}

function secretFieldsOf(schema: Record<string, Json>): string[] {
  return fieldsOf(schema).flatMap(([name, field]) => (field.secret === true ? [name] : []))
}

/** How the store checks settings without knowing any adapter. */
export function kindChecks({ gateways, sources }: Kinds): KindChecks {
  const ofGateways = new Map(gateways.map((kind) => [kind.kind, gatewayCheck(kind)]))
  const ofSources = new Map(sources.map((kind) => [kind.kind, kindCheck(kind)]))
  return {
    gateway: (kind) => ofGateways.get(kind),
    source: (kind) => ofSources.get(kind),
    gatewayKinds: [...ofGateways.keys()],
    sourceKinds: [...ofSources.keys()],
  }
}

function kindCheck(kind: Kind): KindCheck {
  const { secretFields, settingsSchema } = kindView(kind)
  const leading = fieldsOf(settingsSchema).filter(([, field]) => field.whereTo === true)
  return {
    secretFields,
    // A default that is written out leads nowhere else than one that is left out.
    whereTo: (settings) => JSON.stringify(leading.map(([name, field]) => settings[name] ?? field.default ?? null)),
    check: (settings) => problemsOf(kind.newSettings ?? kind.settings, settings),
  }
}

function gatewayCheck(kind: GatewayKind): GatewayKindCheck {
  return {
    ...kindCheck(kind),
    dlt: (settings) => {
      const read = kind.settings.safeParse(settings)
      return read.success ? kind.can(read.data).dlt : undefined
    },
  }
}

function problemsOf(schema: z.ZodType, settings: unknown): FieldProblem[] {
  const read = schema.safeParse(settings)
  return read.success ? [] : fieldProblems(read.error.issues)
}
