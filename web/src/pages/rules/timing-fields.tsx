import { Checkbox, Collapse, Select, Switch } from '@mantine/core'
import { IconClock, IconHourglass, IconMoon, IconRepeatOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Rule } from '../../api/types.ts'
import { duration } from '../../sentence/en.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { QuietHoursFields } from './quiet-hours-fields.tsx'
import { Refused } from './refused.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

const unitSeconds = { s: 1, min: 60, h: 3600 } as const
type Unit = keyof typeof unitSeconds
const unitOf = (seconds: number): Unit => (seconds % 3600 === 0 ? 'h' : seconds % 60 === 0 ? 'min' : 's')

/** At once or later, a cap per caller, and how long the text is worth sending. Folded to a line until it is changed. */
export function TimingFields({ draft, onChange, errorOf }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isRefused = ['delay', 'cap', 'quietHours', 'validityMinutes'].some((one) => errorOf(one) !== undefined)
  const [wasRefused, setRefused] = useState(false)
  if (isRefused !== wasRefused) {
    setRefused(isRefused)
    if (isRefused) setOpen(true)
  }
  const { delay, cap, quietHours, validityMinutes } = draft
  const without = (name: 'delay' | 'cap') => {
    const { [name]: _, ...rest } = draft
    onChange(rest)
  }
  return (
    <div className="timing">
      <p className="timing-line">
        <span>
          <IconClock size={17} stroke={1.6} aria-hidden="true" />{' '}
          {delay === undefined ? 'At once' : `${duration(delay.seconds)} later`}
        </span>
        <span>
          <IconRepeatOff size={17} stroke={1.6} aria-hidden="true" />{' '}
          {cap === undefined ? 'No cap per caller' : `${cap.texts} in ${cap.hours} h per caller`}
        </span>
        <span>
          <IconHourglass size={17} stroke={1.6} aria-hidden="true" /> {duration(validityMinutes * 60)} valid
        </span>
        {quietHours !== undefined && (
          <span>
            <IconMoon size={17} stroke={1.6} aria-hidden="true" /> Quiet {quietHours.from} to {quietHours.to}
          </span>
        )}
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fold' : 'Change'}
        </button>
      </p>
      <Collapse expanded={isOpen}>
        <div className="stacked timing-fields">
          <Switch
            label="Wait before texting"
            checked={delay !== undefined}
            onChange={(event) =>
              event.currentTarget.checked
                ? onChange({ ...draft, delay: { seconds: 300, unlessReached: true } })
                : without('delay')
            }
          />
          {delay !== undefined && (
            <DelayFields
              delay={delay}
              onChange={(next) => onChange({ ...draft, delay: next })}
              error={errorOf('delay')}
            />
          )}
          <Switch
            label="Cap the texts to one caller"
            checked={cap !== undefined}
            onChange={(event) =>
              event.currentTarget.checked ? onChange({ ...draft, cap: { texts: 1, hours: 24 } }) : without('cap')
            }
          />
          {cap !== undefined && (
            <div className="inline-fields">
              <span>at most</span>
              <WholeNumber
                aria-label="At most this many texts"
                w={64}
                min={1}
                max={50}
                value={cap.texts}
                error={errorOf('cap.texts') !== undefined}
                onChange={(texts) => onChange({ ...draft, cap: { ...cap, texts } })}
              />
              <span>by this rule in</span>
              <WholeNumber
                aria-label="In how many hours"
                w={76}
                min={1}
                max={720}
                value={cap.hours}
                error={errorOf('cap.hours') !== undefined}
                onChange={(hours) => onChange({ ...draft, cap: { ...cap, hours } })}
              />
              <span>h</span>
              <Refused words={errorOf('cap')} />
            </div>
          )}
          <QuietHoursFields draft={draft} onChange={onChange} errorOf={errorOf} />
          <div className="inline-fields">
            <span>Unsent after</span>
            <WholeNumber
              aria-label="Validity in minutes"
              w={84}
              min={1}
              max={2880}
              value={validityMinutes}
              error={errorOf('validityMinutes') !== undefined}
              onChange={(minutes) => onChange({ ...draft, validityMinutes: minutes })}
            />
            <span>min it lapses: a late text is worse than none.</span>
            <Refused words={errorOf('validityMinutes')} />
          </div>
        </div>
      </Collapse>
    </div>
  )
}

type DelayProps = {
  delay: NonNullable<Rule['delay']>
  onChange: (delay: NonNullable<Rule['delay']>) => void
  error: string | undefined
}

function DelayFields({ delay, onChange, error }: DelayProps) {
  const [unit, setUnit] = useState<Unit>(unitOf(delay.seconds))
  const set = (amount: number, next: Unit) =>
    onChange({ ...delay, seconds: Math.max(1, Math.min(86_400, amount * unitSeconds[next])) })
  const amount = Math.round(delay.seconds / unitSeconds[unit])
  return (
    <>
      <div className="inline-fields">
        <span>for</span>
        <WholeNumber
          aria-label="How long"
          w={76}
          min={1}
          value={amount}
          error={error !== undefined}
          onChange={(value) => set(value, unit)}
        />
        <Select
          aria-label="Unit"
          w={92}
          data={Object.keys(unitSeconds)}
          value={unit}
          onChange={(next) => {
            setUnit(next as Unit)
            set(amount, next as Unit)
          }}
        />
        <span>after the call’s end</span>
        <Refused words={error} />
      </div>
      <Checkbox
        label="unless the caller is reached meanwhile"
        checked={delay.unlessReached}
        onChange={(event) => onChange({ ...delay, unlessReached: event.currentTarget.checked })}
      />
    </>
  )
}
