import { IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX, IconRecordMail } from '@tabler/icons-react'

type Props = { outcome: 'connected' | 'missed' | 'voicemail'; direction: 'incoming' | 'outgoing'; size?: number }

/** Beside the word, never instead of it. */
export function OutcomeIcon({ outcome, direction, size = 17 }: Props) {
  const Icon =
    outcome === 'voicemail'
      ? IconRecordMail
      : outcome === 'missed'
        ? IconPhoneX
        : direction === 'outgoing'
          ? IconPhoneOutgoing
          : IconPhoneIncoming
  return <Icon size={size} stroke={1.7} color={`var(--${outcome})`} aria-hidden="true" style={{ flex: 'none' }} />
}
