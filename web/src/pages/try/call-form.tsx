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
  const again = isAgain ? 'again' : 'first'
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
        placeholder={t('trying.noDepartment')}
      />
      <Select
        label={t('word.did')}
        data={dids.map((one) => ({ value: one.key, label: didLabel(one) }))}
        value={choice.did}
        onChange={(did) => change({ did })}
        clearable
        {...amongMany}
        placeholder={t('trying.notKnown')}
      />
      <Select
        label={t(choice.outcome === 'connected' ? 'trying.talked' : 'trying.rangLast')}
        data={users.map((one) => ({ value: one.key, label: one.name }))}
        value={choice.user}
        onChange={(user) => change({ user })}
        clearable
        {...amongMany}
        placeholder={t('trying.nobodyKnown')}
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
        {t(way.is === 'real' ? ends.real[again] : ends.made[again])}
      </Button>
    </form>
  )
}

const ends = {
  made: { first: 'trying.end', again: 'trying.endAnother' },
  real: { first: 'trying.endReal', again: 'trying.endAnotherReal' },
} as const

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
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const lengths = { ring: choice.ringSeconds, talk: choice.talkSeconds }
  return (
    <>
      <p className="call-details">
        <IconClock size={17} stroke={1.6} aria-hidden="true" />
        <span>{t(choice.outcome === 'connected' ? 'trying.rangAndTalked' : 'trying.rang', lengths)}</span>
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'trying.fold' : 'trying.edit')}
        </button>
      </p>
      <Collapse expanded={isOpen}>
        <div className="call-lengths">
          <WholeNumber
            label={t('trying.ringTime')}
            min={0}
            max={3600}
            value={choice.ringSeconds}
            onChange={(ringSeconds) => onChange({ ringSeconds })}
          />
          <WholeNumber
            label={t('trying.talkTime')}
            min={0}
            max={36_000}
            value={choice.talkSeconds}
            disabled={choice.outcome !== 'connected'}
            onChange={(talkSeconds) => onChange({ talkSeconds })}
          />
          <TextInput
            label={t('trying.callersName')}
            placeholder={t('trying.notKnown')}
            value={choice.callerName}
            onChange={(event) => onChange({ callerName: event.currentTarget.value })}
          />
          <Select
            label={t('trying.callersLanguage')}
            placeholder={t('trying.notTold')}
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
