import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { en } from '../i18n/en/index.ts'
import { SideDrawer } from '../ui/side-drawer.tsx'

type Props<T> = {
  what: keyof typeof en.failed.noneThere
  /** Its key as the address has it; `new` for one to be made. */
  named: string | undefined
  among: readonly T[]
  title: (one: T | null) => string
  onClose: () => void
  children: (one: T | null) => ReactNode
}

/** What an address names, in its drawer; a name that nothing has is no invitation to make one. */
export function Opened<T extends { key: string }>({ what, named, among, title, onClose, children }: Props<T>) {
  const { t } = useTranslation()
  const one = named === undefined || named === 'new' ? null : among.find(({ key }) => key === named)
  return (
    <SideDrawer
      opened={named !== undefined}
      onClose={onClose}
      title={one === undefined ? t('failed.notThere') : title(one)}
    >
      {one === undefined ? <p>{t(`failed.noneThere.${what}`)}</p> : children(one)}
    </SideDrawer>
  )
}
