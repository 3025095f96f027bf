import { Menu } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCheck, IconPlus, IconReceipt, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { switchAccount, useAccounts, useMe } from '../api/me.ts'
import type { Account } from '../api/types.ts'
import { mayLeave } from '../ui/use-unsaved.ts'

/** So many are seen at a glance. */
const few = 8

/** An operator chooses among accounts and makes new ones; anybody else sees which account this is. */
export function AccountSwitcher() {
  const { t } = useTranslation()
  const { account, accounts = [], role } = useMe()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  if (role !== 'operator') return <p className="account-name">{account?.name}</p>
  const enter = async (key: string) => {
    if (!mayLeave()) return
    switchAccount(key)
    await navigate({ to: '/', ignoreBlocker: true })
    window.location.reload()
  }
  const choice = (one: Choice) => (
    <AccountItem key={one.key} account={one} isCurrent={one.key === account?.key} onEnter={(key) => void enter(key)} />
  )
  return (
    <Menu position="bottom-start" width={220} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <button type="button" className="account-switch" aria-label={`${t('nav.account')}: ${account?.name ?? ''}`}>
          <span>{account?.name ?? t('nav.newAccount')}</span>
          <IconSelector size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {accounts.length <= few ? accounts.map(choice) : <FoundAccounts isOpen={isOpen} choice={choice} />}
        <Menu.Divider />
        <Menu.Item leftSection={<IconReceipt size={16} />} onClick={() => void navigate({ to: '/accounts' })}>
          {t('nav.allAccounts')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => void navigate({ to: '/accounts/new' })}>
          {t('nav.newAccount')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type Choice = Pick<Account, 'key' | 'name' | 'isDemo'>

/** Of many accounts those that hold what is typed, a page at a time. */
function FoundAccounts({ isOpen, choice }: { isOpen: boolean; choice: (one: Choice) => React.ReactNode }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 250)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAccounts(search, isOpen)
  const found = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <Menu.Search
        aria-label={t('nav.findAccount')}
        placeholder={t('nav.findAccount')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="account-list">
        {error !== null && <Menu.Label>{error.message}</Menu.Label>}
        {found?.map(choice)}
        {found?.length === 0 && <Menu.Label>{t('nav.noAccount')}</Menu.Label>}
        {hasNextPage && (
          <Menu.Item closeMenuOnClick={false} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('nav.moreAccounts')}
          </Menu.Item>
        )}
      </div>
    </>
  )
}

type ItemProps = { account: Choice; isCurrent: boolean; onEnter: (key: string) => void }

function AccountItem({ account: { key, name, isDemo }, isCurrent, onEnter }: ItemProps) {
  const { t } = useTranslation()
  const mark = isCurrent ? (
    <IconCheck size={16} aria-label={t('nav.currentAccount')} />
  ) : isDemo ? (
    <span className="account-demo">{t('nav.demo')}</span>
  ) : null
  return (
    <Menu.Item onClick={() => onEnter(key)} rightSection={mark}>
      {name}
    </Menu.Item>
  )
}
