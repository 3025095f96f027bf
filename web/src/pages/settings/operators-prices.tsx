import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'

/** What a field is given that only whoever runs the installation changes; undefined where it is a field like others. */
export function useHeldField({ operatorSetsPrices }: Account) {
  const { role } = useMe()
  return operatorSetsPrices && role !== 'operator' ? { readOnly: true, 'data-held': true } : undefined
}

/** Why a field is read and not written. */
export function HeldWords({ account }: { account: Account }) {
  const { t } = useTranslation()
  return useHeldField(account) === undefined ? null : <p className="quiet-words">{t('billing.held')}</p>
}
