import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import { AccountSwitcher } from './account-switcher.tsx'
import { HomeCount } from './home-count.tsx'
import { Logo } from './logo.tsx'
import { isPageFor, isUnder, menu } from './navigation.ts'
import { SideFoot } from './side-foot.tsx'

export function SideBar() {
  return (
    <aside className="side" aria-label="Aftercall">
      <Link to="/" className="brand">
        <Logo /> Aftercall
      </Link>
      <AccountSwitcher />
      <Menu />
      <SideFoot />
    </aside>
  )
}

export function Menu() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { permissions } = useMe()
  const shown = menu
    .map(({ title, items }) => ({ title, items: items.filter((one) => isPageFor(permissions, one.to)) }))
    .filter(({ items }) => items.length > 0)
  // The router marks a link to this very page or below; a page listed elsewhere (a source under gateways) is marked here.
  const current = (to: string) => (isUnder(pathname, to) ? { 'data-current': true } : {})
  return (
    <nav className="menu" aria-label={t('nav.main')}>
      {shown.map((group) => (
        <div key={group.title ?? 'main'} className="menu-group">
          {group.title !== null && <p className="menu-title">{t(group.title)}</p>}
          <ul>
            {group.items.map((item) => {
              const Icon = item.icon
              const below = 'below' in item ? item.below : undefined
              return (
                <li key={item.to}>
                  <Link
                    to={item.to}
                    activeOptions={{ exact: item.to === '/' }}
                    className="menu-item"
                    {...(below === undefined ? current(item.to) : { 'data-parent': true })}
                  >
                    <Icon size={19} stroke={1.6} aria-hidden="true" />
                    {t(item.label)}
                    {item.to === '/' && <HomeCount />}
                  </Link>
                  {below?.map((one) => (
                    <Link key={one.label} to={one.to} className="menu-item menu-below" {...current(one.to)}>
                      {t(one.label)}
                    </Link>
                  ))}
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
