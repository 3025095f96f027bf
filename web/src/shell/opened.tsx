import type { ReactNode } from 'react'
import { SideDrawer } from '../ui/side-drawer.tsx'

type Props<T> = {
  what: string
  /** Its key as the address has it; `new` for one to be made. */
  named: string | undefined
  among: readonly T[]
  title: (one: T | null) => string
  onClose: () => void
  children: (one: T | null) => ReactNode
}

/** What an address names, in its drawer; a name that nothing has is no invitation to make one. */
export function Opened<T extends { key: string }>({ what, named, among, title, onClose, children }: Props<T>) {
  const one = named === undefined || named === 'new' ? null : among.find(({ key }) => key === named)
  return (
    <SideDrawer opened={named !== undefined} onClose={onClose} title={one === undefined ? 'Not there' : title(one)}>
      {one === undefined ? (
        <p>There is no {what} at this address. It may have been removed since, or the link may be old.</p>
      ) : (
        children(one)
      )}
    </SideDrawer>
  )
}
