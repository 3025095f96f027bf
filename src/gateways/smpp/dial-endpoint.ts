import type { Socket } from 'node:net'
import type { Dial } from '../../network/dial.ts'
import type { Endpoint } from './endpoints.ts'
import type { SmppSettings } from './settings.ts'

/** Opens the connection to one endpoint, in TLS where the settings say so. Rejects with why there is none. */
export function dialEndpoint(
  { tls, tlsServerName, tlsCa }: SmppSettings,
  { host, port }: Endpoint,
  dial: Dial,
  connectTimeoutMs: number,
): Promise<Socket> {
  const wish = tls && { serverName: tlsServerName || undefined, ca: tlsCa || undefined }
  return dial({ host, port, tls: wish, connectTimeoutMs })
}
