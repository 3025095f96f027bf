import { Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
import { languageOf } from '../../ui/languages.ts'
import { Card, LinkButton } from '../../ui/parts.tsx'

const kindKeys = { department: 'word.department', did: 'people.number', user: 'word.user' } as const

/** Names that phone systems use and this account does not know yet, each with what it means. */
export function Mappings() {
  const { t } = useTranslation()
  const { data: unmapped } = useUnmapped()
  const { data: sources } = useSources()
  if (unmapped === undefined || unmapped.length === 0) return null
  const nameOf = (key: string) => sources?.find((one) => one.key === key)?.name ?? key
  return (
    <Card>
      <h2>{t('sources.unknown')}</h2>
      <p className="quiet-words">{t('sources.unknownAbout')}</p>
      <ul className="rows plain-rows">
        {unmapped.map((one) => (
          <MappingRow key={keyOf(one)} mapping={one}>
            {t('sources.saidBy', { kind: t(kindKeys[one.kind]), source: nameOf(one.source) })}
          </MappingRow>
        ))}
      </ul>
    </Card>
  )
}

/** What the names that one source says mean here. */
export function KnownNames({ source, title }: { source: string; title: string }) {
  const { t } = useTranslation()
  const { data: mappings } = useMappings()
  const known = mappings?.filter((one) => one.source === source && one.to !== null) ?? []
  if (known.length === 0) return null
  return (
    <Card>
      <h2>{title}</h2>
      <ul className="rows plain-rows">
        {known.map((one) => (
          <MappingRow key={keyOf(one)} mapping={one}>
            {t(kindKeys[one.kind])}
          </MappingRow>
        ))}
      </ul>
    </Card>
  )
}

const keyOf = ({ source, kind, external }: Mapping) => `${source} ${kind} ${external}`

function MappingRow({ mapping, children }: { mapping: Mapping; children: ReactNode }) {
  const { t } = useTranslation()
  const options = useOptions(mapping.kind)
  const { isBusy, run } = useDeed()
  return (
    <li className="mapping">
      <span>
        <strong lang={languageOf(mapping.shown)}>“{mapping.shown}”</strong>
        <br />
        <span className="quiet">{children}</span>
        {mapping.to !== null && (
          <>
            {' '}
            <LinkButton onClick={() => void run(() => say(mapping, null, t))} disabled={isBusy}>
              {t('word.remove')}
            </LinkButton>
          </>
        )}
      </span>
      <Select
        aria-label={t('sources.whatItIs', { name: mapping.shown })}
        placeholder={t('sources.choose')}
        data={options}
        value={mapping.to}
        onChange={(to) => to !== null && void run(() => say(mapping, to, t))}
        allowDeselect={false}
        // Not `disabled`: that takes the focus from what was chosen.
        readOnly={isBusy}
        {...amongMany}
      />
    </li>
  )
}

/** Says at once what a name means, and how to take it back. */
async function say(
  { source, kind, external, shown: name, to: before }: Mapping,
  to: string | null,
  t: TFunction,
): Promise<void> {
  await saveMapping({ source, kind, external, to })
  const takeBack = async () => {
    await saveMapping({ source, kind, external, to: before })
    toast({ words: t(before === null ? 'sources.meansNothing' : 'sources.meansAgain', { name }) })
  }
  toast({
    words: t(to === null ? 'sources.meansNothing' : 'sources.isKnown', { name }),
    undo: () => void attempt(takeBack),
  })
}

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
