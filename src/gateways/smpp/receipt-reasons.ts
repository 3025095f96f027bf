import type { Reason } from '../../core/reasons.ts'

/**
 * The operators' common DLT codes (600 to 699), by family. They mean this only on Indian routes: elsewhere, and in
 * other lists, the same numbers mean other things, so the raw code is always kept beside.
 */
const dltFamilies: readonly [from: number, to: number, reason: Reason][] = [
  [600, 619, 'dlt_refused'],
  [620, 629, 'header_refused'],
  [630, 641, 'dlt_refused'],
  [642, 642, 'content_refused'],
  [650, 650, 'number_blocked'],
  [651, 651, 'dlt_refused'],
  [652, 660, 'number_blocked'],
  [661, 699, 'dlt_refused'],
]

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
  const family = dlt ? dltFamilies.find(([from, to]) => code >= from && code <= to) : undefined
  if (family) return family[2]
  if (dlt && code === 195) return 'dlt_refused'
  const gsm = network?.length === 3 && network[0] === 3 ? gsmErrors[network.readUInt16BE(1)] : undefined
  return gsm ?? byWord[word] ?? 'network_failed'
}
