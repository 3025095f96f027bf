/** Whom a rule's recipient means in this call: a number, or the reason why there is none. */
import type { Call } from './call.ts'
import type { ReasonOf } from './checks.ts'
import type { Judged } from './conditions.ts'
import { type Facts, type Person, strangerWhoAnswered, type UnknownName } from './facts.ts'
import { ownValue } from './own-value.ts'
import { canReceiveSms, type PhoneNumber, readNumber } from './phone-number.ts'
import type { Selector } from './rule.ts'

type NoNumber = ReasonOf<'number'>

/** Somebody the rule chose, before anything is checked: a number, or the reason why there is none. */
export type Candidate = {
  recipient: string
  name: string | null
  number: PhoneNumber | null
  reason: NoNumber | null
  detail: string | null
  person: Person | null
}

/** All whom a selector means. */
export function candidates(selector: Selector, { call, facts, rules }: Judged): Candidate[] {
  const people = (keys: readonly string[], nobody: Candidate): Candidate[] => {
    const known = keys.flatMap((one) => ownValue(facts.people, one) ?? [])
    return known.length > 0 ? known.map(personCandidate) : [nobody]
  }
  const unknown = facts.unknown.find((one) => one.kind === 'user')
  switch (selector.to) {
    case 'caller':
      return [callerCandidate(call, facts)]
    case 'user':
      return people(defaultUsers(facts), nobodyOf('user', strangerWhoAnswered(call, facts.unknown) ?? unknown))
    case 'rung':
      return people(facts.rung, nobodyOf('rung', unknown))
    case 'members':
      return people(facts.department?.members ?? [], nobodyOfDepartment(facts))
    case 'users':
      return people(selector.users, nobodyOf('users'))
    case 'owners':
      return people(facts.owners, { recipient: 'owners', ...withoutNumber, reason: 'no_owner', detail: null })
    case 'numbers':
      return selector.numbers.map((text) => numberCandidate(text, rules.version.country, facts))
  }
}

const withoutNumber = { name: null, number: null, person: null }

/** Stands for the users whom a selector means, where none of them is known; `unknown`: who of the call is not mapped. */
const nobodyOf = (recipient: string, unknown?: UnknownName): Candidate => ({
  recipient,
  ...withoutNumber,
  reason: 'user_unknown',
  detail: unknown?.shown ?? null,
})

function nobodyOfDepartment({ department, unknown }: Facts): Candidate {
  const recipient = 'members'
  if (department) return { recipient, ...withoutNumber, reason: 'department_has_no_members', detail: null }
  const detail = unknown.find((one) => one.kind === 'department')?.shown ?? null
  return { recipient, ...withoutNumber, reason: 'department_unknown', detail }
}

/** Who answered last; if nobody did, who rang last; if nobody is known, the department's members. */
function defaultUsers(facts: Facts): readonly string[] {
  if (facts.answeredBy !== null) return [facts.answeredBy]
  const rangLast = facts.rung.at(-1)
  return rangLast === undefined ? (facts.department?.members ?? []) : [rangLast]
}

function callerCandidate(call: Call, { caller }: Facts): Candidate {
  const reason =
    caller.number === null && caller.kind !== 'short'
      ? 'caller_unknown'
      : caller.own
        ? 'own_number'
        : canReceiveSms(caller.kind)
          ? null
          : 'not_a_mobile'
  return {
    recipient: 'caller',
    name: call.callerName ?? null,
    number: caller.number,
    reason,
    detail: reason === 'not_a_mobile' ? caller.kind : null,
    person: null,
  }
}

function personCandidate(person: Person): Candidate {
  const reason = person.textsOff ? 'user_turned_off' : person.phone === null ? 'user_has_no_number' : null
  return {
    recipient: `user:${person.id}`,
    name: person.name,
    number: person.phone,
    reason,
    detail: reason && person.name,
    person,
  }
}

function numberCandidate(text: string, country: string, { ownNumbers }: Facts): Candidate {
  const read = readNumber(text, country)
  const isOwn = read.number !== null && ownNumbers?.includes(read.number)
  const reason = isOwn ? 'own_number' : read.number !== null && canReceiveSms(read.kind) ? null : 'not_a_mobile'
  return {
    recipient: `number:${read.number ?? text}`,
    name: null,
    number: read.number,
    reason,
    detail: reason === 'not_a_mobile' ? read.kind : null,
    person: null,
  }
}
