import type { TFunction } from 'i18next'
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
  const lengths = [
    call.ringSeconds == null ? null : t('calls.facts.seconds', { seconds: call.ringSeconds }),
    talkWords(t, story),
  ].filter(Boolean)
  const items = [
    {
      label: t('word.caller'),
      value:
        call.callerShown === null ? (
          t('calls.withheld')
        ) : (
          <MaskedNumber shown={call.callerShown} reveal={mayReveal ? reveal : null} />
        ),
      note: call.callerName,
    },
    {
      label: t('word.did'),
      ...knownOr(t, story, { kind: 'did', known: call.did && phone(call.did.number), none: 'calls.facts.notKnown' }),
    },
    {
      label: t('word.department'),
      ...knownOr(t, story, { kind: 'department', known: call.department?.name, none: 'calls.facts.none' }),
    },
    {
      label: userLabel(t, story),
      ...knownOr(t, story, { kind: 'user', known: call.user?.name, none: 'calls.nobodyKnown' }),
    },
    ...(call.transfers ?? []).map((one, place, all) => ({
      label: all.length === 1 ? t('calls.facts.passedOn') : t('calls.facts.passedOnNth', { place: place + 1 }),
      value: transferWords(t, one, format),
    })),
    {
      label: t('calls.facts.ended'),
      value: `${format.longDay(call.endedAt)}, ${format.clock(call.endedAt)}`,
      note: call.approximateWords.endedAt,
    },
    ...(call.missedBecause === undefined
      ? []
      : [{ label: t('calls.facts.missedBecause'), value: t(`calls.facts.because.${call.missedBecause}`) }]),
    { label: t('calls.facts.rang'), value: lengths.join(', '), note: call.approximateWords.outcome },
    { label: t('calls.facts.source'), value: call.source?.name ?? 'API' },
    { label: t('calls.cost'), value: format.money(costOf(messages)) },
  ]
  return (
    <Card>
      <Facts items={items} />
    </Card>
  )
}

type Party = {
  kind: CallStory['facts']['unknown'][number]['kind']
  known: string | null | undefined
  none: 'calls.facts.notKnown' | 'calls.facts.none' | 'calls.nobodyKnown'
}

/** What the account knows it by; else what the phone system told, which no rule could go by. Of several users nobody can say here which one. */
function knownOr(t: TFunction, { facts }: CallStory, { kind, known, none }: Party) {
  if (known != null) return { value: known }
  const [told, another] = facts.unknown.flatMap((one) => (one.kind === kind ? [one.shown] : []))
  return told === undefined || another !== undefined
    ? { value: t(none) }
    : { value: told, note: t('calls.facts.asTold') }
}

/** How long they talked, or that nobody did. */
function talkWords(t: TFunction, { call, facts }: CallStory): string {
  if (call.outcome !== 'connected')
    return t(facts.answeredBy === null ? 'calls.facts.nobodyAnswered' : 'calls.facts.nobodyTalked')
  return call.talkSeconds == null
    ? t('calls.facts.talkNotTold')
    : t('calls.facts.talkedFor', { seconds: call.talkSeconds })
}

/** What the call's user did in it. */
function userLabel(t: TFunction, { call, facts }: CallStory): string {
  if (call.outcome === 'connected') return t('calls.facts.talked')
  return t(facts.answeredBy === null ? 'calls.facts.rangLast' : 'calls.facts.answered')
}

type Transfer = NonNullable<CallStory['call']['transfers']>[number]

/** `Asha Nair to Ravi Deshmukh, attended, 14:31`, as much of it as the source told. */
function transferWords(t: TFunction, { from, to, kind, at }: Transfer, format: Format): string {
  const whom = to === undefined ? (from ?? '') : passedWords(t, from, to, kind === 'queue')
  const how = kind === undefined || kind === 'queue' ? [] : [t(`calls.facts.transfer.${kind}`)]
  return [whom, ...how, ...(at === undefined ? [] : [format.clock(at)])].filter((word) => word !== '').join(', ')
}

function passedWords(t: TFunction, from: string | undefined, to: string, isQueue: boolean): string {
  if (from === undefined) return t(isQueue ? 'calls.facts.toQueue' : 'calls.facts.to', { to })
  return t(isQueue ? 'calls.facts.fromToQueue' : 'calls.facts.fromTo', { from, to })
}
