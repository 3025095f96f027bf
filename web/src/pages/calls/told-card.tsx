import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallStory } from '../../api/types.ts'
import type { Format } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/parts.tsx'

type StoryCall = CallStory['call']
type Line = { label: string; value: ReactNode }

/** The rest of what the phone system reported: nothing that it did not tell has a line. */
export function ToldCard({ story: { call, facts } }: { story: CallStory }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ticket = facts.ticket === null ? [] : [{ label: t('calls.told.ticket'), value: facts.ticket }]
  return (
    <Card>
      <h2>{t('calls.told.title')}</h2>
      <Lines lines={[...timeLines(t, call, format), ...recordLines(t, call), ...ticket]} />
      <WhoRang rung={call.rung ?? []} />
      <Variables variables={call.variables ?? {}} />
      <Lines lines={[{ label: t('calls.told.id'), value: <code>{call.sourceCallId}</code> }]} />
    </Card>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className="told-lines">
      {lines.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function timeLines(t: TFunction, call: StoryCall, format: Format): Line[] {
  const began = format.second(call.startedAt)
  return [
    {
      label: t('calls.told.began'),
      value: call.approximate.includes('startedAt') ? t('calls.told.about', { time: began }) : began,
    },
    ...(call.answeredAt === undefined
      ? []
      : [{ label: t('calls.told.answered'), value: format.second(call.answeredAt) }]),
    ...secondsLine(t, t('calls.told.waited'), call.waitSeconds),
    ...secondsLine(t, t('calls.told.lasted'), call.totalSeconds),
    ...(call.callerLanguage === undefined ? [] : [{ label: t('calls.told.language'), value: call.callerLanguage }]),
  ]
}

const secondsLine = (t: TFunction, label: string, seconds: number | undefined): Line[] =>
  seconds === undefined ? [] : [{ label, value: t('calls.facts.seconds', { seconds }) }]

function recordLines(t: TFunction, { recordingUrl, voicemail }: StoryCall): Line[] {
  return [
    ...(recordingUrl === undefined
      ? []
      : [{ label: t('calls.told.recording'), value: <Address of={recordingUrl} words={t('calls.told.listen')} /> }]),
    ...(voicemail === undefined ? [] : [{ label: t('word.voicemail'), value: <Voicemail of={voicemail} /> }]),
  ]
}

function Voicemail({ of: { seconds, url, sure } }: { of: NonNullable<StoryCall['voicemail']> }) {
  const { t } = useTranslation()
  const left = sure === false ? 'seemsLeft' : 'left'
  return (
    <>
      {seconds === undefined ? t(`calls.told.${left}`) : t(`calls.told.${left}Seconds`, { seconds })}
      {url !== undefined && (
        <>
          {' · '}
          <Address of={url} words={t('calls.told.listen')} />
        </>
      )}
    </>
  )
}

/** A link, where the address leads anywhere: it was told by somebody else, and one that says a hidden number leads nowhere. */
function Address({ of: address, words }: { of: string; words: string }) {
  if (!/^https?:\/\//i.test(address) || address.includes('•')) return <>{address}</>
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}

function WhoRang({ rung }: { rung: NonNullable<StoryCall['rung']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rung.length === 0) return null
  return (
    <>
      <h3>{t('calls.told.whoRang')}</h3>
      <ul className="who-rang">
        {rung.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same person may ring twice
          <li key={place}>
            <strong>{one.user?.name ?? one.name ?? t('calls.told.noName')}</strong>
            <span>{ringWords(t, one, format)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

type Rung = NonNullable<StoryCall['rung']>[number]

/** `did not answer, 15 s, from 14:31:07`, as much of it as the source told. */
function ringWords(t: TFunction, { result, seconds, at }: Rung, format: Format): string {
  return [
    ...(result === undefined ? [] : [t(`calls.told.result.${result}`)]),
    ...(seconds === undefined ? [] : [t('calls.facts.seconds', { seconds })]),
    ...(at === undefined ? [] : [t('calls.told.from', { time: format.second(at) })]),
  ].join(', ')
}

function Variables({ variables }: { variables: Readonly<Record<string, string>> }) {
  const { t } = useTranslation()
  const lines = Object.entries(variables).map(([label, value]) => ({ label, value }))
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t('calls.told.variables')}</h3>
      <Lines lines={lines} />
    </>
  )
}
