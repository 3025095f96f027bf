import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/me.ts'
import { useUsers } from '../api/setup.ts'
import type { Message } from '../api/types.ts'

type Props = {
  message: Pick<Message, 'reason' | 'recipient' | 'template' | 'rule' | 'linkedMessageId'>
  department?: string | undefined
}

/** Every no has a way out: the one link that mends this reason, where something can be mended, by whoever may. */
export function ReasonAction(props: Props) {
  const { t } = useTranslation()
  const mayMend = useMay('configuration:read')
  const { reason, linkedMessageId } = props.message
  if (reason === 'frequency_cap' && linkedMessageId !== null)
    return (
      <Link to="/messages/$messageId" params={{ messageId: linkedMessageId }}>
        {t('story.mend.textThatCounts')}
      </Link>
    )
  return mayMend ? <Mend {...props} /> : null
}

function Mend({ message, department }: Props) {
  const { t } = useTranslation()
  const user = useRecipient(message)
  switch (message.reason) {
    case 'user_has_no_number':
      return (
        <Link to="/people" search={user === undefined ? {} : { user: user.key }}>
          {t('story.mend.addNumber')}
        </Link>
      )
    case 'user_turned_off':
      return (
        <Link to="/people" search={user === undefined ? {} : { user: user.key }}>
          {t('story.mend.openPeople')}
        </Link>
      )
    case 'department_has_no_members':
      return (
        <Link to="/people" search={department === undefined ? {} : { department }}>
          {t('story.mend.addMembers')}
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
          {t('story.mend.openTemplate')}
        </Link>
      )
    case 'number_invalid':
      return user === undefined ? null : (
        <Link to="/people" search={{ user: user.key }}>
          {t('story.mend.checkNumber')}
        </Link>
      )
    case 'no_owner':
      return <Link to="/people">{t('story.mend.markOwner')}</Link>
    case 'user_unknown':
      return <Link to="/gateways">{t('story.mend.sayWho')}</Link>
    case 'department_unknown':
      return <Link to="/gateways">{t('story.mend.sayDepartment')}</Link>
    case 'no_rule_matched':
      return <Link to="/after-call-sms/custom">{t('story.mend.openRules')}</Link>
    case 'no_gateway':
    case 'not_routable':
    case 'validity_over':
    case 'credentials_refused':
    case 'no_credit':
      return <Link to="/gateways">{t('story.mend.openGateways')}</Link>
    case 'opted_out':
      return <Link to="/opt-outs">{t('story.mend.openOptOuts')}</Link>
    case 'no_consent':
    case 'dnd_learnt':
      return <Link to="/consents">{t('story.mend.openConsents')}</Link>
    case 'account_off':
    case 'loop_suspected':
    case 'not_whitelisted':
    case 'number_excluded':
    case 'quota_exhausted':
    case 'spend_stop':
    case 'trial_mode':
      return <Link to="/settings">{t('story.mend.openSettings')}</Link>
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
  const { t } = useTranslation()
  if (rule === null) return null
  return (
    <Link to="/after-call-sms/custom/$ruleKey" params={{ ruleKey: rule }}>
      {t('story.mend.openRule')}
    </Link>
  )
}

/** The reason said of this person rather than in general. */
export function reasonTitle(t: TFunction, message: Pick<Message, 'reason' | 'reasonWords' | 'name'>): string {
  if (message.reason === 'user_has_no_number' && message.name) return t('story.hadNoNumber', { name: message.name })
  return message.reasonWords ?? t('story.notSent')
}
