import { Drawer } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLast } from './use-last.ts'

type Props = { opened: boolean; onClose: () => void; title: string; children: ReactNode }

/** Within this the list behind a drawer is there anew, or nobody waits for it any more. */
const listReadMs = 10_000

/** Stays mounted while it is closed: only so does the focus go back to where it was opened from. What it holds is drawn while it is open. */
export function SideDrawer({ opened, onClose, title, children }: Props) {
  const last = useLast(opened ? { title, children } : null)
  const opener = useRef<Element>(null)
  useEffect(() => {
    if (opened) {
      opener.current = document.activeElement
      return undefined
    }
    // What it was opened from may go away, such as the row of what was removed, whose list is read anew after the drawer is closed.
    const look = () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (opener.current?.isConnected === false && isLost) document.querySelector('main')?.focus()
    }
    look()
    const changes = new MutationObserver(look)
    changes.observe(document.body, { childList: true, subtree: true })
    const timer = setTimeout(() => changes.disconnect(), listReadMs)
    return () => {
      clearTimeout(timer)
      changes.disconnect()
    }
  }, [opened])
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={last?.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // At once: a form that is still fading would count as not saved.
      transitionProps={{ exitDuration: 0 }}
    >
      {last?.children}
    </Drawer>
  )
}
