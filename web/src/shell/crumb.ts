export type Crumb = {
  label:
    | 'nav.automation'
    | 'nav.afterCall'
    | 'nav.custom'
    | 'nav.calls'
    | 'nav.messages'
    | 'nav.templates'
    | 'nav.setUp'
    | 'nav.gateways'
    | 'nav.settings'
  to?: '/calls' | '/messages' | '/after-call-sms/custom' | '/templates' | '/gateways' | '/settings'
}
