import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { useUsers } from '../api/setup.ts'
import type { Message } from '../api/types.ts'

type Props = {
  message: Pick<Message, 'reason' | 'recipient' | 'template' | 'rule' | 'linkedMessageId'>
  department?: string | undefined
}

/** Every no has a way out: the one link that mends this reason, where something can be mended, by whoever may. */
export function ReasonAction(props: Props) {
  const mayMend = useMay('configuration:read')
  const { reason, linkedMessageId } = props.message
  if (reason === 'frequency_cap' && linkedMessageId !== null)
    return (
      <Link to="/messages/$messageId" params={{ messageId: linkedMessageId }}>
        The text that counts
      </Link>
    )
  return mayMend ? <Mend {...props} /> : null
}

function Mend({ message, department }: Props) {
  const user = useRecipient(message)
  switch (message.reason) {
    case 'user_has_no_number':
      return (
        <Link to="/people" search={user === undefined ? {} : { user: user.key }}>
          Add a number
        </Link>
      )
    case 'user_turned_off':
      return (
        <Link to="/people" search={user === undefined ? {} : { user: user.key }}>
          Open people
        </Link>
      )
    case 'department_has_no_members':
      return (
        <Link to="/people" search={department === undefined ? {} : { department }}>
          Add members
        </Link>
      )
    case 'template_not_approved':
    case 'template_paused':
    case 'template_refused':
    case 'header_inactive':
    case 'header_not_for_country':
    case 'value_missing':
    case 'variable_too_long':
    case 'text_too_long':
    case 'dlt_text_mismatch':
    case 'dlt_refused':
    case 'header_refused':
    case 'content_refused':
    case 'number_blocked':
      return message.template === null ? null : (
        <Link to="/templates/$templateKey" params={{ templateKey: message.template.key }}>
          Open the template
        </Link>
      )
    case 'number_invalid':
      return user === undefined ? null : (
        <Link to="/people" search={{ user: user.key }}>
          Check the number
        </Link>
      )
    case 'no_owner':
      return <Link to="/people">Mark an owner</Link>
    case 'user_unknown':
      return <Link to="/gateways">Say who is who</Link>
    case 'department_unknown':
      return <Link to="/gateways">Say which department it is</Link>
    case 'no_rule_matched':
      return <Link to="/after-call-sms/custom">Open the rules</Link>
    case 'no_gateway':
    case 'not_routable':
    case 'validity_over':
    case 'credentials_refused':
    case 'no_credit':
      return <Link to="/gateways">Open gateways</Link>
    case 'opted_out':
      return <Link to="/opt-outs">Open opt-outs</Link>
    case 'no_consent':
    case 'dnd_learnt':
      return <Link to="/consents">Open consents</Link>
    case 'account_off':
    case 'loop_suspected':
    case 'not_whitelisted':
    case 'number_excluded':
    case 'quota_exhausted':
    case 'spend_stop':
    case 'trial_mode':
      return <Link to="/settings">Open settings</Link>
    case 'frequency_cap':
    case 'own_number':
    case 'promotional_hours':
    case 'quiet_hours':
    case 'too_late':
      return <RuleLink rule={message.rule} />
    default:
      return null
  }
}

function useRecipient({ recipient }: Props['message']) {
  const { data: users } = useUsers()
  return users?.find(
    (one) => recipient === `user:${one.id}` || `user:${one.id.replace(/^user_/, '')}` === recipient.replaceAll('-', ''),
  )
}

function RuleLink({ rule }: { rule: string | null }) {
  if (rule === null) return null
  return (
    <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey: rule }}>
      Open the rule
    </Link>
  )
}

/** The reason said of this person rather than in general. */
export function reasonTitle(message: Pick<Message, 'reason' | 'reasonWords' | 'name'>): string {
  if (message.reason === 'user_has_no_number' && message.name)
    return `${message.name} has no mobile number, so there was nowhere to text.`
  return message.reasonWords ?? 'This text was not sent.'
}
