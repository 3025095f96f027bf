import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeed } from '../shell/use-deed.ts'
import { useFormat } from '../ui/format-context.tsx'
import { EmptyList } from '../ui/parts.tsx'
import { WaitingButton } from '../ui/waiting-button.tsx'

/** What is read of a list that is looked through for what a filter wants. */
type Pages = {
  data: { pages: { lookedBackTo: string | null }[] } | undefined
  isFetchingNextPage: boolean
  fetchNextPage: (options: { throwOnError: true }) => Promise<unknown>
}

const lookedBackTo = ({ data }: Pick<Pages, 'data'>) => data?.pages.at(-1)?.lookedBackTo ?? null

/** Under a list: where the program stopped looking before it had found as many as were wanted. */
export function LookedBack({ pages }: { pages: Pages }) {
  const { t } = useTranslation()
  const format = useFormat()
  const to = lookedBackTo(pages)
  return to === null ? null : t('ui.lookedBack', { moment: format.moment(to) })
}

type Props = { pages: Pages; what: 'call' | 'text'; way: ReactNode }

const none = {
  call: { yet: 'ui.noCallYet', since: 'ui.noCallSince' },
  text: { yet: 'ui.noTextYet', since: 'ui.noTextSince' },
} as const

/** Instead of a list that holds nothing as far as it was looked through: that nothing is there nobody knows yet. */
export function NoneSoFar({ pages, what, way }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run } = useDeed()
  const to = lookedBackTo(pages)
  const lookOn = () => {
    void run(() => pages.fetchNextPage({ throwOnError: true }))
  }
  return (
    <EmptyList
      title={t('ui.noneFound')}
      action={
        <>
          <WaitingButton isWaiting={pages.isFetchingNextPage} onClick={lookOn}>
            {t('ui.lookFurther')}
          </WaitingButton>
          {way}
        </>
      }
    >
      <p role="status">{to === null ? t(none[what].yet) : t(none[what].since, { moment: format.moment(to) })}</p>
    </EmptyList>
  )
}
