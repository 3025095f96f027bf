/** What people did, in words, by the code that the audit has for it. */
const words: Record<string, string> = {
  'account.created': 'Account made',
  'calls.searched': 'Calls of a caller looked for',
  'configuration.changed': 'Configuration changed',
  'gateway.changed': 'Shared gateway changed',
  'gateway.made': 'Shared gateway made',
  'gateway.paused': 'Gateway paused',
  'gateway.removed': 'Shared gateway removed',
  'gateway.resumed': 'Gateway resumed',
  'gateway.tested': 'Gateway tried with a text',
  'key.made': 'Key made',
  'key.revoked': 'Key revoked',
  'link.made': 'Link to sign in made',
  'messages.searched': 'Texts to a number looked for',
  'message.sent_again': 'Sent again',
  'message.cancelled': 'Cancelled',
  'message.settled_as_sent': 'Settled as sent',
  'message.settled_as_delivered': 'Settled as delivered',
  'message.settled_as_undelivered': 'Settled as not delivered',
  'message.settled_as_rejected': 'Settled as refused',
  'message.sent_after_restore': 'Let go after the restore',
  'message.dropped_after_restore': 'Dropped after the restore',
  'number.revealed': 'Number shown whole',
  'operator_key.rotated': 'Operator’s key replaced',
  'report.revealed': 'Report shown with whole numbers',
  'session.ended': 'Browser signed out',
  'source.address_changed': 'Address of a source changed',
  'template.tested': 'Template tried with a text',
}

/** A deed that nobody put in words shows its code. */
export const deedWords = (what: string): string => words[what] ?? what
