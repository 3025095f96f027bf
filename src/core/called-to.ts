/**
 * Links and call-back numbers that a call's values bring into a registered text. What a template's fixed text says was looked at when it was registered;
 * a value comes with the call, and an operator drops the text when the business has not registered what it leads to.
 */
import { type CallToAction, callToActions, hasKnownEnding, isWhitelisted, type Whitelist } from './call-to-action.ts'
import type { SlotTag } from './dlt-slots.ts'
import { parseRegistered, type Registration } from './dlt-text.ts'

/** As it stands in the text. A number counts only in a slot for call-back numbers: elsewhere it says who called. */
export type CalledTo = { is: 'link' | 'number'; text: string }

/** The numbers of a registered text for India are India's. */
const country = 'IN'

/** What a value in such a slot leads to; nearly always nothing. */
export function calledTo(value: string, tag: SlotTag): CalledTo[] {
  switch (tag) {
    case 'cbn':
      return [{ is: 'number', text: value }]
    case 'url':
    case 'urlott':
      return [{ is: 'link', text: value }]
    case 'var':
      return value.includes('.') ? linksIn(value) : []
    case 'numeric':
    case 'alphanumeric':
    case 'email':
      return []
  }
}

/** "ravi.kumar" is what a phone system may call a person: without scheme, path or an ending that hosts have it is no link here. */
function linksIn(value: string): CalledTo[] {
  return callToActions(value, country).flatMap((one) =>
    one.is === 'shortener' ||
    (one.is === 'link' && (/^(?:https?:\/\/|www\.)/i.test(one.text) || one.path || hasKnownEnding(one.host)))
      ? { is: 'link', text: one.text }
      : [],
  )
}

/** Why an operator would refuse it, in words that go on behind its name; undefined where the account has registered it. */
export function refusalOf(one: CalledTo, whitelist: Whitelist): string | undefined {
  const action = one.is === 'number' ? ({ ...one, is: 'number', at: 0 } as const) : linkIn(one.text)
  if (action?.is === 'shortener') return 'is of a public shortener, which operators refuse'
  return action && isWhitelisted(action, whitelist, country) ? undefined : 'is not on the account’s whitelist'
}

/** A slot for links takes a bare host of any ending; with its scheme it is read as a link wherever it stands. */
function linkIn(text: string): CallToAction | undefined {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  return callToActions(whole, country).find((one) => one.is !== 'number')
}

/** Whether the account has registered all of them. */
export function areRegistered(all: readonly CalledTo[], whitelist: Whitelist): boolean {
  return all.every((one) => refusalOf(one, whitelist) === undefined)
}

/** Whether a value could lead anywhere in a text that is registered so: plans of other templates need no whitelist. */
export function mayCallTo(registration: Registration | undefined): boolean {
  return (
    registration !== undefined &&
    parseRegistered(registration).segments.some((one) => typeof one === 'object' && leading.has(one.tag))
  )
}

const leading: ReadonlySet<SlotTag> = new Set(['var', 'url', 'urlott', 'cbn'])
