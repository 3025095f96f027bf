/** Reads one call out of a request by the map; what cannot be read is a problem that names our field and theirs. */
import type { FieldProblem } from '../../core/adapter.ts'
import { formatInstant, type Instant } from '../../core/instant.ts'
import { readNumber } from '../../core/phone-number.ts'
import { defined, type Fields } from '../fields.ts'
import { durationSeconds, instant, likelySpan } from '../instants.ts'
import type { MappedField, MappedSettings } from './settings.ts'

type Outcome = 'connected' | 'missed' | 'voicemail'
type Party = Record<string, string>
type Rung = Record<string, string | number>

/** A caller id as Asterisk keeps it, `"Asha" <9812345678>`, has the number behind the name. */
const callerId = /^"?([^"<>]*?)"?\s*<[^<>]*>$/

/** Cut before it is looked through: the look takes the square of its length. */
const longestCallerId = 300

function nameOf(text: string | undefined): string | undefined {
  const name = text === undefined ? undefined : callerId.exec(text)?.[1]
  return name === undefined ? text : name.trim() || undefined
}

const extensionWord = /^extension[- ]*(?=\S)/i

/**
 * Some systems write a user's phone or extension in one place, as Smartflo does. What is told as both is the phone (which users are looked up by as an
 * extension, too), unless it says itself that it is an extension.
 */
function toldApart({ extension, phone, ...rest }: { [field in keyof Party]?: string | undefined }) {
  const without = (text: string | undefined) => text?.replace(extensionWord, '')
  const isExtension = phone !== undefined && extensionWord.test(phone)
  return defined({
    ...rest,
    extension: isExtension ? without(extension ?? phone) : extension === phone ? undefined : without(extension),
    phone: isExtension ? undefined : phone,
  })
}

export class Reading {
  readonly problems: FieldProblem[] = []
  private readonly fields: Fields
  private readonly by: MappedSettings
  private readonly approximate = new Set<string>()
  private outgoing = false

  constructor(fields: Fields, by: MappedSettings) {
    this.fields = fields
    this.by = by
  }

  /** The text of one of our fields; undefined where the map or the request has none. */
  text(field: MappedField): string | undefined {
    return this.textAt(this.placeOf(field))
  }

  seconds(field: MappedField): number | undefined {
    const text = this.text(field)
    if (text === undefined) return undefined
    const read = durationSeconds(text)
    if (read === undefined)
      this.wrong(field, 'unreadable_duration', `"${cut(text)}" is no duration; write seconds or HH:MM:SS`)
    return read
  }

  instantOf(field: MappedField): Instant | undefined {
    return this.instantsOf(field)[0]
  }

  /** Two where a local time happened twice: the earlier first. */
  private instantsOf(field: MappedField): Instant[] {
    const text = this.text(field)
    if (text === undefined) return []
    const read = instant(text, this.by.timeForm, this.by.zone)
    if (read.is === 'unreadable')
      this.wrong(
        field,
        'unreadable_time',
        `"${cut(text)}" cannot be read as ${this.by.timeForm}${this.by.zone ? '' : '; is a time zone missing?'}`,
      )
    if (read.is !== 'at') return []
    if (read.ambiguous) this.approximate.add(field)
    return read.later === undefined ? [read.at] : [read.at, read.later]
  }

  /** When it began, was answered and ended. What answered a call that nobody took was a machine. */
  private moments(outcome: Outcome | undefined, now: Instant) {
    const totalSeconds = this.seconds('totalSeconds')
    const totalMs = totalSeconds === undefined ? undefined : totalSeconds * 1_000
    const span = likelySpan(this.instantsOf('startedAt'), this.instantsOf('endedAt'), { now, totalMs })
    const answered = outcome === 'connected' ? this.instantsOf('answeredAt') : []
    const isWithin = (at: Instant) => at >= (span.startedAt ?? at) && at <= (span.endedAt ?? at)
    return { ...span, answeredAt: answered.findLast(isWithin) ?? answered[0] }
  }

  direction(): 'incoming' | 'outgoing' | 'internal' | undefined {
    const text = this.text('direction')
    const direction = text === undefined ? this.by.direction : this.meaning('direction', text, this.by.directionWords)
    if (direction === undefined && text === undefined) this.missing('direction')
    this.outgoing = direction === 'outgoing'
    return direction
  }

  /** Connected only if a person talked: a menu, a queue or a voicemail box that picked up is not a conversation. */
  outcome(): Outcome | 'ignore' | undefined {
    const told = this.toldOutcome()
    if (told === 'missed') return this.hasVoicemail() ? 'voicemail' : 'missed'
    if (told !== 'connected') return told
    const talked = this.personTalked()
    if (!talked || this.isWordAlone()) this.approximate.add('outcome')
    if (talked) return told
    return this.hasVoicemail() ? 'voicemail' : 'missed'
  }

