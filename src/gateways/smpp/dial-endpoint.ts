import type { Socket } from 'node:net'
import type { Dial } from '../../network/dial.ts'
import type { Endpoint } from './endpoints.ts'
import type { SmppSettings } from './settings.ts'
import { wholePem } from './settings-fields.ts'

/** Opens the connection to one endpoint, in TLS where the settings say so. Rejects with why there is none. */
export function dialEndpoint(
  { tls, tlsServerName, tlsCa, tlsCertificate, tlsKey }: SmppSettings,
  { host, port, serverName }: Endpoint,
  dial: Dial,
  connectTimeoutMs: number,
): Promise<Socket> {
  const own = tlsCertificate !== '' && { certificate: { pem: tlsCertificate, key: wholePem(tlsKey) } }
  const wish = tls && { serverName: serverName || tlsServerName || undefined, ca: tlsCa || undefined, ...own }
  return dial({ host, port, tls: wish, connectTimeoutMs })
}
