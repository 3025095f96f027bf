import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CallFilter, useReasons } from '../../api/calls.ts'
import type { FieldError } from '../../api/problem.ts'
import { useDepartments, useDids } from '../../api/setup.ts'
import { directions, outcomes } from '../../api/types.ts'
import { NumberFilter } from '../../filters/number-filter.tsx'
import { PeriodFilter } from '../../filters/period-filter.tsx'
import { RuleFilter, UserFilter } from '../../filters/setup-filters.tsx'
import { ownName, phone } from '../../format.ts'
import { isSame } from '../../same.ts'
import { reasonChip } from '../../story/words.ts'
import { FilterChip } from '../../ui/filter-chip.tsx'

/** As the address has it. */
export type AskedCalls = CallFilter & { period?: string | undefined }

type Props = { filter: AskedCalls; refused: readonly FieldError[]; onAgain: () => void }

export function CallFilters({ filter, refused, onAgain }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/calls' })
  const { data: departments } = useDepartments()
  const { data: dids } = useDids()
  const { data: reasons } = useReasons()
  const errorOf = (field: string) => refused.find((one) => one.path === field)?.message
  const set = (part: AskedCalls) => {
    const next = Object.fromEntries(
      Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''),
    )
    if (isSame(next, filter)) onAgain()
    else void navigate({ search: next, replace: true })
  }
  return (
    <search className="filters" aria-label={t('calls.filters')}>
      <PeriodFilter asked={filter} errorOf={errorOf} onChange={set} />
      <FilterChip
        label={t('word.outcome')}
        value={filter.outcome}
        onChange={(outcome) => set({ outcome })}
        options={outcomes.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <FilterChip
        label={t('word.direction')}
        value={filter.direction}
        onChange={(direction) => set({ direction })}
        options={directions.map((value) => ({ value, label: t(`word.${value}`) }))}
      />
      <FilterChip
        label={t('word.department')}
        value={filter.department}
        onChange={(department) => set({ department })}
        options={(departments ?? []).map((one) => ({ value: one.key, label: one.name }))}
      />
      <FilterChip
        label={t('word.did')}
        value={filter.did}
        onChange={(did) => set({ did })}
        options={(dids ?? []).map((one) => ({
          value: one.key,
          label: ownName(one.name ?? '', one.number) || phone(one.number),
        }))}
      />
      <UserFilter value={filter.user} onChange={(user) => set({ user })} />
      <RuleFilter label={t('calls.rule')} value={filter.rule} onChange={(rule) => set({ rule })} />
      <FilterChip
        label={t('calls.reason')}
        value={filter.reason}
        onChange={(reason) => set({ reason })}
        options={(reasons ?? []).map((one) => ({ value: one.code, label: reasonChip(t, one.code) }))}
      />
      <NumberFilter
        label={t('calls.callersNumber')}
        value={filter.caller}
        error={errorOf('caller')}
        onChange={(caller) => set({ caller })}
      />
    </search>
  )
}
