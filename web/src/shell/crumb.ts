export type Crumb = {
  label:
    | 'nav.automation'
    | 'nav.afterCall'
    | 'nav.custom'
    | 'nav.calls'
    | 'nav.templates'
    | 'nav.setUp'
    | 'nav.gateways'
  to?: '/calls' | '/after-call-sms/custom' | '/templates' | '/gateways'
}
