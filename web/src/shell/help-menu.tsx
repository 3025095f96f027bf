import './help-menu.css'
import { ActionIcon, Menu, Modal } from '@mantine/core'
import { IconApi, IconBook2, IconExternalLink, IconHelpCircle, IconKeyboard } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withCommand } from './key-names.ts'

/** What helps on every page: the keys, what the words mean, and the API's pages. */
export function HelpMenu({ className }: { className?: string }) {
  const { t } = useTranslation()
  const [isKeys, setKeys] = useState(false)
  return (
    <>
      <Menu width={200}>
        <Menu.Target>
          <ActionIcon className={className} aria-label={t('help.title')}>
            <IconHelpCircle size={21} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={() => setKeys(true)}>
            {t('help.keys')}
          </Menu.Item>
          <Menu.Item leftSection={<IconBook2 size={16} />} renderRoot={(props) => <Link to="/glossary" {...props} />}>
            {t('nav.glossary')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href="/docs"
            target="_blank"
            rel="noreferrer"
            leftSection={<IconApi size={16} />}
            rightSection={<IconExternalLink size={14} aria-hidden="true" />}
          >
            {t('help.api')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isKeys}
        onClose={() => setKeys(false)}
        title={t('help.keys')}
        size="md"
        closeButtonProps={{ 'aria-label': t('word.close') }}
      >
        <Keys />
      </Modal>
    </>
  )
}

function Keys() {
  const { t } = useTranslation()
  const arrows = '\u2191 \u2193'
  const keys = [
    { keys: [withCommand('K')], words: t('jump.open') },
    { keys: [arrows, 'Enter'], words: t('help.choose') },
    { keys: [withCommand('Z')], words: t('help.undo') },
    { keys: ['Space', arrows, 'Space'], words: t('help.move') },
    { keys: ['Esc'], words: t('help.escape') },
  ]
  return (
    <dl className="keys">
      {keys.map((one) => (
        <div key={one.words}>
          <dt>
            {one.keys.map((key, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one key may be pressed twice
              <kbd key={at} className="key">
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{one.words}</dd>
        </div>
      ))}
    </dl>
  )
}
