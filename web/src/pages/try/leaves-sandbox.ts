import { useGateways, useRoutes } from '../../api/setup.ts'

/** The title of the gateway when texts of this account leave the sandbox; null while they do not. */
export function useLeavesSandbox(): string | null {
  const { data: routes } = useRoutes()
  const { data: gateways } = useGateways()
  const key = routes?.[0]?.gateway.replace(/^shared:/, '')
  const gateway = gateways?.find((one) => one.key === key)
  return gateway === undefined || gateway.kind === 'sandbox' ? null : gateway.title
}
