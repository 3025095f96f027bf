import { indianCode } from '../../core/carrier-codes.ts'
import type { Reason } from '../../core/reasons.ts'

/** GSM network errors (3GPP TS 29.002, 17.6.6) as network_error_code carries them with network type 3. */
const gsmErrors: Readonly<Record<number, Reason>> = {
  1: 'number_invalid',
  5: 'number_invalid',
  6: 'number_unreachable',
  9: 'number_invalid',
  11: 'number_blocked',
  13: 'number_blocked',
  27: 'number_unreachable',
  31: 'number_unreachable',
}

const byWord: Readonly<Record<string, Reason>> = {
  EXPIRED: 'number_unreachable',
  UNDELIV: 'number_unreachable',
  UNDELIVERABLE: 'number_unreachable',
  REJECTD: 'gateway_refused',
  REJECTED: 'gateway_refused',
}

/**
 * Why a text did not arrive, as well as a receipt tells it: `err` from its text, `network` the three octets of
 * network_error_code.
 */
export function reasonOf(word: string, err: string | undefined, network: Buffer | undefined, dlt: boolean): Reason {
  const code = Number(err ?? Number.NaN)
  const known = dlt ? indianCode(code) : undefined
  if (known) return known.reason
  const gsm = network?.length === 3 && network[0] === 3 ? gsmErrors[network.readUInt16BE(1)] : undefined
  return gsm ?? byWord[word] ?? 'network_failed'
}
