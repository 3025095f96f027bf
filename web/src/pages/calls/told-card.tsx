import type { ReactNode } from 'react'
import type { CallStory } from '../../api/types.ts'
import type { Format } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/parts.tsx'

type StoryCall = CallStory['call']
type Line = { label: string; value: ReactNode }

/** The rest of what the phone system reported: nothing that it did not tell has a line. */
export function ToldCard({ story: { call, facts } }: { story: CallStory }) {
  const format = useFormat()
  const ticket = facts.ticket === null ? [] : [{ label: 'Ticket number', value: facts.ticket }]
  return (
    <Card>
      <h2>What came in</h2>
      <Lines lines={[...timeLines(call, format), ...recordLines(call), ...ticket]} />
      <WhoRang rung={call.rung ?? []} />
      <Variables variables={call.variables ?? {}} />
      <Lines lines={[{ label: 'Id at the source', value: <code>{call.sourceCallId}</code> }]} />
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

function timeLines(call: StoryCall, format: Format): Line[] {
  const began = format.second(call.startedAt)
  return [
    { label: 'Began', value: call.approximate.includes('startedAt') ? `about ${began}` : began },
    ...(call.answeredAt === undefined ? [] : [{ label: 'Answered', value: format.second(call.answeredAt) }]),
    ...secondsLine('The caller waited', call.waitSeconds),
    ...secondsLine('Lasted in all', call.totalSeconds),
    ...(call.callerLanguage === undefined ? [] : [{ label: 'Caller’s language', value: call.callerLanguage }]),
  ]
}

const secondsLine = (label: string, seconds: number | undefined): Line[] =>
  seconds === undefined ? [] : [{ label, value: `${seconds} s` }]

function recordLines({ recordingUrl, voicemail }: StoryCall): Line[] {
  return [
    ...(recordingUrl === undefined
      ? []
      : [{ label: 'Recording', value: <Address of={recordingUrl} words="Listen" /> }]),
    ...(voicemail === undefined ? [] : [{ label: 'Voicemail', value: <Voicemail of={voicemail} /> }]),
  ]
}

function Voicemail({ of: { seconds, url, sure } }: { of: NonNullable<StoryCall['voicemail']> }) {
  const words = sure === false ? 'left, it seems' : 'left'
  return (
    <>
      {seconds === undefined ? words : `${words}, ${seconds} s`}
      {url !== undefined && (
        <>
          {' · '}
          <Address of={url} words="Listen" />
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
  const format = useFormat()
  if (rung.length === 0) return null
  return (
    <>
      <h3>Who rang</h3>
      <ul className="who-rang">
        {rung.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same person may ring twice
          <li key={place}>
            <strong>{one.user?.name ?? one.name ?? 'A phone without a name'}</strong>
            <span>{ringWords(one, format)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** `did not answer, 15 s, from 14:31:07`, as much of it as the source told. */
function ringWords({ resultWords, seconds, at }: NonNullable<StoryCall['rung']>[number], format: Format): string {
  return [
    ...(resultWords === undefined ? [] : [resultWords]),
    ...(seconds === undefined ? [] : [`${seconds} s`]),
    ...(at === undefined ? [] : [`from ${format.second(at)}`]),
  ].join(', ')
}

function Variables({ variables }: { variables: Readonly<Record<string, string>> }) {
  const lines = Object.entries(variables).map(([label, value]) => ({ label, value }))
  if (lines.length === 0) return null
  return (
    <>
      <h3>Variables</h3>
      <Lines lines={lines} />
    </>
  )
}
