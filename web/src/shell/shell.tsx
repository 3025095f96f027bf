import './shell.css'
import { Outlet, useBlocker, useMatches } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { isSame } from '../same.ts'
import { FormatProvider } from '../ui/format-context.tsx'
import { languageOf } from '../ui/languages.ts'
import { hasUnsaved, mayLeave } from '../ui/use-unsaved.ts'
import { Jump } from './jump/jump.tsx'
import { LostConnection } from './lost-connection.tsx'
import { useCurrentTitle } from './page-title.ts'
import { BottomTabs, PhoneBar } from './phone.tsx'
import { RentalQuestion } from './rental-question.tsx'
import { SessionEnded } from './session-ended.tsx'
import { SideBar } from './side-bar.tsx'
import { ToastPlace } from './toast.tsx'
import { TopLine } from './top-line.tsx'
import { usePageFocus } from './use-page-focus.ts'

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
  const page = useRef<HTMLElement>(null)
  usePageFocus(page)
  const [isJumping, setJumping] = useState(false)
  const jump = useCallback(() => setJumping(true), [])
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
          <TopLine crumbs={crumbs} onJump={jump} />
          <PhoneBar crumbs={crumbs} onJump={jump} />
          <main id="page" className="page" tabIndex={-1} ref={page}>
            <LostConnection />
            <div className="fades-offline">
              <Outlet />
            </div>
          </main>
        </div>
        <BottomTabs />
      </div>
      <PageSaid />
      <Jump isOpen={isJumping} onOpen={jump} onClose={() => setJumping(false)} />
      <RentalQuestion />
      <ToastPlace />
      <SessionEnded />
    </FormatProvider>
  )
}

/** Says to a screen reader which page it is, each time it is another. */
function PageSaid() {
  const title = useCurrentTitle()
  return (
    <p className="sr-only" role="status" lang={languageOf(title)}>
      {title}
    </p>
  )
}
