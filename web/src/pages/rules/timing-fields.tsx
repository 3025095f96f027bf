import { Checkbox, Collapse, Select, Switch } from '@mantine/core'
import { IconClock, IconHourglass, IconMoon, IconRepeatOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { durationWords } from '../../sentence/sentence.ts'
import { Refused } from '../../ui/refused.tsx'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { QuietHoursFields } from './quiet-hours-fields.tsx'

type Props = { draft: Rule; onChange: (draft: Rule) => void; errorOf: (path: string) => string | undefined }

const unitSeconds = { s: 1, min: 60, h: 3600 } as const
type Unit = keyof typeof unitSeconds
const units = Object.keys(unitSeconds) as Unit[]
const unitOf = (seconds: number): Unit => (seconds % 3600 === 0 ? 'h' : seconds % 60 === 0 ? 'min' : 's')

/** At once or later, a cap per caller, and how long the text is worth sending. Folded to a line until it is changed. */
export function TimingFields({ draft, onChange, errorOf }: Props) {
  const { t, i18n } = useTranslation()
  const duration = (seconds: number) => durationWords(i18n.language, seconds)
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
          {delay === undefined ? t('editor.atOnce') : t('editor.later', { duration: duration(delay.seconds) })}
        </span>
        <span>
          <IconRepeatOff size={17} stroke={1.6} aria-hidden="true" />{' '}
          {cap === undefined ? t('editor.noCap') : t('editor.capped', cap)}
        </span>
        <span>
          <IconHourglass size={17} stroke={1.6} aria-hidden="true" />{' '}
          {t('editor.valid', { duration: duration(validityMinutes * 60) })}
        </span>
        {quietHours !== undefined && (
          <span>
            <IconMoon size={17} stroke={1.6} aria-hidden="true" /> {t('editor.quiet', quietHours)}
          </span>
        )}
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'editor.fold' : 'editor.change')}
        </button>
      </p>
      <Collapse expanded={isOpen}>
        <div className="stacked timing-fields">
          <Switch
            label={t('editor.wait')}
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
            label={t('editor.cap')}
            checked={cap !== undefined}
            onChange={(event) =>
              event.currentTarget.checked ? onChange({ ...draft, cap: { texts: 1, hours: 24 } }) : without('cap')
            }
          />
          {cap !== undefined && (
            <div className="inline-fields">
              <CapFields cap={cap} onChange={(next) => onChange({ ...draft, cap: next })} errorOf={errorOf} />
              <Refused words={errorOf('cap')} />
            </div>
          )}
          <QuietHoursFields draft={draft} onChange={onChange} errorOf={errorOf} />
          <div className="inline-fields">
            <Trans
              i18nKey="editor.lapses"
              components={{
                minutes: (
                  <WholeNumber
                    aria-label={t('editor.validity')}
                    w={84}
                    min={1}
                    max={2880}
                    value={validityMinutes}
                    error={errorOf('validityMinutes') !== undefined}
                    onChange={(minutes) => onChange({ ...draft, validityMinutes: minutes })}
                  />
                ),
              }}
            />
            <Refused words={errorOf('validityMinutes')} />
          </div>
        </div>
      </Collapse>
    </div>
  )
}

type CapProps = {
  cap: NonNullable<Rule['cap']>
  onChange: (cap: NonNullable<Rule['cap']>) => void
  errorOf: Props['errorOf']
}

function CapFields({ cap, onChange, errorOf }: CapProps) {
  const { t } = useTranslation()
  return (
    <Trans
      i18nKey="editor.capOf"
      components={{
        texts: (
          <WholeNumber
            aria-label={t('editor.capTexts')}
            w={64}
            min={1}
            max={50}
            value={cap.texts}
            error={errorOf('cap.texts') !== undefined}
            onChange={(texts) => onChange({ ...cap, texts })}
          />
        ),
        hours: (
          <WholeNumber
            aria-label={t('editor.capHours')}
            w={76}
            min={1}
            max={720}
            value={cap.hours}
            error={errorOf('cap.hours') !== undefined}
            onChange={(hours) => onChange({ ...cap, hours })}
          />
        ),
      }}
    />
  )
}

type DelayProps = {
  delay: NonNullable<Rule['delay']>
  onChange: (delay: NonNullable<Rule['delay']>) => void
  error: string | undefined
}

function DelayFields({ delay, onChange, error }: DelayProps) {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<Unit>(unitOf(delay.seconds))
  const set = (amount: number, next: Unit) =>
    onChange({ ...delay, seconds: Math.max(1, Math.min(86_400, amount * unitSeconds[next])) })
  const amount = Math.round(delay.seconds / unitSeconds[unit])
  return (
    <>
      <div className="inline-fields">
        <Trans
          i18nKey="editor.waitFor"
          components={{
            amount: (
              <WholeNumber
                aria-label={t('editor.howLong')}
                w={76}
                min={1}
                value={amount}
                error={error !== undefined}
                onChange={(value) => set(value, unit)}
              />
            ),
            unit: (
              <Select
                aria-label={t('editor.unit')}
                w={92}
                data={units.map((value) => ({ value, label: t(`editor.units.${value}`) }))}
                value={unit}
                onChange={(next) => {
                  setUnit(next as Unit)
                  set(amount, next as Unit)
                }}
              />
            ),
          }}
        />
        <Refused words={error} />
      </div>
      <Checkbox
        label={t('editor.unlessReached')}
        checked={delay.unlessReached}
        onChange={(event) => onChange({ ...delay, unlessReached: event.currentTarget.checked })}
      />
    </>
  )
}
