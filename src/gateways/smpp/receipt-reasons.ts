import { type CarrierCode, type CodeListChoice, knownCode, meaningOf } from '../../core/carrier-codes.ts'
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

/** The list that a gateway's codes are read by: none where it is no route to India. */
export function codesOf({ dlt, dltCodes }: { dlt: boolean; dltCodes: CodeListChoice }): CodeListChoice {
  return dlt ? dltCodes : 'none'
}

/** What a receipt says of why: its word, `err` of its text, and the three octets of network_error_code. */
export type Said = { word: string; err: string | undefined; network: Buffer | undefined }

/** Why a text did not arrive, as well as a receipt tells it, and the operator's code where `list` has it. */
export function reasonOf(
  { word, err, network }: Said,
  list: CodeListChoice,
): { reason: Reason; carrier?: CarrierCode } {
  const net = network?.length === 3 ? { type: network[0], code: network.readUInt16BE(1) } : undefined
  // Errors of a GSM network are one octet: a larger number is the SMSC's own, whatever type it claims.
  const isGsm = net?.type === 3 && net.code <= 0xff
  const carrier = knownCode(list, [Number(err ?? Number.NaN), isGsm ? undefined : net?.code])
  const known = carrier && meaningOf(carrier)
  if (known) return { reason: known.reason, carrier }
  return { reason: (isGsm ? gsmErrors[net.code] : undefined) ?? byWord[word] ?? 'network_failed' }
}
