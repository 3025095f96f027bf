import { Drawer } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLast } from './use-last.ts'

type Props = { opened: boolean; onClose: () => void; title: string; children: ReactNode }

/** Stays mounted while it is closed: only so does the focus go back to where it was opened from. What it holds is drawn while it is open. */
export function SideDrawer({ opened, onClose, title, children }: Props) {
  const last = useLast(opened ? { title, children } : null)
  const opener = useRef<Element>(null)
  useEffect(() => {
    if (opened) opener.current = document.activeElement
    // What it was opened from went away meanwhile, such as the row of what was removed.
    else if (opener.current?.isConnected === false) document.querySelector('main')?.focus()
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
