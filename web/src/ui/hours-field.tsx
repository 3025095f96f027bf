import './hours-field.css'
import { ActionIcon, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useFormat } from './format-context.tsx'
import { LinkButton } from './parts.tsx'

type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
type Span = { from: string; to: string }
export type Hours = {
  week: Partial<Record<Weekday, Span[]>>
  holidays: { date: string; name?: string; spans: Span[] }[]
}

const days: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
const usual: Span = { from: '09:30', to: '18:30' }
const usualWeek: Hours = {
  week: Object.fromEntries((['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const).map((day) => [day, [usual]])),
  holidays: [],
}

type Props = { value: Hours | null; onChange: (hours: Hours | null) => void; label: string; whenNone: string }

/** Opening hours by weekday, and dates that are closed or have hours of their own. */
export function HoursField({ value, onChange, label, whenNone }: Props) {
  return (
    <fieldset className="hours">
      <legend className="ac-label">{label}</legend>
      <Switch
        label={value === null ? whenNone : 'Own opening hours'}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualWeek : null)}
      />
      {value !== null && (
        <>
          <ul className="hours-week">
            {(Object.keys(days) as Weekday[]).map((day) => (
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
  return (
    <li>
      <span className="hours-day">{days[day]}</span>
      <Spans of={days[day]} {...spans} />
    </li>
  )
}

/** The hours of one day; `of` is its name. */
function Spans({ of, spans, onChange }: SpansProps & { of: string }) {
  const put = (index: number, part: Partial<Span>) =>
    onChange(spans.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <span className="hours-spans">
      {spans.length === 0 && <span className="hours-closed">closed</span>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name
        <span key={index} className="hours-span">
          <TextInput
            aria-label={`${of}, from`}
            value={span.from}
            onChange={(event) => put(index, { from: event.currentTarget.value })}
            w={70}
          />
          to
          <TextInput
            aria-label={`${of}, to`}
            value={span.to}
            onChange={(event) => put(index, { to: event.currentTarget.value })}
            w={70}
          />
          <ActionIcon
            aria-label={`Remove ${span.from} to ${span.to} on ${of}`}
            onClick={() => onChange(spans.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </span>
      ))}
      <ActionIcon
        aria-label={`Add hours on ${of}`}
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
  const format = useFormat()
  const set = (holidays: Holiday[]) => onChange({ ...value, holidays })
  const put = (index: number, part: Partial<Holiday>) =>
    set(value.holidays.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <div className="hours-holidays">
      <p className="ac-label">Holidays and other days</p>
      {value.holidays.map((holiday, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date may be half typed
        <div key={index} className="hours-holiday">
          <span className="hours-span">
            <TextInput
              type="date"
              aria-label="Date"
              value={holiday.date}
              onChange={(event) => put(index, { date: event.currentTarget.value })}
            />
            <TextInput
              aria-label="Name"
              placeholder="Republic Day"
              value={holiday.name ?? ''}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={`Remove ${holiday.date}`}
              onClick={() => set(value.holidays.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </span>
          <Spans of={holiday.date} spans={holiday.spans} onChange={(spans) => put(index, { spans })} />
        </div>
      ))}
      <LinkButton onClick={() => set([...value.holidays, { date: format.date(Date.now()), spans: [] }])}>
        Add a holiday
      </LinkButton>
    </div>
  )
}
