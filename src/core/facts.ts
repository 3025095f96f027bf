/**
 * What a plan looks up besides the call and the rule set. The directory is an account's people, departments and numbers, indexed by
 * everything a phone system may call them; the facts are the few rows of it that speak of one call, stored with the call.
 */
import { type Call, type PartyRef, passedOnBy, passedOnTo, type UserRef } from './call.ts'
import type { ConsentFacts } from './consent.ts'
import type { Instant } from './instant.ts'
import { type PhoneNumber, parsePhoneNumber, readNumber } from './phone-number.ts'
import type { PolicyFacts } from './policy.ts'
import type { TestText } from './test-text.ts'

/** A user as a plan sees them. */
export type Person = { id: string; key: string; name: string; phone: PhoneNumber | null; textsOff: boolean }
export type Department = { id: string; key: string; name: string; members: string[]; language?: string }
export type Did = { id: string; key: string; number: string; name: string; language?: string }

export type DirectoryUser = Person & { extension: string | null; email: string | null; owner: boolean }

/** What an administrator said that a source's word means; `to` is a key of ours. */
export type Mapping = { source: string; kind: 'department' | 'did' | 'user'; external: string; to: string }

export type Directory = {
  country: string
  users: ReadonlyMap<string, DirectoryUser>
  departments: ReadonlyMap<string, Department>
  dids: ReadonlyMap<string, Did>
  owners: readonly string[]
  /** `source kind external` -> key; administrators' mappings win over what we find ourselves. */
  mapped: ReadonlyMap<string, string>
  /** `kind word` -> key, for keys, names, extensions, phones, e-mails and numbers of our own rows; null where more than one goes by the word. */
  found: ReadonlyMap<string, string | null>
  ownNumbers: ReadonlySet<string>
}

/** Words that have that form but for their case: nearly all there are. */
const isPlainWord = /^[!-~]+(?: [!-~]+)*$/

