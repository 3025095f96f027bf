import './call.css'
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconLink } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall, useLiveCall } from '../../api/calls.ts'
import { linkHere } from '../../api/client.ts'
import { useAccount } from '../../api/me.ts'
import type { CallStory } from '../../api/types.ts'
import type { Format } from '../../format.ts'
import { Failure } from '../../shell/failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { answerOf, placeOf } from '../../story/answer.ts'
import { ChosenLanguages } from '../../story/chosen-languages.tsx'
import { callWords, verdictRows } from '../../story/verdict-rows.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { PageLoading } from '../../ui/page-loading.tsx'
import { Card, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { VerdictList } from '../../ui/verdict-list.tsx'
import { callTitle } from '../try/call-summary.tsx'
import { CallFacts } from './call-facts.tsx'
import { MessageCard } from './message-card.tsx'
import { JudgedBy, RulesThen } from './rules-since.tsx'
import { ToldCard } from './told-card.tsx'

export default function CallPage() {
  const { t } = useTranslation()
  const { callId } = useParams({ from: '/shell/calls/$callId' })
  const { data: story, error } = useCall(callId)
  const format = useFormat()
  useLiveCall(callId)
  const title = story === undefined ? t('calls.call') : titleOf(t, story, format)
  usePageTitle(title)
  if (error !== null && story === undefined) return <Failure error={error} />
  return story === undefined ? <PageLoading title={title} /> : <Story key={callId} story={story} title={title} />
}

function titleOf(t: TFunction, { call }: CallStory, format: Format): string {
  const when = format.isToday(call.endedAt)
    ? format.clock(call.endedAt)
    : `${format.weekday(call.endedAt)} ${format.moment(call.endedAt)}`
  return `${callTitle(t, call)}, ${when}`
}

/** One call: the answer, the facts, why this rule, and the life of each text. */
function Story({ story, title }: { story: CallStory; title: string }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHead
        title={title}
        lead={
          <p className="answer" aria-live="polite">
            {answerOf(t, story).map((part, index) => (
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
        {!story.call.isTest && !story.call.confirmsOptOut && (
          <div className="story-why">
            <Why story={story} />
            <ToldCard story={story} />
          </div>
        )}
        <div className="story-messages">
          <Replay replay={story.replay} />
          {[...story.messages]
            .sort((a, b) => Number(b.state === 'skipped') - Number(a.state === 'skipped'))
            .map((message) => (
              <MessageCard key={message.id} message={message} story={story} />
            ))}
          {story.messages.length === 0 && (
            <Card>
              <h2>{t('calls.page.noText')}</h2>
              <p className="card-lead">
                {t('story.noRule')} {t('rules.catchAll')}
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
  const { t } = useTranslation()
  const { copy, copied, error } = useClipboard()
  const { key: account } = useAccount()
  useEffect(() => {
    if (error !== null) toast({ words: t('calls.page.noCopy') })
  }, [error, t])
  return (
    <Button variant="default" leftSection={<IconLink size={18} />} onClick={() => copy(linkHere(account))}>
      {copied ? t('word.copied') : t('calls.page.copyLink')}
    </Button>
  )
}

/** Says where the plan, made again, is not what was decided: the rules shown are then not why. */
function Replay({ replay: { agrees, differences } }: Pick<CallStory, 'replay'>) {
  const { t } = useTranslation()
  if (agrees) return null
  return (
    <ReasonBlock
      title={t('calls.page.replanned')}
      detail={
        <>
          {t('calls.page.replannedMore')} <span lang="en">{differences.map(({ words }) => words).join(' ')}</span>
        </>
      }
    />
  )
}

function Why({ story }: { story: CallStory }) {
  const { t } = useTranslation()
  const place = placeOf(story)
  return (
    <Card>
      <div className="card-head">
        <h2>{place === undefined ? t('story.whyNoRule') : t('story.whyRule', { place })}</h2>
        <JudgedBy number={story.ruleSet.number} />
      </div>
      <RulesThen number={story.ruleSet.number} />
      <VerdictList rows={verdictRows(story.plan, story.ruleSet.rules, callWords(t, story.call))} />
      <ChosenLanguages plan={story.plan} />
    </Card>
  )
}

function Notes({ notes }: { notes: CallStory['notes'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (notes.length === 0) return null
  return (
    <Card>
      <h2>{t('calls.page.saidAfter')}</h2>
      <ul className="notes">
        {notes.map((note) => (
          <li key={`${note.at} ${note.words}`}>
            <span>{format.moment(note.at)}</span> <span lang="en">{note.words}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
