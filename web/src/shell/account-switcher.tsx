import { Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { switchAccount, useMe } from '../api/me.ts'
import { mayLeave } from '../ui/use-unsaved.ts'

/** An operator chooses among accounts and makes new ones; anybody else sees which account this is. */
export function AccountSwitcher() {
  const { t } = useTranslation()
  const { account, accounts = [], role } = useMe()
  const navigate = useNavigate()
  if (role !== 'operator') return <p className="account-name">{account?.name}</p>
  const enter = async (key: string) => {
    if (!mayLeave()) return
    switchAccount(key)
    await navigate({ to: '/', ignoreBlocker: true })
    window.location.reload()
  }
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button type="button" className="account-switch" aria-label={`${t('nav.account')}: ${account?.name ?? ''}`}>
          <span>{account?.name ?? t('nav.newAccount')}</span>
          <IconSelector size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {accounts.map((one) => (
          <Menu.Item
            key={one.key}
            onClick={() => void enter(one.key)}
            rightSection={
              one.key === account?.key ? (
                <IconCheck size={16} aria-label="current" />
              ) : one.isDemo ? (
                <span className="account-demo">demo</span>
              ) : null
            }
          >
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => void navigate({ to: '/accounts/new' })}>
          {t('nav.newAccount')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
