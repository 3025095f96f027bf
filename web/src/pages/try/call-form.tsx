import { Button, Collapse, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconClock, IconPhoneOff } from '@tabler/icons-react'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Direction, directions, type Outcome, outcomes } from '../../api/types.ts'
import { besidesNumber, phone } from '../../format.ts'
import { amongMany } from '../../ui/among-many.ts'
import { languageChoices } from '../../ui/languages.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { CallerField } from './caller-field.tsx'
import type { CallDraft } from './draft.ts'
import { type Choice, useCallDraft } from './use-call-draft.ts'
import type { WayOut } from './way-out.ts'

type Props = { isAgain: boolean; way: WayOut; isBusy: boolean; onEnd: (draft: CallDraft) => void }

/** What a phone system would report, chosen from the account's own people and numbers. */
export function CallForm({ isAgain, way, isBusy, onEnd }: Props) {
  const { t } = useTranslation()
  const { choice, change, draft, departments, dids, users, endings } = useCallDraft(way.is === 'sandbox')
  const end = (event: SyntheticEvent) => {
    event.preventDefault()
    onEnd(draft())
  }
  const enter = (department: string | null) =>
    change({ department, user: departments.find((one) => one.key === department)?.members[0] ?? choice.user })
  return (
    <form className="call-form" onSubmit={end}>
      <Segments
        label={t('word.direction')}
        value={choice.direction}
        onChange={(direction) => change({ direction: direction as Direction })}
        items={directions.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <Segments
        label={t('word.outcome')}
        value={choice.outcome}
        onChange={(outcome) => change({ outcome: outcome as Outcome })}
        items={outcomes.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <Select
        label={t('word.department')}
        data={departments.map((one) => ({ value: one.key, label: one.name }))}
        value={choice.department}
        onChange={enter}
        clearable
        {...amongMany}
        placeholder="No department"
      />
      <Select
        label={t('word.did')}
        data={dids.map((one) => ({ value: one.key, label: didLabel(one) }))}
        value={choice.did}
        onChange={(did) => change({ did })}
        clearable
        {...amongMany}
        placeholder="Not known"
      />
      <Select
        label={choice.outcome === 'connected' ? 'User who talked' : 'User who rang last'}
        data={users.map((one) => ({ value: one.key, label: one.name }))}
        value={choice.user}
        onChange={(user) => change({ user })}
        clearable
        {...amongMany}
        placeholder="Nobody known"
      />
      <CallerField value={choice.caller} onChange={(caller) => change({ caller })} endings={endings} />
      <Lengths choice={choice} onChange={change} />
      <Button
        type="submit"
        fullWidth
        size="lg"
        loading={isBusy}
        disabled={way.is === 'asked'}
        leftSection={<IconPhoneOff size={19} />}
      >
        {isAgain ? 'End another call' : 'End the call'}
        {way.is === 'real' && ' with real texts'}
      </Button>
    </form>
  )
}

function didLabel({ number, name }: { number: string; name?: string | null }): string {
  const shown = phone(number)
  return [shown, besidesNumber(name ?? '', number)].filter(Boolean).join(', ')
}

type SegmentsProps = {
  label: string
  value: string
  onChange: (value: string) => void
  items: { value: string; label: string }[]
}

function Segments({ label, value, onChange, items }: SegmentsProps) {
  return (
    <fieldset className="segments">
      <legend className="ac-label">{label}</legend>
      <SegmentedControl fullWidth value={value} onChange={onChange} data={items} aria-label={label} />
    </fieldset>
  )
}

/** How long it rang and was talked, folded to a line until it is edited. */
function Lengths({ choice, onChange }: { choice: Choice; onChange: (part: Partial<Choice>) => void }) {
  const [isOpen, setOpen] = useState(false)
  const talked = choice.outcome === 'connected' ? `, talked ${choice.talkSeconds} s` : ''
  return (
    <>
      <p className="call-details">
        <IconClock size={17} stroke={1.6} aria-hidden="true" />
        <span>{`Rang ${choice.ringSeconds} s${talked}`}</span>
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fold' : 'Edit'}
        </button>
      </p>
      <Collapse expanded={isOpen}>
        <div className="call-lengths">
          <WholeNumber
            label="Ring time, s"
            min={0}
            max={3600}
            value={choice.ringSeconds}
            onChange={(ringSeconds) => onChange({ ringSeconds })}
          />
          <WholeNumber
            label="Talk time, s"
            min={0}
            max={36_000}
            value={choice.talkSeconds}
            disabled={choice.outcome !== 'connected'}
            onChange={(talkSeconds) => onChange({ talkSeconds })}
          />
          <TextInput
            label="Caller’s name"
            placeholder="Not known"
            value={choice.callerName}
            onChange={(event) => onChange({ callerName: event.currentTarget.value })}
          />
          <Select
            label="Caller’s language"
            placeholder="Not told"
            data={languageChoices(choice.callerLanguage)}
            value={choice.callerLanguage}
            onChange={(callerLanguage) => onChange({ callerLanguage })}
            clearable
            searchable
          />
        </div>
      </Collapse>
    </>
  )
}
