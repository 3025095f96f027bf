import { useDebouncedValue } from '@mantine/hooks'
import { IconBan, IconListSearch, IconMessageOff, IconPhoneCall } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCallsOf } from '../../api/calls.ts'
import { useMay } from '../../api/me.ts'
import { optOut, useOptOutStanding } from '../../api/opt-outs.ts'
import { isProblem } from '../../api/problem.ts'
import type { CallRow, OptOutStanding } from '../../api/types.ts'
import type { Question } from '../../ui/confirm.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'
import { toast } from '../toast.tsx'
import { attempt } from '../use-deed.ts'
import { type Found, iconOf, nothing, type Option } from './found.tsx'
import { giveNumber } from './given-number.ts'

/** Every search for a number is recorded, so it waits until somebody stops typing. */
const pauseMs = 350
/** So many digits are taken for a whole number where the program may not be asked whether they are one. */
const wholeDigits = 8

/** What there is of a typed number: its latest calls, whether it gets texts, and what can be done with it. */
export function useNumber(number: string | null, ask: (question: Question) => void): Found & { note?: string } {
  const { t } = useTranslation()
  const mayLookUp = useMay('configuration:read')
  const [asked] = useDebouncedValue(number, pauseMs)
  const standing = useOptOutStanding(mayLookUp ? asked : null)
  const isWhole = mayLookUp ? standing.data !== undefined : (asked?.length ?? 0) >= wholeDigits
  const calls = useCallsOf(isWhole ? asked : null)
  const { callOption, endingOption, standingOption } = useOptions()
  const deeds = useDeeds(ask)
  if (number === null) return nothing
  if (asked !== number || standing.isFetching || calls.isFetching) return { ...nothing, isLooking: true }

  // That it is no whole number is an answer too.
  const refused = isProblem(standing.error) && standing.error.status === 422 ? null : standing.error
  const problem = refused ?? calls.error
  if (problem !== null) return { ...nothing, problem }
  if (!isWhole) return { ...nothing, groups: [{ title: t('nav.calls'), options: [endingOption(number)] }] }
  const found = (calls.data ?? []).map(callOption)
  const known = standing.data === undefined ? [] : [standingOption(number, standing.data)]
  return {
    ...nothing,
    groups: [
      { title: t('jump.callsOf', { number }), options: [...found, ...known] },
      { title: t('jump.do'), options: deeds(number, standing.data) },
    ],
    ...(found.length === 0 && { note: t('jump.noCalls') }),
  }
}

function useOptions() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const format = useFormat()
  return {
    callOption: ({ id, outcome, direction, department, endedAt, messages }: CallRow): Option => {
      const count = messages.filter((one) => one.state !== 'skipped').length
      return {
        id,
        icon: <OutcomeIcon outcome={outcome} direction={direction} size={18} />,
        words: [
          t(`word.${outcome}`),
          ...(direction === 'outgoing' ? [t('calls.outgoing')] : []),
          ...(department === null ? [] : [department.name]),
        ].join(', '),
        after: `${format.moment(endedAt)}, ${t('jump.texts', { count })}`,
        go: () => void navigate({ to: '/calls/$callId', params: { callId: id } }),
      }
    },
    endingOption: (number: string): Option => {
      const digits = number.replace('+', '')
      return {
        id: 'ending',
        icon: iconOf(IconListSearch),
        words: t('jump.endingIn', { digits }),
        go: () => void navigate({ to: '/calls', search: { caller: digits } }),
      }
    },
    standingOption: (number: string, { since }: OptOutStanding): Option => ({
      id: 'standing',
      icon: iconOf(IconMessageOff),
      words: t('nav.optOuts'),
      after: since === null ? t('jump.getsTexts') : t('jump.optedOut', { when: format.moment(since) }),
      go: () => {
        giveNumber('/opt-outs', number)
        void navigate({ to: '/opt-outs' })
      },
    }),
  }
}

/** What may be done with a number by whoever is signed in. */
function useDeeds(ask: (question: Question) => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayTry = useMay('calls:report')
  const mayWrite = useMay('configuration:write')
  const tryCall = (number: string): Option => ({
    id: 'try',
    icon: iconOf(IconPhoneCall),
    words: t('jump.tryCall'),
    go: () => {
      giveNumber('/try', number)
      void navigate({ to: '/try' })
    },
  })
  const neverText = async (number: string) => {
    if (await attempt(() => optOut(number))) toast({ words: t('jump.neverTextDone') })
  }
  const never = (number: string): Option => ({
    id: 'never',
    icon: iconOf(IconBan),
    words: t('jump.neverText'),
    go: () =>
      ask({
        title: t('jump.neverTextAsk'),
        words: t('jump.neverTextWords', { number }),
        action: t('jump.neverText'),
        onYes: () => void neverText(number),
      }),
  })
  return (number: string, standing: OptOutStanding | undefined): Option[] => [
    ...(mayTry ? [tryCall(number)] : []),
    ...(mayWrite && standing?.optedOut === false ? [never(number)] : []),
  ]
}
