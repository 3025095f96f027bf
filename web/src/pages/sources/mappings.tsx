import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  saveMapping,
  useDepartments,
  useDids,
  useMappings,
  useSources,
  useUnmapped,
  useUsers,
} from '../../api/setup.ts'
import type { Mapping } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { toast } from '../../shell/toast.tsx'
import { attempt, useDeed } from '../../shell/use-deed.ts'
import { amongMany } from '../../ui/among-many.ts'
import { Card, LinkButton } from '../../ui/parts.tsx'

const kindWords = { department: 'Department', did: 'Number', user: 'User' } as const

/** Names that phone systems use and this account does not know yet, each with what it means. */
export function Mappings() {
  const { data: unmapped } = useUnmapped()
  const { data: sources } = useSources()
  if (unmapped === undefined || unmapped.length === 0) return null
  const nameOf = (key: string) => sources?.find((one) => one.key === key)?.name ?? key
  return (
    <Card>
      <h2>Names nobody knows yet</h2>
      <p className="quiet-words">
        Phone systems reported these. Calls are judged without them until you say which of yours they are. A name,
        extension or number that several of yours have is listed, too.
      </p>
      <ul className="rows plain-rows">
        {unmapped.map((one) => (
          <MappingRow key={keyOf(one)} mapping={one}>
            {kindWords[one.kind]}, said by {nameOf(one.source)}
          </MappingRow>
        ))}
      </ul>
    </Card>
  )
}

/** What the names that one source says mean here. */
export function KnownNames({ source, title }: { source: string; title: string }) {
  const { data: mappings } = useMappings()
  const known = mappings?.filter((one) => one.source === source && one.to !== null) ?? []
  if (known.length === 0) return null
  return (
    <Card>
      <h2>{title}</h2>
      <ul className="rows plain-rows">
        {known.map((one) => (
          <MappingRow key={keyOf(one)} mapping={one}>
            {kindWords[one.kind]}
          </MappingRow>
        ))}
      </ul>
    </Card>
  )
}

const keyOf = ({ source, kind, external }: Mapping) => `${source} ${kind} ${external}`

function MappingRow({ mapping, children }: { mapping: Mapping; children: ReactNode }) {
  const options = useOptions(mapping.kind)
  const { isBusy, run } = useDeed()
  return (
    <li className="mapping">
      <span>
        <strong>“{mapping.shown}”</strong>
        <br />
        <span className="quiet">{children}</span>
        {mapping.to !== null && (
          <>
            {' '}
            <LinkButton onClick={() => void run(() => say(mapping, null))} disabled={isBusy}>
              Remove
            </LinkButton>
          </>
        )}
      </span>
      <Select
        aria-label={`What “${mapping.shown}” is`}
        placeholder="Choose"
        data={options}
        value={mapping.to}
        onChange={(to) => to !== null && void run(() => say(mapping, to))}
        allowDeselect={false}
        disabled={isBusy}
        {...amongMany}
      />
    </li>
  )
}

/** Says at once what a name means, and how to take it back. */
async function say({ source, kind, external, shown, to: before }: Mapping, to: string | null): Promise<void> {
  await saveMapping({ source, kind, external, to })
  const takeBack = async () => {
    await saveMapping({ source, kind, external, to: before })
    toast({ words: before === null ? wordsOf(shown, null) : `“${shown}” means again what it meant before` })
  }
  toast({ words: wordsOf(shown, to), undo: () => void attempt(takeBack) })
}

const wordsOf = (shown: string, to: string | null) =>
  to === null
    ? `“${shown}” means nothing any more. It is listed again when a call says it.`
    : `“${shown}” is known from the next call on`

function useOptions(kind: Mapping['kind']) {
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  if (kind === 'department') return named(departments ?? [])
  if (kind === 'did') return (dids ?? []).map((one) => ({ value: one.key, label: phone(one.number) }))
  return named(users ?? [])
}

/** Two of one name are told apart by their keys. */
function named(all: readonly { key: string; name: string }[]): { value: string; label: string }[] {
  const wordOf = (name: string) => name.trim().toLowerCase()
  const keyOf = new Map(all.map(({ key, name }) => [wordOf(name), key]))
  const shared = new Set(all.filter(({ key, name }) => keyOf.get(wordOf(name)) !== key).map(({ name }) => wordOf(name)))
  const isShared = (name: string) => shared.has(wordOf(name))
  return all.map(({ key, name }) => ({ value: key, label: isShared(name) ? `${name} (${key})` : name }))
}
