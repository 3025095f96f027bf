import { Drawer } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocus } from './keep-focus.ts'
import { useLast } from './use-last.ts'

type Props = { opened: boolean; onClose: () => void; title: string; children: ReactNode }

/** Stays mounted while it is closed: only so does the focus go back to where it was opened from. What it holds is drawn while it is open. */
export function SideDrawer({ opened, onClose, title, children }: Props) {
  const { t } = useTranslation()
  const last = useLast(opened ? { title, children } : null)
  const opener = useRef<Element>(null)
  useEffect(() => {
    if (opened) {
      opener.current = document.activeElement
      return undefined
    }
    return keepFocus(opener.current)
  }, [opened])
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={last?.title}
      closeButtonProps={{ 'aria-label': t('word.close') }}
      // At once: a form that is still fading would count as not saved.
      transitionProps={{ exitDuration: 0 }}
    >
      {last?.children}
    </Drawer>
  )
}