  private hasVoicemail(): boolean {
    return this.tellsVoicemail() || (this.seconds('voicemailSeconds') ?? 0) > 0
  }

  /** A file's name tells one as well as an address; some systems say `false` or `no` where there is none. */
  private tellsVoicemail(): boolean {
    const text = this.text('voicemailUrl')
    return text !== undefined && !/^(false|no|0)$/i.test(text)
  }

  private url(field: 'voicemailUrl' | 'recordingUrl'): string | undefined {
    const text = this.text(field)
    return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined
  }

  /** The call in our shape, but for its id. */
  report(direction: string | undefined, outcome: Outcome | undefined, now: Instant): Record<string, unknown> {
    const talkSeconds = this.seconds('talkSeconds')
    const times = this.moments(outcome, now)
    if (times.startedAt === undefined && times.endedAt === undefined) {
      times.endedAt = now
      this.approximate.add('endedAt')
    }
    return defined({
      direction,
      outcome,
      missedBecause: outcome === 'connected' ? undefined : this.missedBecause(),
      caller: this.caller(),
      callerName: clip(nameOf(clip(this.text('callerName'), longestCallerId)), 200),
      callerLanguage: clip(this.text('callerLanguage'), 40),
      did: clip(this.text('did'), 40),
      department: this.party({ id: 'departmentId', name: 'departmentName' }),
      ...this.people(outcome),
      ...Object.fromEntries(
        Object.entries(times).map(([name, at]) => [name, at === undefined ? undefined : formatInstant(at)]),
      ),
      ringSeconds: this.seconds('ringSeconds'),
      waitSeconds: this.seconds('waitSeconds'),
      talkSeconds: outcome === 'connected' ? talkSeconds : undefined,
      totalSeconds: this.seconds('totalSeconds'),
      voicemail:
        outcome === 'voicemail'
          ? defined({
              seconds: this.seconds('voicemailSeconds'),
              url: clip(this.url('voicemailUrl'), 2_000),
              sure: this.tellsVoicemail(),
            })
          : undefined,
      recordingUrl: clip(this.url('recordingUrl'), 2_000),
      variables: this.variables(),
      approximate: this.approximate.size > 0 ? [...this.approximate] : undefined,
    })
  }

  private toldOutcome(): Outcome | 'ignore' | undefined {
    const text = this.text('outcome')
    if (text !== undefined) return this.meaning('outcome', text, this.by.outcomeWords)
    const talkSeconds = this.seconds('talkSeconds')
    if (talkSeconds === undefined && !this.problems.some((one) => one.path === 'talkSeconds'))
      this.wrong('outcome', 'missing', 'is not in the request, and neither is the talk time')
    return (talkSeconds ?? 0) > 0 ? 'connected' : 'missed'
  }

  private personTalked(): boolean {
    // On an outgoing call the person who answers is the caller's side, which this place knows nothing of.
    const noUser = !this.outgoing && this.by.humanField !== undefined && this.textAt(this.by.humanField) === undefined
    if (noUser) return false
    const results = this.rung().map((one) => one['result'])
    const nobodyAnswered =
      results.length > 0 && results.every((result) => result !== undefined && result !== 'answered')
    return !nobodyAnswered && this.seconds('talkSeconds') !== 0
  }

  /** Nothing in the map or the request could tell a person from a menu or a voicemail box that picked up. */
  private isWordAlone(): boolean {
    const { humanField, rung } = this.by
    const mayTell = this.outgoing || humanField !== undefined || rung.list !== undefined
    return !mayTell && this.text('outcome') !== undefined && this.toldUser() === undefined
  }

  private missedBecause(): string | undefined {
    const known = lookUp(this.by.missedWords, this.text('missedBecause') ?? '')
    if (known !== undefined || !this.approximate.has('outcome')) return known
    // A call that a machine answered and no person did ended in the menu or the queue; if somebody's phone rang, they did not take it.
    return this.rung().length === 0 && this.toldUser() === undefined ? 'menu_only' : 'no_answer'
  }

  private caller(): string | null {
    const text = this.text('caller')
    if (text === undefined) return null
    const number = this.by.country === undefined ? null : readNumber(text, this.by.country).number
    return number ?? clip(text, 80) ?? null
  }

