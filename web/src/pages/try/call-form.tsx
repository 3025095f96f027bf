import { Autocomplete, Button, Collapse, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconClock, IconPhoneOff } from '@tabler/icons-react'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndings } from '../../api/calls.ts'
import { useDepartments, useDids, useUsers } from '../../api/setup.ts'
import { type Direction, directions, type Outcome, outcomes } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { LinkButton } from '../../ui/parts.tsx'
import type { CallDraft } from './draft.ts'
import { endingOf, numberEnding } from './endings.ts'
import { Endings } from './endings.tsx'

type Props = { isAgain: boolean; isReal: boolean; isBusy: boolean; onEnd: (draft: CallDraft) => void }

const blank: Omit<CallDraft, 'names'> = {
  direction: 'incoming',
  outcome: 'missed',
  department: null,
  did: null,
  user: null,
  caller: '',
  callerName: '',
  ringSeconds: 24,
  talkSeconds: 90,
}

const userLabel = (outcome: Outcome) => (outcome === 'connected' ? 'User who talked' : 'User who rang last')

/** What a phone system would report, chosen from the account's own people and numbers. */
export function CallForm({ isAgain, isReal, isBusy, onEnd }: Props) {
  const { t } = useTranslation()
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: users } = useUsers()
  const { data: endings } = useEndings()
  const [draft, setDraft] = useState(blank)
  const [isDetailed, setDetailed] = useState(false)
  const [showsEndings, setShowsEndings] = useState(false)
  const change = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }))

  useEffect(() => {
    if (departments && dids && users)
      setDraft((before) => ({
        ...before,
        department: before.department ?? departments[0]?.key ?? null,
        did: before.did ?? dids[0]?.key ?? null,
        user: before.user ?? departments[0]?.members[0] ?? users[0]?.key ?? null,
      }))
  }, [departments, dids, users])
  useEffect(() => {
    if (endings?.[0] !== undefined && !isReal)
      setDraft((before) =>
        before.caller === '' ? { ...before, caller: numberEnding(endings[0]?.ending ?? '') } : before,
      )
  }, [endings, isReal])

  const end = (event: SyntheticEvent) => {
    event.preventDefault()
    const names = {
      department: departments?.find((one) => one.key === draft.department)?.name ?? null,
      did: dids?.find((one) => one.key === draft.did)?.number ?? null,
      user: users?.find((one) => one.key === draft.user)?.name ?? null,
    }
    onEnd({ ...draft, names })
  }
  const ending = isReal ? undefined : endingOf(draft.caller, endings ?? [])
  const members = departments?.find((one) => one.key === draft.department)?.members ?? []
  const byMembership = [...(users ?? [])].sort(
    (a, b) => Number(members.includes(b.key)) - Number(members.includes(a.key)),
  )

  return (
    <form className="call-form" onSubmit={end}>
      <Segments
        label={t('word.direction')}
        value={draft.direction}
        onChange={(value) => change({ direction: value as Direction })}
        items={directions.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <Segments
        label={t('word.outcome')}
        value={draft.outcome}
        onChange={(value) => change({ outcome: value as Outcome })}
        items={outcomes.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <Select
        label={t('word.department')}
        data={(departments ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={draft.department}
        onChange={(department) =>
          change({ department, user: departments?.find((one) => one.key === department)?.members[0] ?? draft.user })
        }
        clearable
        placeholder="No department"
      />
      <Select
        label={t('word.did')}
        data={(dids ?? []).map((one) => ({
          value: one.key,
          label: one.name ? `${phone(one.number)}, ${one.name}` : phone(one.number),
        }))}
        value={draft.did}
        onChange={(did) => change({ did })}
        clearable
        placeholder="Not known"
      />
      <Select
        label={userLabel(draft.outcome)}
        data={byMembership.map((one) => ({ value: one.key, label: one.name }))}
        value={draft.user}
        onChange={(user) => change({ user })}
        clearable
        placeholder="Nobody known"
      />
      <div>
        <Autocomplete
          label={t('word.caller')}
          data={isReal ? [] : (endings ?? []).map((one) => numberEnding(one.ending))}
          filter={({ options }) => options}
          renderOption={({ option }) => (
            <span className="ending-option">
              <span>{option.value}</span>
              <small>{endings?.find((one) => numberEnding(one.ending) === option.value)?.what}</small>
            </span>
          )}
          maxDropdownHeight={320}
          value={draft.caller}
          onChange={(caller) => change({ caller })}
          inputMode="tel"
          placeholder="Withheld"
          description={
            <>
              {ending === undefined
                ? draft.caller === ''
                  ? 'An empty number is a withheld one. '
                  : ''
                : `Numbers ending in ${ending.ending}: ${lowerFirst(ending.what)}. `}
              {!isReal && endings !== undefined && (
                <LinkButton onClick={() => setShowsEndings(true)}>See all test endings</LinkButton>
              )}
            </>
          }
        />
      </div>
      <p className="call-details">
        <IconClock size={17} stroke={1.6} aria-hidden="true" />
        <span>
          {draft.outcome === 'connected'
            ? `Rang ${draft.ringSeconds} s, talked ${draft.talkSeconds} s`
            : `Rang ${draft.ringSeconds} s`}
        </span>
        <button
          type="button"
          className="link-button"
          aria-expanded={isDetailed}
          onClick={() => setDetailed(!isDetailed)}
        >
          {isDetailed ? 'Fold' : 'Edit'}
        </button>
      </p>
      <Collapse expanded={isDetailed}>
        <div className="call-lengths">
          <NumberInput
            label="Ring time, s"
            min={0}
            max={3600}
            value={draft.ringSeconds}
            onChange={(value) => change({ ringSeconds: Number(value) || 0 })}
          />
          <NumberInput
            label="Talk time, s"
            min={0}
            max={36_000}
            value={draft.talkSeconds}
            disabled={draft.outcome !== 'connected'}
            onChange={(value) => change({ talkSeconds: Number(value) || 0 })}
          />
          <TextInput
            label="Caller’s name"
            placeholder="Not known"
            value={draft.callerName}
            onChange={(event) => change({ callerName: event.currentTarget.value })}
          />
        </div>
      </Collapse>
      <Button type="submit" fullWidth size="lg" loading={isBusy} leftSection={<IconPhoneOff size={19} />}>
        {isAgain ? 'End another call' : 'End the call'}
      </Button>
      <Endings
        opened={showsEndings}
        onClose={() => setShowsEndings(false)}
        endings={endings ?? []}
        onChoose={(caller) => change({ caller })}
      />
    </form>
  )
}

function Segments({
  label,
  value,
  onChange,
  items,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  items: { value: string; label: string }[]
}) {
  return (
    <fieldset className="segments">
      <legend className="ac-label">{label}</legend>
      <SegmentedControl fullWidth value={value} onChange={onChange} data={items} aria-label={label} />
    </fieldset>
  )
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
