import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { gatewayAddress } from '../../api/setup.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Card } from '../../ui/parts.tsx'

/** Where the gateway sends receipts and replies, for kinds that call us. */
export function AddressCard({ gatewayName }: { gatewayName: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({ queryKey: ['gateway-address', gatewayName], queryFn: () => gatewayAddress(gatewayName) })
  if (data?.url == null) return null
  return (
    <Card className="form">
      <h2>{t('gateways.address')}</h2>
      <p className="quiet-words">{t('gateways.addressAbout')}</p>
      <CopyField value={data.url} label={t('gateways.theAddress')} />
    </Card>
  )
}
