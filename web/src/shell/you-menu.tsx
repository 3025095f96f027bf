import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLanguage, IconLogout, IconMoon, IconSettings, IconSun } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { signOut, useMe } from '../api/me.ts'
import { chooseLanguage, type Language, languages } from '../i18n/i18n.ts'
import { mayLeave } from '../ui/use-unsaved.ts'
import { attempt } from './use-deed.ts'

/** Who is signed in; the theme and the language of this browser. */
export function YouMenu() {
  const { name: who, role, account, version } = useMe()
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const leave = async () => {
    if (!mayLeave()) return
    if (!(await attempt(signOut))) return
    await navigate({ to: '/signin', ignoreBlocker: true })
  }
  const tick = (isOn: boolean) => (isOn ? <IconCheck size={16} aria-label={t('ui.chosen')} /> : null)
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className="you">
          <span className="you-face" aria-hidden="true">
            {who.slice(0, 1)}
          </span>
          <span>
            <strong>{who}</strong>
            <small>{role === 'operator' ? `Aftercall ${version}` : account?.name}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSun size={16} />}
          rightSection={tick(colorScheme === 'light')}
          onClick={() => setColorScheme('light')}
        >
          {t('you.light')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMoon size={16} />}
          rightSection={tick(colorScheme === 'dark')}
          onClick={() => setColorScheme('dark')}
        >
          {t('you.dark')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          rightSection={tick(colorScheme === 'auto')}
          onClick={() => setColorScheme('auto')}
        >
          {t('you.system')}
        </Menu.Item>
        <Menu.Divider />
        {(Object.keys(languages) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            leftSection={<IconLanguage size={16} />}
            rightSection={tick(i18n.language === language)}
            onClick={() => void chooseLanguage(language)}
          >
            <span lang={language}>{languages[language]}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('you.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
