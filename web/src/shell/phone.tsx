import { ActionIcon, Drawer } from '@mantine/core'
import { IconChevronLeft, IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { AccountSwitcher } from './account-switcher.tsx'
import type { Crumb } from './crumb.ts'
import { HelpMenu } from './help-menu.tsx'
import { HomeCount } from './home-count.tsx'
import { Logo } from './logo.tsx'
import { isPageFor, isUnder, tabs } from './navigation.ts'
import { Menu } from './side-bar.tsx'
import { SideFoot } from './side-foot.tsx'

/** The account, or the way back to the list a page belongs to; the way to find anything, and help. */
export function PhoneBar({ crumbs, onJump }: { crumbs: readonly Crumb[]; onJump: () => void }) {
  const { t } = useTranslation()
  const { account } = useMe()
  const { pathname } = useLocation()
  const back = crumbs.at(-1)
  const isBelow = back?.to !== undefined && pathname !== back.to ? back.to : undefined
  return (
    <nav className="phone-bar" aria-label={t('nav.path')}>
      {isBelow !== undefined && back !== undefined ? (
        <Link to={isBelow} className="phone-back">
          <IconChevronLeft size={22} aria-hidden="true" /> <span>{t(back.label)}</span>
        </Link>
      ) : (
        <span className="phone-account">
          <Logo size={24} /> <span>{account?.name ?? 'Aftercall'}</span>
        </span>
      )}
      <ActionIcon className="phone-jump" onClick={onJump} aria-label={t('jump.open')} aria-haspopup="dialog">
        <IconSearch size={22} stroke={1.7} aria-hidden="true" />
      </ActionIcon>
      <HelpMenu className="phone-help" />
    </nav>
  )
}

export function BottomTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { permissions } = useMe()
  const shown = tabs.filter((one) => isPageFor(permissions, one.to))
  // The sheet closes when a page is chosen: it is open only for the page it was opened on.
  const [openedOn, setOpenedOn] = useState<string | null>(null)
  return (
    <nav className="tabs" aria-label={t('nav.main')}>
      {shown.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          {...(isUnder(pathname, to) ? { 'data-current': true } : {})}
        >
          <Icon size={21} stroke={1.6} aria-hidden="true" />
          {t(label)}
          {to === '/' && <HomeCount />}
        </Link>
      ))}
      <button
        type="button"
        onClick={() => setOpenedOn(pathname)}
        aria-haspopup="dialog"
        {...(shown.some(({ to }) => isUnder(pathname, to)) ? {} : { 'data-current': true, 'aria-current': true })}
      >
        <IconMenu2 size={21} stroke={1.6} aria-hidden="true" />
        {t('nav.more')}
      </button>
      <Drawer
        opened={openedOn === pathname}
        onClose={() => setOpenedOn(null)}
        title={t('nav.more')}
        position="bottom"
        size="auto"
        closeButtonProps={{ 'aria-label': t('word.close') }}
      >
        <div className="more-sheet">
          <AccountSwitcher />
          <Menu />
          <SideFoot />
        </div>
      </Drawer>
    </nav>
  )
}
