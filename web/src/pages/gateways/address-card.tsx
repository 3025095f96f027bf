import { useQuery } from '@tanstack/react-query'
import { gatewayAddress } from '../../api/setup.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Card } from '../../ui/parts.tsx'

/** Where the gateway sends receipts and replies, for kinds that call us. */
export function AddressCard({ gatewayName }: { gatewayName: string }) {
  const { data } = useQuery({ queryKey: ['gateway-address', gatewayName], queryFn: () => gatewayAddress(gatewayName) })
  if (data?.url == null) return null
  return (
    <Card className="form">
      <h2>Its address here</h2>
      <p className="quiet-words">
        Receipts find it by themselves. For replies, such as STOP, enter it with /in behind.
      </p>
      <CopyField value={data.url} label="the address" />
    </Card>
  )
}
