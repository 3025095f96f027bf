/** The menu. What it will hold later is not shown. */
import {
  type Icon,
  IconArrowsSplit2,
  IconFileText,
  IconHome,
  IconLanguage,
  IconMessage,
  IconMessageCheck,
  IconMessageOff,
  IconPhone,
  IconPhoneCall,
  IconPlugConnected,
  IconReceipt,
  IconSettings,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react'
import type { Permission } from '../api/types.ts'

export const menu = [
  {
    title: null,
    items: [
      { to: '/', label: 'nav.home', icon: IconHome },
      { to: '/try', label: 'nav.try', icon: IconPhoneCall },
      { to: '/calls', label: 'nav.calls', icon: IconPhone },
      { to: '/messages', label: 'nav.messages', icon: IconMessage },
      { to: '/opt-outs', label: 'nav.optOuts', icon: IconMessageOff },
      { to: '/consents', label: 'nav.consents', icon: IconMessageCheck },
      { to: '/languages', label: 'nav.languages', icon: IconLanguage },
    ],
  },
  {
    title: 'nav.automation',
    items: [
      {
        to: '/after-call-sms/custom',
        label: 'nav.afterCall',
        icon: IconArrowsSplit2,
        below: [{ to: '/after-call-sms/custom', label: 'nav.custom' }],
      },
      { to: '/templates', label: 'nav.templates', icon: IconFileText },
    ],
  },
  {
    title: 'nav.setUp',
    items: [
      { to: '/people', label: 'nav.people', icon: IconUsers },
      { to: '/gateways', label: 'nav.gateways', icon: IconPlugConnected },
      { to: '/countries', label: 'nav.countries', icon: IconWorld },
      { to: '/billing', label: 'nav.billing', icon: IconReceipt },
      { to: '/settings', label: 'nav.settings', icon: IconSettings },
    ],
  },
] as const

export const tabs = [
  { to: '/', label: 'nav.home', icon: IconHome },
  { to: '/try', label: 'nav.try', icon: IconPhoneCall },
  { to: '/after-call-sms/custom', label: 'nav.rules', icon: IconArrowsSplit2 },
  { to: '/calls', label: 'nav.calls', icon: IconPhone },
] as const satisfies readonly { to: string; label: string; icon: Icon }[]

/** Pages for whoever reads calls and texts, and nothing of how the account is set up. */
const forReaders = ['/calls', '/messages', '/glossary']

/** Whether somebody with these permissions has anything to do on a page. */
export function isPageFor(permissions: readonly Permission[], pathname: string): boolean {
  if (permissions.includes('configuration:read')) return true
  // After a restore there is only something to do.
  return pathname !== '/messages/restored' && forReaders.some((to) => isUnder(pathname, to))
}

/** Below which entry a page stands: sources are listed with gateways. */
export function isUnder(pathname: string, to: string): boolean {
  if (to === '/') return pathname === '/' || pathname === '/first-steps'
  if (to === '/gateways' && pathname.startsWith('/sources')) return true
  if (to === '/after-call-sms/custom') return pathname.startsWith('/after-call-sms')
  return pathname === to || pathname.startsWith(`${to}/`)
}
