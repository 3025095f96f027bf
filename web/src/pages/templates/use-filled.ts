import { useState } from 'react'
import { type Filling, useDepartments, useUsers } from '../../api/setup.ts'
import type { CallRow } from '../../api/types.ts'

export type Filled = ReturnType<typeof useFilled>

/** What a wording is filled with: a sample or a call that was, or the longest names of the account. */
export function useFilled() {
  const { data: departments } = useDepartments()
  const { data: users } = useUsers()
  const [call, setCall] = useState<CallRow | null>(null)
  const [isLongest, setLongest] = useState(false)
  const [department, user] = [longestNamed(departments), longestNamed(users)]
  const longest = { ...(department !== undefined && { department }), ...(user !== undefined && { user }) }
  const filling: Filling = isLongest ? longest : call === null ? {} : { callId: call.id }
  return { filling, call, setCall, isLongest, setLongest }
}

const longestNamed = (all: readonly { key: string; name: string }[] | undefined): string | undefined =>
  all?.toSorted((one, other) => other.name.length - one.name.length)[0]?.key
