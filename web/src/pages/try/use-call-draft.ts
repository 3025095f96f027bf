import { useEffect, useState } from 'react'
import { useEndings } from '../../api/calls.ts'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
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

/** The call as it stands in the form, begun with the account's first department, number and member, and a test number that is delivered. */
export function useCallDraft(isReal: boolean) {
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  const { data: endings } = useEndings()
  const [choice, setChoice] = useState(blank)
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }))

  useEffect(() => {
    if (departments && dids && users)
      setChoice((before) => ({
        ...before,
        department: before.department ?? departments[0]?.key ?? null,
        did: before.did ?? dids[0]?.key ?? null,
        user: before.user ?? departments[0]?.members[0] ?? users[0]?.key ?? null,
      }))
  }, [departments, dids, users])
  useEffect(() => {
    const first = endings?.[0]
    if (first !== undefined && !isReal)
      setChoice((before) => (before.caller === '' ? { ...before, caller: numberEnding(first.ending) } : before))
  }, [endings, isReal])

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
    endings: isReal ? [] : (endings ?? []),
  }
}
