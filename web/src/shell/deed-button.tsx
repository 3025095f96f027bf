import type { ReactNode } from 'react'
import { LinkButton } from '../ui/parts.tsx'
import { useDeed } from './use-deed.ts'

/** A link that does something, once per click, and says when it could not. */
export function DeedButton({ deed, children }: { deed: () => Promise<unknown>; children: ReactNode }) {
  const { isBusy, run } = useDeed()
  return (
    <LinkButton onClick={() => void run(deed)} disabled={isBusy}>
      {children}
    </LinkButton>
  )
}