  /** Who talked, and who rang. On a call nobody answered, the user that is told is one whose phone rang. */
  private people(outcome: Outcome | undefined): { user?: Party; rung?: Rung[] } {
    const told = this.toldUser()
    const rung = this.rung()
    if (outcome !== 'connected') {
      const all = told && rung.length === 0 ? [{ ...told, result: 'no_answer' }] : rung
      return all.length > 0 ? { rung: all } : {}
    }
    const answered = rung.findLast((one) => one['result'] === 'answered')
    const { at: _at, seconds: _seconds, result: _result, ...talked } = answered ?? {}
    const user = told ?? (answered ? (talked as Party) : undefined)
    return { ...(user ? { user } : {}), ...(rung.length > 0 ? { rung } : {}) }
  }

  private toldUser(): Party | undefined {
    const told = this.party({
      id: 'userId',
      name: 'userName',
      extension: 'userExtension',
      phone: 'userPhone',
      email: 'userEmail',
    })
    return told && (toldApart(told) as Party)
  }

  private rung(): Rung[] {
    const { list, ...places } = this.by.rung
    if (list === undefined) return []
    return this.fields.items(list).flatMap((item) => {
      const text = (name: keyof typeof places) =>
        places[name] === undefined ? undefined : firstText(item, places[name])
      const party = toldApart(
        defined({
          id: clip(text('id'), 200),
          name: clip(text('name'), 200),
          extension: clip(text('extension'), 40),
          phone: clip(text('phone'), 40),
          email: clip(text('email'), 200),
        }),
      )
      if (Object.keys(party).length === 0) return []
      const at = instant(text('at') ?? '', this.by.timeForm, this.by.zone)
      const result = lookUp(this.by.rungWords, text('result') ?? '')
      return [
        defined({
          ...party,
          at: at.is === 'at' ? formatInstant(at.at) : undefined,
          seconds: durationSeconds(text('seconds') ?? ''),
          result,
        }) as Rung,
      ]
    })
  }

  private party(places: Record<string, MappedField>): Party | undefined {
    const party = defined(
      Object.fromEntries(
        Object.entries(places).map(([name, field]) => [
          name,
          clip(this.text(field), /extension|phone/.test(name) ? 40 : 200),
        ]),
      ),
    )
    return Object.keys(party).length > 0 ? (party as Party) : undefined
  }

  private variables(): Record<string, string> | undefined {
    const values = defined(
      Object.fromEntries(
        Object.entries(this.by.variables).map(([name, place]) => [name, clip(this.textAt(place), 500)]),
      ),
    )
    return Object.keys(values).length > 0 ? (values as Record<string, string>) : undefined
  }

  private meaning<T extends string>(field: MappedField, text: string, words: Record<string, T>): T | undefined {
    const known = lookUp(words, text)
    if (known === undefined)
      this.wrong(field, 'unknown_word', `"${cut(text)}" has no meaning yet; add it to the words for ${field}`)
    return known
  }

  private placeOf(field: MappedField): string | undefined {
    return (this.outgoing ? this.by.outgoingFields[field] : undefined) ?? this.by.fields[field]
  }

  private textAt(place: string | undefined): string | undefined {
    return place === undefined ? undefined : firstText(this.fields, place)
  }

  /** Notes that one of our fields is not there. */
  missing(field: MappedField): void {
    this.wrong(field, 'missing', 'is not in the request')
  }

  private wrong(field: MappedField, code: string, message: string): void {
    if (this.problems.some((one) => one.path === field && one.code === code)) return
    const place = this.placeOf(field)
    this.problems.push({ path: field, code, message: place === undefined ? message : `${place}: ${message}` })
  }
}

/** The first of several places that holds something. */
export function firstText(fields: Fields, places: string): string | undefined {
  for (const place of places.split('|')) {
    const text = fields.text(place.trim())
    if (text !== undefined) return text
  }
  return undefined
}

function lookUp<T extends string>(words: Record<string, T>, text: string): T | undefined {
  return Object.hasOwn(words, text) ? words[text] : (lowered(words).get(text.toLowerCase()) as T | undefined)
}

const loweredWords = new WeakMap<object, ReadonlyMap<string, string>>()

/** A map's words in lower case, made once for all records of a request. Of words that are then equal the first counts. */
function lowered(words: Record<string, string>): ReadonlyMap<string, string> {
  const known = loweredWords.get(words)
  if (known) return known
  const made = new Map(
    Object.entries(words)
      .reverse()
      .map(([word, meaning]) => [word.toLowerCase(), meaning]),
  )
  loweredWords.set(words, made)
  return made
}

/** Names and notes are cut rather than let a call be lost over them. */
function clip(text: string | undefined, max: number): string | undefined {
  return text?.slice(0, max)
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
