import { useState } from 'react'
import { useEndings } from '../../api/calls.ts'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import { useGivenNumber } from '../../shell/jump/given-number.ts'
import type { CallDraft } from './draft.ts'
import { numberEnding } from './endings.ts'

export type Choice = Omit<CallDraft, 'names'>

const blank: Choice = {
  direction: 'incoming',
  outcome: 'missed',
  department: null,
  did: null,
  user: null,
  caller: '',
  callerName: '',
  callerLanguage: null,
  ringSeconds: 24,
  talkSeconds: 90,
}

/**
 * The call as it stands in the form: what was not chosen is the account's first department, number and member, and, where texts stay in the
 * sandbox, a test number that is delivered.
 */
export function useCallDraft(isSandbox: boolean) {
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  const { data: endings } = useEndings()
  const [chosen, setChosen] = useState<Partial<Choice>>({})
  const change = (part: Partial<Choice>) => setChosen((before) => ({ ...before, ...part }))
  useGivenNumber('/try', (caller) => change({ caller }))
  const offered = isSandbox ? (endings ?? []) : []
  const choice: Choice = {
    ...blank,
    department: departments?.[0]?.key ?? null,
    did: dids?.[0]?.key ?? null,
    user: departments?.[0]?.members[0] ?? users?.[0]?.key ?? null,
    caller: offered[0] === undefined ? '' : numberEnding(offered[0].ending),
    ...chosen,
  }
  const draft = (): CallDraft => ({
    ...choice,
    names: {
      department: departments?.find((one) => one.key === choice.department)?.name ?? null,
      did: dids?.find((one) => one.key === choice.did)?.number ?? null,
      user: users?.find((one) => one.key === choice.user)?.name ?? null,
    },
  })
  const members = departments?.find((one) => one.key === choice.department)?.members ?? []
  const isMember = (key: string) => Number(members.includes(key))
  return {
    choice,
    change,
    draft,
    departments: departments ?? [],
    dids: dids ?? [],
    /** The department's members first. */
    users: [...(users ?? [])].sort((a, b) => isMember(b.key) - isMember(a.key)),
    endings: offered,
  }
}
