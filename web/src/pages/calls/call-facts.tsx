import { useTranslation } from 'react-i18next'
import { revealCaller } from '../../api/calls.ts'
import { useMay } from '../../api/me.ts'
import type { CallStory } from '../../api/types.ts'
import { type Format, phone } from '../../format.ts'
import { costOf } from '../../story/answer.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { MaskedNumber } from '../../ui/masked-number.tsx'
import { Card, Facts } from '../../ui/parts.tsx'

/** What most people look for first: who, to whom, when, and how it ended. */
export function CallFacts({ story }: { story: CallStory }) {
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
      note: call.callerName,
    },
    { label: t('word.did'), ...knownOr(story, 'did', call.did && phone(call.did.number), 'not known') },
    { label: t('word.department'), ...knownOr(story, 'department', call.department?.name, 'none') },
    { label: userLabel(story), ...knownOr(story, 'user', call.user?.name, 'nobody known') },
    ...(call.transfers ?? []).map((one, place, all) => ({
      label: all.length === 1 ? 'Passed on' : `Passed on, ${place + 1}`,
      value: transferWords(one, format),
    })),
    {
      label: 'Ended',
      value: `${format.longDay(call.endedAt)}, ${format.clock(call.endedAt)}`,
      note: call.approximateWords.endedAt,
    },
    ...(call.missedBecauseWords === undefined ? [] : [{ label: 'Missed because', value: call.missedBecauseWords }]),
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

type Kind = CallStory['facts']['unknown'][number]['kind']

/** What the account knows it by; else what the phone system told, which no rule could go by. Of several users nobody can say here which one. */
function knownOr({ facts }: CallStory, kind: Kind, known: string | null | undefined, none: string) {
  if (known != null) return { value: known }
  const [told, another] = facts.unknown.flatMap((one) => (one.kind === kind ? [one.shown] : []))
  return told === undefined || another !== undefined
    ? { value: none }
    : { value: told, note: 'As it was told: none of the account’s.' }
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
