import { useMemo } from 'react'
import { useDepartments, useDids, useTemplates, useUsers } from '../api/setup.ts'
import { phone } from '../format.ts'
import type { Names } from '../sentence/names.ts'

/** What sentences call things: the account's own names. */
export function useNames(): Names {
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  const { data: templates } = useTemplates()
  return useMemo(() => {
    const namer = <T extends { key: string }>(all: readonly T[] | undefined, name: (one: T) => string) => {
      const known = new Map((all ?? []).map((one) => [one.key, name(one)]))
      return (key: string) => known.get(key) ?? key
    }
    const template = namer(templates, (one) => one.name)
    return {
      department: namer(departments, (one) => one.name),
      did: namer(dids, (one) => phone(one.number)),
      user: namer(users, (one) => one.name),
      template: (key: string) => (key === '' ? '…' : template(key)),
      number: phone,
    }
  }, [departments, dids, users, templates])
}

/** Whether the account's names are there, so that no sentence shows a key for a moment. A list that cannot be had keeps nothing waiting. */
export function useHasNames(): boolean {
  const asked = [useDepartments(), useDids(), useUsers(), useTemplates()]
  return asked.every((one) => !one.isPending)
}
