import './hours-field.css'
import { ActionIcon, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from './format-context.tsx'
import { keepFocusIn } from './keep-focus.ts'
import { LinkButton } from './parts.tsx'

type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
type Span = { from: string; to: string }
export type Hours = {
  week: Partial<Record<Weekday, Span[]>>
  holidays: { date: string; name?: string; spans: Span[] }[]
}

const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const usual: Span = { from: '09:30', to: '18:30' }
const usualWeek: Hours = {
  week: Object.fromEntries(days.slice(0, 6).map((day) => [day, [usual]])),
  holidays: [],
}

type Props = { value: Hours | null; onChange: (hours: Hours | null) => void; label: string; whenNone: string }

/** Opening hours by weekday, and dates that are closed or have hours of their own. */
export function HoursField({ value, onChange, label, whenNone }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="hours">
      <legend className="ac-label">{label}</legend>
      <Switch
        label={value === null ? whenNone : t('ui.ownHours')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualWeek : null)}
      />
      {value !== null && (
        <>
          <ul className="hours-week">
            {days.map((day) => (
              <Day
                key={day}
                day={day}
                spans={value.week[day] ?? []}
                onChange={(spans) => onChange({ ...value, week: withDay(value.week, day, spans) })}
              />
            ))}
          </ul>
          <Holidays value={value} onChange={onChange} />
        </>
      )}
    </fieldset>
  )
}

function withDay(week: Hours['week'], day: Weekday, spans: Span[]): Hours['week'] {
  const { [day]: _, ...rest } = week
  return spans.length === 0 ? rest : { ...rest, [day]: spans }
}

type SpansProps = { spans: readonly Span[]; onChange: (spans: Span[]) => void }

function Day({ day, ...spans }: SpansProps & { day: Weekday }) {
  const { t } = useTranslation()
  const name = t(`ui.weekday.${day}`)
  return (
    <li>
      <span className="hours-day">{name}</span>
      <Spans of={name} {...spans} />
    </li>
  )
}

/** The hours of one day; `of` is its name. */
function Spans({ of, spans, onChange }: SpansProps & { of: string }) {
  const { t } = useTranslation()
  const put = (index: number, part: Partial<Span>) =>
    onChange(spans.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <span className="hours-spans">
      {spans.length === 0 && <span className="hours-closed">{t('ui.closed')}</span>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name
        <span key={index} className="hours-span">
          <TextInput
            aria-label={t('ui.hoursFrom', { day: of })}
            value={span.from}
            onChange={(event) => put(index, { from: event.currentTarget.value })}
            w={70}
          />
          {t('ui.hoursBetween')}
          <TextInput
            aria-label={t('ui.hoursTo', { day: of })}
            value={span.to}
            onChange={(event) => put(index, { to: event.currentTarget.value })}
            w={70}
          />
          <ActionIcon
            aria-label={t('ui.removeHours', { ...span, day: of })}
            onClick={() => {
              keepFocusIn('.hours-spans')
              onChange(spans.filter((_, at) => at !== index))
            }}
          >
            <IconX size={16} />
          </ActionIcon>
        </span>
      ))}
      <ActionIcon
        aria-label={t('ui.addHours', { day: of })}
        onClick={() => onChange([...spans, spans.length === 0 ? usual : { from: '19:00', to: '21:00' }])}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </span>
  )
}

type Holiday = Hours['holidays'][number]

/** Dates on which the weekday's hours do not count. */
function Holidays({ value, onChange }: { value: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = (holidays: Holiday[]) => onChange({ ...value, holidays })
  const put = (index: number, part: Partial<Holiday>) =>
    set(value.holidays.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <div className="hours-holidays">
      <p className="ac-label">{t('ui.holidays')}</p>
      {value.holidays.map((holiday, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date may be half typed
        <div key={index} className="hours-holiday">
          <span className="hours-span">
            <TextInput
              type="date"
              aria-label={t('ui.date')}
              value={holiday.date}
              onChange={(event) => put(index, { date: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t('word.name')}
              placeholder={t('ui.holidayExample')}
              value={holiday.name ?? ''}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('word.removeWhat', { what: holiday.date })}
              onClick={() => {
                keepFocusIn('.hours-holidays')
                set(value.holidays.filter((_, at) => at !== index))
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          </span>
          <Spans of={holiday.date} spans={holiday.spans} onChange={(spans) => put(index, { spans })} />
        </div>
      ))}
      <LinkButton onClick={() => set([...value.holidays, { date: format.date(Date.now()), spans: [] }])}>
        {t('ui.addHoliday')}
      </LinkButton>
    </div>
  )
}
