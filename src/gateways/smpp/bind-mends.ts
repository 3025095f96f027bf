/** What to do about a bind that did not come about. */
import type { SessionEnd } from './session-host.ts'

const askForList = 'and that the SMSC has the address of this server on its list'

const byStatus: Readonly<Record<number, string>> = {
  1: 'Shorten the system type or the address range; the SMSC finds something too long.',
  2: 'Shorten the password or the system id: the SMSC takes fewer characters (SMPP 3.4: 8 and 15).',
  3: 'The SMSC does not know this kind of bind. Choose separate binds, a transmitter and a receiver.',
  4: 'The SMSC does not allow this kind of bind now. Ask its support whether the account has a transceiver, or choose separate binds.',
  5: 'If the gateway itself is bound and the SMSC allows one bind, this is no fault. Else wait some minutes until the old connection has ended there, or ask for more binds.',
  8: 'The fault is at the SMSC. Try again in some minutes, then ask its support.',
  13: `Check the kind of bind (does the account have a transceiver, or a transmitter and a receiver?), the address range, the system id and the password, ${askForList}.`,
  14: 'Set the password again: capitals matter, and an SMSC that keeps to SMPP 3.4 knows only its first eight characters.',
  15: 'Set the system id as the provider wrote it; capitals matter.',
  20: 'The SMSC has too much to do. Try again in some minutes.',
  83: 'Set the system type that the provider names, or leave it empty.',
  88: 'The SMSC was asked too often. Wait some minutes before the next try.',
}

export function mendOf(end: SessionEnd): string {
  if (end.why === 'bind_refused')
    return (
      byStatus[end.status ?? 0] ??
      `Ask the SMSC’s support what this code means; check system id, password and system type, ${askForList}.`
    )
  if (end.why === 'no_bind_answer' || end.why === 'protocol')
    return 'Check the port and the TLS switch: something answers there, but not SMPP.'
  return 'It hung up without an answer. Ask the SMSC’s support whether the address of this server is on its list, and check the port and the TLS switch.'
}
