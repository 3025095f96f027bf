/** What an administrator says about a phone system that can call an address: where each value sits, and what its words mean. */
import { z } from 'zod'
import { directions, missedBecauses, mostVariables, outcomes, rungResults } from '../../core/call.ts'
import { isTimeZone } from '../../core/schedule.ts'
import { timeForms } from '../instants.ts'
import { checkProof, proofSettings } from '../proof.ts'

/** Our fields that can be mapped, in the order of the form. */
export const mappedFields = [
  'sourceCallId',
  'direction',
  'outcome',
  'missedBecause',
  'caller',
  'callerName',
  'callerLanguage',
  'did',
  'departmentId',
  'departmentName',
  'userId',
  'userName',
  'userExtension',
  'userPhone',
  'userEmail',
  'startedAt',
  'answeredAt',
  'endedAt',
  'ringSeconds',
  'waitSeconds',
  'talkSeconds',
  'totalSeconds',
  'voicemailSeconds',
  'voicemailUrl',
  'recordingUrl',
] as const
export type MappedField = (typeof mappedFields)[number]

const rungFields = ['list', 'id', 'name', 'extension', 'phone', 'email', 'at', 'seconds', 'result'] as const

// `call_status`, `/legs/-1/agent/name`, or several with | between them, of which the first that holds something counts.
const place = z.string().min(1).max(300)
const words = <T extends string>(meanings: readonly [T, ...T[]]) =>
  z.record(z.string().min(1).max(100), z.enum(meanings)).default({})

export const settings = z
  .strictObject({
    fields: z.partialRecord(z.enum(mappedFields), place).meta({
      title: 'Fields',
      description:
        'Where each value is: a name, a JSON pointer such as /legs/-1/agent/name, or up to eight with | between them (the first that holds something counts).',
      widget: 'map',
    }),
    outgoingFields: z.partialRecord(z.enum(mappedFields), place).default({}).meta({
      title: 'Fields of outgoing calls',
      description: 'Only what sits elsewhere when the call is outgoing.',
      widget: 'map',
    }),
    direction: z.enum(directions).optional().meta({ title: 'Direction where none is told', widget: 'choice' }),
    directionWords: words([...directions, 'internal']).meta({
      title: 'Words for the direction',
      description: 'Internal calls are ignored.',
      widget: 'map',
    }),
    outcomeWords: words([...outcomes, 'ignore']).meta({
      title: 'Words for the outcome',
      description: 'What is to be ignored is not the end of a call. Without an outcome field, talk time decides.',
      widget: 'map',
    }),
    missedWords: words(missedBecauses).meta({ title: 'Words for why a call was missed', widget: 'map' }),
    humanField: place.optional().meta({
      title: 'Proof of a conversation',
      description:
        'A connected incoming call must have a value here (the user’s name or number); without it only the menu answered, and the call was missed.',
    }),
    rung: z.partialRecord(z.enum(rungFields), place).default({}).meta({
      title: 'Who rang',
      description: 'list: where the list of users is; the others: where in each item.',
      widget: 'map',
    }),
    rungWords: words(rungResults).meta({ title: 'Words for how ringing ended', widget: 'map' }),
    variables: z
      .record(z.string().regex(/^[a-z0-9_]{1,40}$/), place)
      .default({})
      .meta({
        title: 'Variables',
        description: 'Up to 50 values of your own, for {{var.name}} in templates.',
        widget: 'map',
      }),
    timeForm: z.enum(timeForms).default('any').meta({ title: 'Form of times', widget: 'choice' }),
    zone: z.string().refine(isTimeZone, 'must be a time zone such as Asia/Kolkata').optional().meta({
      title: 'Time zone',
      description: 'Of times that are told without one.',
      widget: 'zone',
    }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capital letters, such as IN')
      .optional()
      .meta({
        title: 'Country',
        description: 'Where callers without country code are at home, when it is not the account’s country.',
      }),
    deriveId: z.boolean().default(false).meta({
      title: 'Make an id',
      description:
        'For systems that give calls no id: one is made from direction, numbers, start and length. Two calls that are equal in all of these are taken for one.',
      widget: 'switch',
    }),
    ignore: z
      .array(z.strictObject({ field: place, is: z.array(z.string().max(200)).min(1).max(50) }))
      .max(50)
      .default([])
      .meta({ title: 'Ignore', description: 'Requests with one of these values are no calls.', widget: 'list' }),
    ...proofSettings,
  })
  .check(checkMap)
  .check(checkProof)

/**
 * Settings as they are written: with bounds on how much each record of a request is looked through. What was stored before there were bounds is read by
 * `settings`, so that no call is lost over them.
 */
export const newSettings = settings.check(checkAmounts)

export type MappedSettings = z.infer<typeof settings>
export type MappedInput = z.input<typeof settings>

type MapShape = {
  fields: Partial<Record<MappedField, string>>
  deriveId: boolean
  direction?: string | undefined
  timeForm: string
  zone?: string | undefined
}

/** A map that could never make a call. */
function checkMap(ctx: { value: MapShape; issues: unknown[] }): void {
  const { fields, deriveId, direction, timeForm, zone } = ctx.value
  const wrong = (path: string[], message: string) =>
    void ctx.issues.push({ code: 'custom', path, input: ctx.value, message })
  if (!fields.caller) wrong(['fields', 'caller'], 'say where the caller’s number is')
  if (!fields.sourceCallId && !deriveId)
    wrong(['fields', 'sourceCallId'], 'say where the id of the call is, or let one be made (deriveId)')
  if (!fields.direction && !direction)
    wrong(['direction'], 'say where the direction is, or which direction all calls have')
  if (!fields.outcome && !fields.talkSeconds)
    wrong(['fields', 'outcome'], 'say where the outcome is, or the talk time to tell it by')
  if (deriveId && !fields.startedAt && !fields.endedAt)
    wrong(['fields', 'startedAt'], 'an id can only be made from a start or an end')
  if (timeForm.startsWith('local') && !zone) wrong(['zone'], 'is needed for local times')
}

const mostWords = 200
const mostAlternatives = 8

/** A map that would take long to follow: a request may hold a thousand calls, and nothing else is done meanwhile. */
function checkAmounts({ value, issues }: { value: z.infer<typeof settings>; issues: unknown[] }): void {
  const wrong = (path: (string | number)[], message: string) =>
    void issues.push({ code: 'custom', path, input: value, message })
  if (Object.keys(value.variables).length > mostVariables) wrong(['variables'], `at most ${mostVariables} variables`)
  for (const name of ['directionWords', 'outcomeWords', 'missedWords', 'rungWords'] as const)
    if (Object.keys(value[name]).length > mostWords) wrong([name], `at most ${mostWords} words`)
  for (const [path, place] of placesOf(value))
    if (place.split('|').length > mostAlternatives)
      wrong(path, `at most ${mostAlternatives} places with | between them`)
}

function placesOf(value: z.infer<typeof settings>): [path: string[], place: string][] {
  const inMaps = (['fields', 'outgoingFields', 'rung', 'variables'] as const).flatMap((map) =>
    Object.entries(value[map]).map(([name, place]): [string[], string] => [[map, name], place]),
  )
  const ignored = value.ignore.map(({ field }, at): [string[], string] => [['ignore', String(at), 'field'], field])
  const human: [string[], string][] = value.humanField === undefined ? [] : [[['humanField'], value.humanField]]
  return [...inMaps, ...ignored, ...human]
}
