import { Button } from '@mantine/core'
import type { CallStory } from '../../api/types.ts'
import { phone } from '../../format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'
import { Card } from '../../ui/parts.tsx'

/** On a phone the form folds to this once the call has ended. */
export function CallSummary({
  story: { call },
  isEditing,
  onChange,
}: {
  story: CallStory
  isEditing: boolean
  onChange: () => void
}) {
  const format = useFormat()
  const rang = call.ringSeconds == null ? '' : `, rang ${call.ringSeconds} s`
  return (
    <div className="call-summary" hidden={isEditing}>
      <Card>
        <OutcomeIcon outcome={call.outcome} direction={call.direction} size={20} />
        <div>
          <strong>{callTitle(call)}</strong>
          <p>
            {`${call.did === null ? '' : `${phone(call.did.number)}`}${rang}, ended ${format.clock(call.endedAt)}`.replace(
              /^, /,
              '',
            )}
          </p>
        </div>
        <Button variant="default" onClick={onChange}>
          Change
        </Button>
      </Card>
    </div>
  )
}

/** `Missed call to Sales`, `Outgoing call by Support` */
export function callTitle(call: CallStory['call']): string {
  const what = { connected: 'Connected call', missed: 'Missed call', voicemail: 'Voicemail' }[call.outcome]
  if (call.direction === 'outgoing')
    return `Outgoing call${call.department === null ? '' : ` from ${call.department.name}`}, ${call.outcome}`
  return call.department === null ? what : `${what} to ${call.department.name}`
}
