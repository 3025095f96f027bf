/** What an account is set up from, as the API shows it. */
import { z } from 'zod'
import {
  accountSettings,
  department,
  did,
  gateway,
  header,
  route,
  source,
  template,
  user,
} from '../../core/configuration.ts'
import { rule } from '../../core/rule.ts'
import { templateStatuses } from '../../core/rule-set.ts'
import { templateDeeds } from '../../core/template-history.ts'
import { roles } from '../../store/keys.ts'
import { permissions } from '../permissions.ts'
import { fieldProblem, health, instant } from './common.ts'

const id = z.string()
const keptSecrets = z
  .record(z.string(), z.object({ keep: z.literal(true) }))
  .describe('Which secrets are set. They are never shown.')

export const roleWords = '`support` reads calls and messages with numbers masked, and changes nothing.'

export const account = z
  .object({ id, key: z.string(), isDemo: z.boolean(), createdAt: instant, ...accountSettings.shape })
  .meta({ id: 'Account' })

export const me = z
  .object({
    name: z.string().describe('As the history calls whoever asks'),
    role: z.enum(roles),
    permissions: z.array(z.enum(permissions)).describe('What whoever asks may do'),
    account: account.nullable(),
    accounts: z
      .array(z.object({ id, key: z.string(), name: z.string(), isDemo: z.boolean() }))
      .optional()
      .describe('For an operator: the demo account and the newest, at most 200; GET /v1/accounts finds the others'),
    version: z.string(),
  })
  .meta({ id: 'Me' })

export const userShape = z.object({ id, ...user.shape }).meta({ id: 'User' })
export const departmentShape = z.object({ id, ...department.shape }).meta({ id: 'Department' })
export const didShape = z.object({ id, ...did.shape, numberShown: z.string() }).meta({ id: 'Did' })
export const headerShape = z.object({ id, ...header.shape }).meta({ id: 'Header' })
const waiting = template.shape.waiting.unwrap().unwrap()
export const templateShape = z
  .object({
    id,
    ...template.shape,
    statusReason: z.string().nullable(),
    version: z.int().describe('The version that sends'),
    waiting: z
      .object({ ...waiting.shape, statusReason: z.string().nullable(), version: z.int() })
      .nullable()
      .describe('A version that waits for its approval while this one sends'),
  })
  .meta({ id: 'Template' })

export const templateEntry = z
  .object({
    at: instant,
    who: z.string(),
    action: z.enum(templateDeeds),
    version: z.int(),
    status: z.enum([...templateStatuses, 'retired']),
    reason: z.string().nullable(),
  })
  .meta({ id: 'TemplateEntry' })

export const templateVersion = z
  .object({
    version: z.int(),
    is: z
      .enum(['own', 'waiting', 'former'])
      .describe('`own`: the version that sends, or is to send once it is approved'),
    createdAt: instant,
    body: z.string(),
    header: z.string(),
    dltTemplateId: z.string().nullable(),
    category: template.shape.category,
    registered: template.shape.registered,
  })
  .meta({ id: 'TemplateVersion' })

export const gatewayShape = z
  .object({
    id,
    key: z.string(),
    title: z.string(),
    kind: z.string(),
    shared: z.boolean().describe('The installation’s: an account sees its title, its health and its own texts'),
    settings: gateway.shape.settings,
    secrets: keptSecrets,
    paused: z.boolean(),
    ratherTwice: z.boolean(),
    health,
  })
  .meta({ id: 'Gateway' })

export const sourceShape = z
  .object({
    id,
    key: z.string(),
    name: z.string(),
    kind: z.string(),
    settings: source.shape.settings,
    secrets: keptSecrets,
    mappings: source.shape.mappings,
    webhookUrl: z.string().nullable(),
    setup: z.array(z.string()).describe('Steps for the administrator of the phone system'),
    lastReportAt: instant.nullable(),
  })
  .meta({ id: 'Source' })

export const routeShape = route.meta({ id: 'Route' })
const ruleShape = rule.meta({ id: 'Rule' })

export const analysis = z
  .object({
    shadowed: z
      .array(z.object({ rule: z.string(), by: z.array(z.string()) }))
      .describe('Rules that can never fire, and those above that take all their calls'),
    overlaps: z
      .array(z.object({ rule: z.string(), with: z.array(z.string()) }))
      .describe('Rules that lose some of their calls to these above'),
    missingCatchAll: z.boolean().describe('Some call matches no enabled rule'),
    problems: z
      .array(fieldProblem)
      .describe('What is amiss with single rules whatever the call; paths begin with `rules[index]`'),
  })
  .meta({ id: 'Analysis' })

export const ruleSet = z
  .object({
    number: z.int(),
    rulesNumber: z.int().describe('The last number at which the rules themselves changed: the ETag'),
    madeAt: instant,
    madeBy: z.string(),
    rules: z.array(ruleShape),
    analysis,
  })
  .meta({ id: 'RuleSet' })

export const ruleSetEntry = z
  .object({ number: z.int(), rulesChanged: z.boolean(), madeAt: instant, madeBy: z.string(), what: z.string() })
  .meta({ id: 'RuleSetEntry' })

export const change = z
  .object({
    section: z.string(),
    key: z.string().nullable(),
    kind: z.enum(['added', 'changed', 'removed']),
    fields: z.array(z.object({ path: z.string(), from: z.json().optional(), to: z.json().optional() })).optional(),
  })
  .meta({ id: 'Change' })

export const kind = z
  .object({
    kind: z.string(),
    title: z.string(),
    about: z.string(),
    settingsSchema: z.record(z.string(), z.json()).describe('JSON Schema, with what says how each field is drawn'),
    secretFields: z.array(z.string()),
    sendsTests: z.boolean().describe('Whether POST /v1/gateways/{key}/test sends a text by it'),
    presets: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          about: z.string().optional(),
          settings: z.record(z.string(), z.json()),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Kind' })
