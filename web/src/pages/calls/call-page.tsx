import './call.css'
import { Button, Skeleton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconLink } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { revealCaller, useCall, useLiveCall } from '../../api/calls.ts'
import { linkHere } from '../../api/client.ts'
import { useAccount, useMay } from '../../api/me.ts'
import type { CallStory } from '../../api/types.ts'
import { type Format, phone } from '../../format.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { answerOf, costOf, placeOf } from '../../story/answer.ts'
import { ChosenLanguages } from '../../story/chosen-languages.tsx'
import { callWords, verdictRows } from '../../story/verdict-rows.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { MaskedNumber } from '../../ui/masked-number.tsx'
import { Card, Facts, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { callTitle } from '../try/call-summary.tsx'
import { MessageCard } from './message-card.tsx'

export default function CallPage() {
  const { callId } = useParams({ from: '/shell/calls/$callId' })
  const { data: story, error } = useCall(callId)
  const format = useFormat()
  useLiveCall(callId)
  const title = story === undefined ? 'Call' : titleOf(story, format)
  usePageTitle(title)
  if (error !== null && story === undefined) return <Failure error={error} />
  return story === undefined ? (
    <Skeleton height={460} radius={14} />
  ) : (
    <Story key={callId} story={story} title={title} />
  )
}

function titleOf({ call }: CallStory, format: Format): string {
  const when = format.isToday(call.endedAt)
    ? format.clock(call.endedAt)
    : `${format.weekday(call.endedAt)} ${format.moment(call.endedAt)}`
  return `${callTitle(call)}, ${when}`
}

/** One call: the answer, the facts, why this rule, and the life of each text. */
function Story({ story, title }: { story: CallStory; title: string }) {
  return (
    <>
      <PageHead
        title={title}
        lead={
          <p className="answer" aria-live="polite">
            {answerOf(story).map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence
              <span key={index} data-as={part.as}>
                {part.text}
              </span>
            ))}
          </p>
        }
        actions={<CopyLink />}
      />
      <CallFacts story={story} />
      <div className="story">
        {!story.call.isTest && !story.call.confirmsOptOut && <Why story={story} />}
        <div className="story-messages">
          <Replay replay={story.replay} />
          {[...story.messages]
            .sort((a, b) => Number(b.state === 'skipped') - Number(a.state === 'skipped'))
            .map((message) => (
              <MessageCard key={message.id} message={message} story={story} />
            ))}
          {story.messages.length === 0 && (
            <Card>
              <h2>No text</h2>
              <p className="card-lead">
                No rule matched, so nobody was texted. A last rule without conditions catches such calls.
              </p>
            </Card>
          )}
          <Notes notes={story.notes} />
        </div>
      </div>
    </>
  )
}

function CopyLink() {
  const { copy, copied, error } = useClipboard()
  const { key: account } = useAccount()
  useEffect(() => {
    if (error !== null)
      toast({ words: 'This browser lets no page copy over plain HTTP. Copy the address from its bar.' })
  }, [error])
  return (
    <Button variant="default" leftSection={<IconLink size={18} />} onClick={() => copy(linkHere(account))}>
      {copied ? 'Copied' : 'Copy link'}
    </Button>
  )
}

/** Says where the plan, made again, is not what was decided: the rules shown are then not why. */
function Replay({ replay: { agrees, differences } }: Pick<CallStory, 'replay'>) {
  if (agrees) return null
  return (
    <ReasonBlock
      title="Planned again, this call gets something else than was decided when it was taken in."
      detail={`What was decided then is what happened; the rules are shown as they are judged now. ${differences.map(({ words }) => words).join(' ')}`}
    />
  )
}

function CallFacts({ story }: { story: CallStory }) {
  const { call, messages } = story
  const { t } = useTranslation()
  const format = useFormat()
  const mayReveal = useMay('numbers:reveal')
  const reveal = () => revealCaller(call.id).then(({ number }) => number)
  const lengths = [call.ringSeconds == null ? null : `${call.ringSeconds} s`, talkWords(story)].filter(Boolean)
  const items = [
    {
      label: t('word.caller'),
      value:
        call.callerShown === null ? (
          'withheld'
        ) : (
          <MaskedNumber shown={call.callerShown} reveal={mayReveal ? reveal : null} />
        ),
    },
    { label: t('word.did'), value: call.did === null ? 'not known' : phone(call.did.number) },
    { label: t('word.department'), value: call.department?.name ?? 'none' },
    { label: userLabel(story), value: call.user?.name ?? 'nobody known' },
    ...(call.transfers ?? []).map((one, place, all) => ({
      label: all.length === 1 ? 'Passed on' : `Passed on, ${place + 1}`,
      value: transferWords(one, format),
    })),
    {
      label: 'Ended',
      value: `${format.longDay(call.endedAt)}, ${format.clock(call.endedAt)}`,
      note: call.approximateWords.endedAt,
    },
    { label: 'Rang', value: lengths.join(', '), note: call.approximateWords.outcome },
    { label: 'Source', value: call.source?.name ?? 'API' },
    { label: 'Cost', value: format.money(costOf(messages)) },
  ]
  return (
    <Card>
      <Facts items={items} />
    </Card>
  )
}

/** How long they talked, or that nobody did. */
function talkWords({ call, facts }: CallStory): string {
  if (call.outcome !== 'connected') return facts.answeredBy === null ? 'nobody answered' : 'nobody talked'
  return call.talkSeconds == null ? 'talk time not told' : `talked ${call.talkSeconds} s`
}

/** What the call's user did in it. */
function userLabel({ call, facts }: CallStory): string {
  if (call.outcome === 'connected') return 'Talked'
  return facts.answeredBy === null ? 'Rang last' : 'Answered'
}

type Transfer = NonNullable<CallStory['call']['transfers']>[number]

/** `Asha Nair to Ravi Deshmukh, attended, 14:31`, as much of it as the source told. */
function transferWords({ from, to, kind, at }: Transfer, format: Format): string {
  const whom = to === undefined ? [] : [kind === 'queue' ? `to the queue ${to}` : `to ${to}`]
  const who = [...(from === undefined ? [] : [from]), ...whom].join(' ')
  const how = kind === undefined || kind === 'queue' ? [] : [kind]
  return [who, ...how, ...(at === undefined ? [] : [format.clock(at)])].filter((word) => word !== '').join(', ')
}

function Why({ story }: { story: CallStory }) {
  const place = placeOf(story)
  return (
    <Card>
      <div className="card-head">
        <h2>{place === undefined ? 'Why no rule' : `Why rule ${place}`}</h2>
        <span>Rule set {story.ruleSet.number}</span>
      </div>
      <p className="card-lead">The rules in force when the call was taken in.</p>
      <VerdictList rows={verdictRows(story.plan, story.ruleSet.rules, callWords(story.call))} />
      <ChosenLanguages plan={story.plan} />
    </Card>
  )
}

function Notes({ notes }: { notes: CallStory['notes'] }) {
  const format = useFormat()
  if (notes.length === 0) return null
  return (
    <Card>
      <h2>Said after the call was judged</h2>
      <ul className="notes">
        {notes.map((note) => (
          <li key={`${note.at} ${note.words}`}>
            <span>{format.moment(note.at)}</span> {note.words}
          </li>
        ))}
      </ul>
    </Card>
  )
}
