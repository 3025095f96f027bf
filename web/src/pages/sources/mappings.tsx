import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { saveMapping, useDepartments, useDids, useSources, useUnmapped, useUsers } from '../../api/setup.ts'
import type { Mapping } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { toast } from '../../shell/toast.tsx'
import { Card } from '../../ui/parts.tsx'

const kindWords = { department: 'Department', did: 'Number', user: 'User' } as const

/** Names that phone systems use and this account does not know yet, each with what it means. */
export function Mappings() {
  const { data: unmapped } = useUnmapped()
  if (unmapped === undefined || unmapped.length === 0) return null
  return (
    <Card>
      <h2>Names nobody knows yet</h2>
      <p className="quiet-words">
        Phone systems reported these. Calls are judged without them until you say which of yours they are.
      </p>
      <ul className="rows plain-rows">
        {unmapped.map((one) => (
          <MappingRow key={`${one.source} ${one.kind} ${one.external}`} mapping={one} />
        ))}
      </ul>
    </Card>
  )
}

function MappingRow({ mapping }: { mapping: Mapping }) {
  const { data: sources } = useSources()
  const options = useOptions(mapping.kind)
  const save = useMutation({
    mutationFn: (to: string) =>
      saveMapping({ source: mapping.source, kind: mapping.kind, external: mapping.external, to }),
    onSuccess: () => toast({ words: `“${mapping.shown}” is known from the next call on` }),
    onError: (error) => toast({ tone: 'bad', words: error.message }),
  })
  const source = sources?.find((one) => one.key === mapping.source)?.name ?? mapping.source
  return (
    <li className="mapping">
      <span>
        <strong>“{mapping.shown}”</strong>
        <br />
        <span className="quiet">
          {kindWords[mapping.kind]}, said by {source}
        </span>
      </span>
      <Select
        aria-label={`What “${mapping.shown}” is`}
        placeholder="Choose"
        data={options}
        value={null}
        onChange={(to) => to !== null && save.mutate(to)}
        disabled={save.isPending}
        searchable
      />
    </li>
  )
}

function useOptions(kind: Mapping['kind']) {
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  if (kind === 'department') return (departments ?? []).map((one) => ({ value: one.key, label: one.name }))
  if (kind === 'did') return (dids ?? []).map((one) => ({ value: one.key, label: phone(one.number) }))
  return (users ?? []).map((one) => ({ value: one.key, label: one.name }))
}
