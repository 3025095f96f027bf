import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useWhatIf } from '../../api/billing.ts'
import { planCall } from '../../api/rules.ts'
import type { Rule } from '../../api/types.ts'
import { Failed } from './failed.tsx'
import { callFor } from './rule-draft.ts'

/** What both changes together would come to, before they are saved: whether each rule can fire, and which lines texts would make two-way. */
export function ConflictChecks({ rules, clashes }: { rules: readonly Rule[]; clashes: number }) {
  const { t } = useTranslation()
  const { data: shadowed, error: unplanned } = useShadowed(rules)
  const { data: costs, error: unpriced } = useWhatIf({ rules: [...rules] })
  const place = (key: string) => rules.findIndex((one) => one.key === key) + 1
  const twoWay = costs?.dids.filter(({ before, after }) => before !== after && after === 'two_way')
  return (
    <ul className="merged-checks" aria-live="polite">
      <Check
        isGood={clashes === 0}
        words={clashes === 0 ? t('conflict.noClash') : t('conflict.clashes', { count: clashes })}
      />
      {shadowed !== undefined && (
        <Check
          isGood={shadowed.length === 0}
          words={
            shadowed.length === 0
              ? t('conflict.allFire')
              : t('conflict.neverFire', { count: shadowed.length, places: shadowed.map(place).join(', ') })
          }
        />
      )}
      {unplanned !== null && <NotChecked what="fire" error={unplanned} />}
      {twoWay !== undefined && (
        <Check
          isGood={twoWay.length === 0}
          words={
            twoWay.length === 0
              ? t('conflict.noTwoWay')
              : t('conflict.twoWay', { dids: twoWay.map(({ did }) => did.name).join(', ') })
          }
        />
      )}
      {unpriced !== null && <NotChecked what="lines" error={unpriced} />}
    </ul>
  )
}

/** Rules that are on and that others leave no call. */
const useShadowed = (rules: readonly Rule[]) =>
  useQuery({
    queryKey: ['merged-plan', rules],
    queryFn: async () => {
      const asIs = (key: string) => key
      const call = callFor({ conditions: {} }, { department: asIs, did: asIs })
      return (await planCall(call, rules)).analysis?.shadowed.map(({ rule }) => rule) ?? []
    },
    enabled: rules.length > 0,
    retry: false,
  })

function Check({ isGood, words }: { isGood: boolean; words: string }) {
  return (
    <li data-good={isGood || undefined}>
      {isGood ? <IconCircleCheck size={18} aria-hidden="true" /> : <IconAlertTriangle size={18} aria-hidden="true" />}
      {words}
    </li>
  )
}

function NotChecked({ what, error }: { what: 'fire' | 'lines'; error: Error }) {
  const { t } = useTranslation()
  return (
    <li>
      <IconHelpCircle size={18} aria-hidden="true" />
      <span>
        {t(`conflict.notChecked.${what}`)} <Failed error={error} />
      </span>
    </li>
  )
}
