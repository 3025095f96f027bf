import './shell.css'
import { Outlet, useBlocker, useMatches } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { isSame } from '../same.ts'
import { FormatProvider } from '../ui/format-context.tsx'
import { hasUnsaved, mayLeave } from '../ui/use-unsaved.ts'
import { LostConnection } from './lost-connection.tsx'
import { BottomTabs, PhoneBar } from './phone.tsx'
import { SessionEnded } from './session-ended.tsx'
import { SideBar } from './side-bar.tsx'
import { ToastPlace } from './toast.tsx'
import { TopLine } from './top-line.tsx'

type Place = { pathname: string; search: unknown }
/** Another place on the page loses nothing. */
const isSamePage = (one: Place, other: Place): boolean =>
  one.pathname === other.pathname && isSame(one.search, other.search)

/** What stands around every page: side bar and path on a desktop, top bar and tabs on a phone. */
export function Shell() {
  const { t, i18n } = useTranslation()
  const { account } = useMe()
  useBlocker({
    shouldBlockFn: ({ current, next }) => !isSamePage(current, next) && !mayLeave(),
    enableBeforeUnload: hasUnsaved,
  })
  const crumbs = useMatches({ select: (matches) => matches.at(-1)?.staticData.crumbs ?? [] })
  return (
    <FormatProvider
      language={i18n.language}
      zone={account?.zone ?? 'Asia/Kolkata'}
      currency={account?.currency ?? 'INR'}
    >
      <a className="skip-link" href="#page">
        {t('nav.skip')}
      </a>
      <div className="shell">
        <SideBar />
        <div className="shell-page">
          <TopLine crumbs={crumbs} />
          <PhoneBar crumbs={crumbs} />
          <main id="page" className="page" tabIndex={-1}>
            <LostConnection />
            <div className="fades-offline">
              <Outlet />
            </div>
          </main>
        </div>
        <BottomTabs />
      </div>
      <ToastPlace />
      <SessionEnded />
    </FormatProvider>
  )
}
