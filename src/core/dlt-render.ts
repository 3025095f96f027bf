/**
 * Rendering a template that has a registered text: every value is made to fit the variable in its place, so that the text is the registered
 * one wherever it is fixed, and in its variables holds only what they take and what leads where the account has registered. Accounts without registered
 * texts render as ever (template.ts).
 */
import type { Whitelist } from './call-to-action.ts'
import { type CalledTo, calledTo, refusalOf } from './called-to.ts'
import { type Fitted, fitValue, longestIn, type SlotTag, type TooLong, takenBy } from './dlt-slots.ts'
import { align, type DltMismatch, parseRegistered, type Registration } from './dlt-text.ts'
import { inGsmLetters } from './gsm-letters.ts'
import { cleanValue, type Placeholder, parseTemplate, type Segment, type TemplateValues } from './template.ts'

type Slotted = Placeholder & { tag: SlotTag }

/** A template version with its registration, compiled once per rule-set version. */
export type RegisteredTemplate =
  | {
      readonly is: 'aligned'
      readonly segments: readonly (string | Slotted)[]
      readonly tooLong: TooLong
      readonly inPlainLetters: boolean
      /** What values may lead to; absent where it is not known, as of rule sets from before it was asked. */
      readonly whitelist?: Whitelist | undefined
    }
  | { readonly is: 'mismatched'; readonly mismatch: DltMismatch }

/** Compiles a body with its registration. Never throws: a body that differs is compiled to its first difference. */
export function compileRegistered(body: string, registration: Registration, whitelist?: Whitelist): RegisteredTemplate {
  const { segments } = parseTemplate(body)
  const registered = parseRegistered(registration).segments
  const alignment = align({ text: body, segments }, { text: registration.text, segments: registered })
  if ('mismatch' in alignment) return { is: 'mismatched', mismatch: alignment.mismatch }
  const { tooLong, letters } = registration
  const inPlainLetters = letters === 'plain'
  return { is: 'aligned', segments: withSlots(segments, alignment.slots), tooLong, inPlainLetters, whitelist }
}

function withSlots(segments: readonly Segment[], slots: readonly SlotTag[]): (string | Slotted)[] {
  let count = 0
  return segments.map((one) => (typeof one === 'string' ? one : { ...one, tag: slots[count++] ?? 'var' }))
}

/** What became of one placeholder: `raw` is the value as the call had it, null where the template's own word was taken. */
export type Filled = {
  placeholder: string
  tag: SlotTag
  raw: string | null
  fitted: Fitted | { is: 'missing' } | Barred
}

/** It fits, and leads to what the account has not registered. */
type Barred = { is: 'not_whitelisted'; value: string; why: string }

/** The text, or why there is none: the name of a value that is missing, or a detail in words. */
export type RegisteredText =
  | { text: string; calledTo?: CalledTo[] }
  | { missing: string }
  | { tooLong: string }
  | { mismatch: string }
  | { barred: string }

/** Renders for one call. What it answers as text always matches the registered text. */
export function renderRegistered(template: RegisteredTemplate, values: TemplateValues): RegisteredText {
  if (template.is === 'mismatched') return { mismatch: template.mismatch.message }
  let text = ''
  const leads: CalledTo[] = []
  for (const segment of template.segments) {
    if (typeof segment === 'string') {
      text += segment
      continue
    }
    const { fitted, raw } = fill(segment, values, template)
    if (fitted.is === 'missing') return { missing: segment.name }
    if (fitted.is === 'unfit')
      return { mismatch: `${segment.name} is “${raw ?? segment.fallback}”; the slot takes ${takenBy(segment.tag)}` }
    if (fitted.is === 'too_long')
      return {
        tooLong: `${segment.name} is “${fitted.value}” with ${fitted.length} characters; the slot takes ${longestIn(segment.tag)}`,
      }
    if (fitted.is === 'not_whitelisted') return { barred: `${segment.name} is “${fitted.value}”, which ${fitted.why}` }
    text += fitted.value
    if (template.whitelist) leads.push(...calledTo(fitted.value, segment.tag))
  }
  return leads.length === 0 ? { text } : { text, calledTo: leads }
}

/** Every placeholder with what it becomes, for previews. */
export function fillAll(template: RegisteredTemplate & { is: 'aligned' }, values: TemplateValues): Filled[] {
  return template.segments.flatMap((one) => (typeof one === 'string' ? [] : [fill(one, values, template)]))
}

/** A value as the template wants it: in its letters, and made to fit its variable. */
export function fittedIn(
  value: string,
  tag: SlotTag,
  { tooLong, inPlainLetters }: { tooLong: TooLong; inPlainLetters: boolean },
): Fitted {
  return fitValue(inPlainLetters ? inGsmLetters(value) : value, tag, tooLong)
}

/** A value of which nothing fits, or that leads where it must not, leaves its place to the fallback, and that to the stand-in; what is too long does not. */
function fill(
  { name: placeholder, tag, fallback }: Slotted,
  values: TemplateValues,
  template: RegisteredTemplate & { is: 'aligned' },
): Filled {
  const given = Object.hasOwn(values, placeholder) ? values[placeholder] : undefined
  const raw = typeof given === 'string' ? cleanValue(given) : ''
  const standIns = typeof given === 'object' ? [given.standIn, given.digits] : []
  let unfit: string | undefined
  let barred: Barred | undefined
  for (const candidate of [dialledFrom(raw, placeholder, tag), fallback, ...standIns]) {
    if (candidate === undefined || candidate === '') continue
    const fitted = fittedIn(candidate, tag, template)
    const stop = barredIn(fitted, tag, template.whitelist)
    if (stop) barred ??= stop
    else if (fitted.is !== 'unfit') return { placeholder, tag, raw: raw || null, fitted }
    else unfit ??= candidate
  }
  if (barred) return { placeholder, tag, raw: raw || null, fitted: barred }
  return { placeholder, tag, raw: unfit ?? null, fitted: unfit === undefined ? { is: 'missing' } : { is: 'unfit' } }
}

/** A foreign number that lost its + would be a stranger's of India: where a variable takes none, it is written as it is dialled from here. */
function dialledFrom(value: string, placeholder: string, tag: SlotTag): string {
  const isNumber = placeholder === 'caller_number' || placeholder === 'user_number'
  return isNumber && (tag === 'numeric' || tag === 'alphanumeric') ? value.replace(/^\+/, '00') : value
}

function barredIn(fitted: Fitted, tag: SlotTag, whitelist: Whitelist | undefined): Barred | undefined {
  if (!whitelist || (fitted.is !== 'fits' && fitted.is !== 'cut')) return undefined
  for (const one of calledTo(fitted.value, tag)) {
    const why = refusalOf(one, whitelist)
    if (why) return { is: 'not_whitelisted', value: one.text, why }
  }
  return undefined
}