/** The form in which a source's words are compared: NFKC, lower case, single spaces. */
export function normaliseExternal(text: string): string {
  if (isPlainWord.test(text)) return text.toLowerCase()
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

type Parts = {
  country: string
  users: readonly DirectoryUser[]
  departments: readonly Department[]
  dids: readonly Did[]
  mappings: readonly Mapping[]
}

/** Builds the indexes of a directory. Numbers of DIDs are compared as E.164 where they parse, else as digits. */
export function buildDirectory(parts: Parts): Directory {
  return {
    country: parts.country,
    users: new Map(parts.users.map((one) => [one.key, one])),
    departments: new Map(parts.departments.map((one) => [one.key, one])),
    dids: new Map(parts.dids.map((one) => [one.key, one])),
    owners: parts.users.filter((one) => one.owner).map((one) => one.key),
    mapped: new Map(parts.mappings.map((one) => [`${one.source} ${one.kind} ${one.external}`, one.to])),
    found: findWords(parts),
    ownNumbers: new Set(parts.dids.map((one) => didNumber(one.number, parts.country))),
  }
}

function findWords({ country, users, departments, dids }: Pick<Parts, 'country' | 'users' | 'departments' | 'dids'>) {
  const found: Map<string, string | null> = new Map()
  const find = (kind: string, word: string | null, key: string) => {
    if (!word) return
    const known = found.get(`${kind} ${word}`)
    found.set(`${kind} ${word}`, known === undefined || known === key ? key : null)
  }
  for (const one of departments) find('department', normaliseExternal(one.name), one.key)
  for (const one of dids) find('did', didNumber(one.number, country), one.key)
  for (const one of users) {
    find('extension', one.extension, one.key)
    find('phone', one.phone, one.key)
    find('email', one.email === null ? null : normaliseExternal(one.email), one.key)
    find('user', normaliseExternal(one.name), one.key)
  }
  // A key is made from a name: of two whose name is "Asha" the first has the key "asha", and the name is still that of both.
  const findKey = (kind: string, key: string) => {
    found.set(`${kind}-key ${key}`, key)
    if (found.get(`${kind} ${key}`) !== null) found.set(`${kind} ${key}`, key)
  }
  for (const one of departments) findKey('department', one.key)
  for (const one of users) findKey('user', one.key)
  return found
}

/** The form in which a DID is compared with other numbers, however it was written. */
export function didNumber(text: string, country: string): string {
  return parsePhoneNumber(text, country) ?? text.replace(/\D/g, '')
}

/** What of a call nobody knows yet, to be listed for mapping; `isShared` where more than one of ours goes by it. */
export type UnknownName = { kind: 'department' | 'did' | 'user'; external: string; shown: string; isShared?: true }

/** The people, department and numbers of one call. */
export type CallParties = {
  caller: { raw: string | null; number: PhoneNumber | null; kind: ReturnType<typeof readNumber>['kind']; own: boolean }
  department: Department | null
  did: Did | null
  /** Key of who answered last, whatever the outcome; where the call was passed on, who talked last. */
  answeredBy: string | null
  /** Who answered first, where that is somebody else; null where it is one whom nobody knows. */
  answeredFirst?: string | null
  /** Keys of users whose phones rang, each once, by when it rang last. */
  rung: string[]
  unknown: UnknownName[]
}

/** Looks up the parties of a call in the account's directory. Never fails: what is unknown is named in `unknown`. */
export function findParties(call: Call, directory: Directory, source: string): CallParties {
  const unknown: UnknownName[] = []
  const lookUp = { directory, source, unknown }
  const read = readNumber(call.caller, directory.country)
  const rung: string[] = []
  const isConnected = call.outcome === 'connected'
  // A source may name a user of a call that was not connected: whom it rang last.
  const rang = isConnected || call.user === undefined ? (call.rung ?? []) : [...(call.rung ?? []), call.user]
  for (const one of rang) {
    const key = userKey(one, lookUp)
    if (key === undefined) continue
    // The last place counts: "who rang last" is the default recipient of a missed call.
    if (rung.includes(key)) rung.splice(rung.indexOf(key), 1)
    rung.push(key)
  }
  const answerer = answererOf(call)
  const last = isConnected ? lastToTalk(call, lookUp) : answerer && userKey(answerer, lookUp)
  const first = isConnected ? firstToTalk(call, last, lookUp) : undefined
  return {
    caller: {
      raw: call.caller,
      number: read.number,
      kind: read.kind,
      own: read.number !== null && directory.ownNumbers.has(read.number),
    },
    department: call.department === undefined ? null : (departmentOf(call.department, lookUp) ?? null),
    did: call.did === undefined ? null : (didOf(call.did, lookUp) ?? null),
    answeredBy: last ?? null,
    ...(first !== undefined && { answeredFirst: first }),
    rung,
    unknown,
  }
}

/** Who answered last of those who rang, in the source's words. */
const lastOfRung = ({ rung }: Pick<Call, 'rung'>): UserRef | undefined =>
  rung?.findLast((one) => one.result === 'answered')

/** Who answered first, in the source's words; where nobody is told to have, who passed the call on. */
export const firstToAnswer = (call: Pick<Call, 'rung' | 'transfers'>): UserRef | undefined =>
  call.rung?.find((one) => one.result === 'answered') ?? passedOnBy(call)

/**
 * Who answered last, in the source's words; where the call was passed on, to whom. Somebody may have answered a call that was missed or went to voicemail:
 * they picked up as the caller hung up, or gave the call back to the queue. Then they are its user, and not whoever rang after them.
 */
export function answererOf(call: Pick<Call, 'outcome' | 'user' | 'rung' | 'transfers'>): UserRef | undefined {
  return (call.outcome === 'connected' ? (call.user ?? passedOnTo(call)) : undefined) ?? lastOfRung(call)
}

/** Whether the call's plan found nobody of the account by these words. */
export const isUnknownUser = (ref: UserRef, unknown: readonly UnknownName[]): boolean =>
  unknownUser(ref, unknown) !== undefined

function unknownUser(ref: UserRef | undefined, unknown: readonly UnknownName[]): UnknownName | undefined {
  const [first] = ref ? wordsOf(ref) : []
  return unknown.find(({ kind, external }) => kind === 'user' && external === first)
}

/** Who answered last, where the call's plan found nobody of the account by their words; a department that the call was passed on to is nobody. */
export function strangerWhoAnswered(call: Call, unknown: readonly UnknownName[]): UnknownName | undefined {
  const talked = call.outcome === 'connected' ? [call.user, passedOnTo(call)] : []
  return [...talked, lastOfRung(call)].map((one) => unknownUser(one, unknown)).find((one) => one !== undefined)
}

/** The words by which a source tells a user, in the order in which they are looked up. */
function wordsOf({ id, extension, phone, email, name }: UserRef): string[] {
  return [id, extension, phone, email, name].filter((word) => word !== undefined).map(normaliseExternal)
}

type LookUp = { directory: Directory; source: string; unknown: UnknownName[] }

/** The user; where none is told, whom the call was passed on to last, else who answered last of those who rang. */
function lastToTalk(call: Call, lookUp: LookUp): string | undefined {
  if (call.user) return userKey(call.user, lookUp)
  const next = passedOnTo(call)
  const answered = lastOfRung(call)
  // Not every source says that it was passed on to a queue.
  const key = next && !isDepartment(next, lookUp) ? userKey(next, lookUp) : undefined
  return key ?? (answered && userKey(answered, lookUp))
}

/** Undefined where nothing else is told than who talked last. What a transfer comes from may be a menu: it is no name to be mapped. */
function firstToTalk(call: Call, last: string | undefined, lookUp: LookUp): string | null | undefined {
  const first = firstToAnswer(call)
  if (!first) return undefined
  const key = userKey(first, { ...lookUp, unknown: [] })
  return key === undefined ? null : key === last ? undefined : key
}

function isDepartment({ name }: UserRef, lookUp: LookUp): boolean {
  if (name === undefined) return false
  const word = normaliseExternal(name)
  return resolve('department', [word], [`department ${word}`], lookUp) !== undefined
}

/** The first word that means one of ours decides; null where there are only words that mean more than one. */
function resolve(
  kind: UnknownName['kind'],
  words: readonly string[],
  own: readonly string[],
  { directory, source }: LookUp,
): string | null | undefined {
  for (const word of words) {
    const key = directory.mapped.get(`${source} ${kind} ${word}`)
    if (key !== undefined) return key
  }
  const keys = own.map((word) => directory.found.get(word)).filter((key) => key !== undefined)
  return keys.find((key) => key !== null) ?? keys[0]
}

function noteUnknown({ unknown }: LookUp, key: string | null | undefined, name: UnknownName): undefined {
  if (unknown.some((one) => one.kind === name.kind && one.external === name.external)) return
  unknown.push({ ...name, ...(key === null && { isShared: true }) })
}

function departmentOf(ref: PartyRef, lookUp: LookUp): Department | undefined {
  const words = [ref.id, ref.name].filter((word) => word !== undefined).map(normaliseExternal)
  const own = words.map((word) => `department ${word}`)
  const key = resolve('department', words, ref.id === undefined ? own : [`department-key ${ref.id}`, ...own], lookUp)
  if (typeof key === 'string') return lookUp.directory.departments.get(key)
  const [external = ''] = words
  return noteUnknown(lookUp, key, { kind: 'department', external, shown: ref.name ?? ref.id ?? '' })
}

function didOf(number: string, lookUp: LookUp): Did | undefined {
  const word = didNumber(number, lookUp.directory.country)
  const key = resolve('did', [normaliseExternal(number)], [`did ${word}`], lookUp)
  if (typeof key === 'string') return lookUp.directory.dids.get(key)
  return noteUnknown(lookUp, key, { kind: 'did', external: normaliseExternal(number), shown: number })
}

function userKey(ref: UserRef, lookUp: LookUp): string | undefined {
  const { id, extension, phone, email, name } = ref
  const words = wordsOf(ref)
  if (words.length === 0) return undefined
  const own = [
    ...(id === undefined ? [] : [`user-key ${id}`, `user ${normaliseExternal(id)}`, `extension ${id}`]),
    ...(extension === undefined ? [] : [`extension ${extension}`]),
    ...(phone === undefined
      ? []
      : [`phone ${parsePhoneNumber(phone, lookUp.directory.country) ?? phone}`, `extension ${phone}`]),
    ...(email === undefined ? [] : [`email ${normaliseExternal(email)}`]),
    ...(name === undefined ? [] : [`user ${normaliseExternal(name)}`]),
  ]
  const key = resolve('user', words, own, lookUp)
  if (typeof key === 'string' && lookUp.directory.users.has(key)) return key
  const [external = ''] = words
  return noteUnknown(lookUp, key, { kind: 'user', external, shown: name ?? id ?? extension ?? phone ?? email ?? '' })
}

/** Everything a plan looked up besides the call and the rule-set version; stored with the call, so that explaining is planning again. */
export type Facts = Omit<CallParties, 'unknown'> & {
  now: Instant
  accountOn: boolean
  /** No earlier call on the caller's row. */
  isNew: boolean
  /** Ends of this caller's earlier misses since the last connected call, oldest first, at most 20. */
  misses: Instant[]
  /** The latest end of a connected call, or an answered signal, of any other call with this caller. */
  lastReachedAt: Instant | null
  /** Recent texts to this caller; `counts` is read from the message's state when the plan is made. */
  recentTexts: RecentText[]
  unknown: UnknownName[]
  owners: string[]
  /** Fixed numbers of the rules that are the account's own; absent where none is. */
  ownNumbers?: string[]
  people: Record<string, Person>
  gateway: { id: string; maxParts: number } | null
  /** Price of one part in 1/10,000 of the account's currency unit. */
  pricePerPart: number
  /** What the caller asked for before this call; absent where nothing is known, or the rule set has no texts in several languages. */
  callerLanguage?: string
  /** Templates (ids) that are paused on the gateway, since they were refused; absent where none is. */
  pausedTemplates?: string[]
  /** The number that the account gave the call; absent where its source gave one, or the account gives none. */
  ticket?: string
  /** Of the numbers that the call's texts could go to, those that opted out; absent where none did. */
  optedOut?: string[]
  /** The link by which each of these numbers opts out; absent where no template says one. */
  optOutLinks?: Record<string, string>
  /** Absent where no template of the rule set needs consent. */
  consents?: ConsentFacts
  /** Of the numbers that the call's texts could go to, those whose preferences refused a promotional text lately; absent where none did. */
  dndLearnt?: string[]
  /** Of a call that was made up to try a template, or to confirm an opt-out: what is texted, whatever the rules say. */
  test?: TestText
  /** Absent where the account's policy says nothing of this call. */
  policy?: PolicyFacts
}

/**
 * Every number of the people of a call, as it was read and as it was told: a text of the call may say any of them. A phone system may name people by their
 * numbers, so whatever words it has for them are here too.
 */
export function numbersOfPeople(call: Call, { caller, people }: Pick<Facts, 'caller' | 'people'>): string[] {
  const named = [...(call.user === undefined ? [] : [call.user]), ...(call.rung ?? [])]
  const told = named.flatMap(({ id, name, extension, phone, email }) => [id, name, extension, phone, email])
  const transferred = (call.transfers ?? []).flatMap((one) => [one.from, one.to])
  const known = [caller.number, ...Object.values(people).map((one) => one.phone)]
  return [...known, call.caller, ...told, ...transferred].filter((one) => one !== null && one !== undefined)
}

/** `at`: when it went, or is due; when it was planned, where it never will. */
export type RecentText = { rule: string; at: Instant; message: string; counts: boolean }

/** The people whom any rule could text for this call: who rang or answered, the department's members, named users and owners. */
export function peopleOf(parties: CallParties, named: readonly string[], directory: Directory): Record<string, Person> {
  const people: Record<string, Person> = {}
  const take = (key: string) => {
    const user = directory.users.get(key)
    if (user) people[key] = { id: user.id, key, name: user.name, phone: user.phone, textsOff: user.textsOff }
  }
  if (parties.answeredBy !== null) take(parties.answeredBy)
  if (parties.answeredFirst) take(parties.answeredFirst)
  parties.rung.forEach(take)
  parties.department?.members.forEach(take)
  named.forEach(take)
  return people
}
