import type { Bind } from './pdu.ts'
import type { SmppSettings } from './settings.ts'

export type BindCommand = Bind['command']

/** The binds that a gateway of these settings holds: the one that texts go by first. */
export function bindsOf({ bind }: SmppSettings): readonly [BindCommand, ...BindCommand[]] {
  return bind === 'separate' ? ['bind_transmitter', 'bind_receiver'] : ['bind_transceiver']
}

/** The bind PDU; version 3.4, whose PDUs we speak. */
export function bindOf(settings: SmppSettings, command: BindCommand): Omit<Bind, 'status' | 'sequence'> {
  const { systemId, password, systemType, addressRange } = settings
  return {
    command,
    systemId,
    password,
    systemType,
    interfaceVersion: 0x34,
    addrTon: 0,
    addrNpi: 0,
    addressRange,
  }
}
