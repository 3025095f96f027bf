import './form.css'
import { Button } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { ReasonBlock } from './parts.tsx'
import { useChanged, useUnsaved } from './use-unsaved.ts'

type Props = {
  children: ReactNode
  onSubmit: () => void
  submit: string
  isBusy: boolean
  failed?: string | null
  onCancel?: () => void
  extra?: ReactNode
  canSubmit?: boolean
  /** What is typed here: while it is changed and not saved, leaving asks first. */
  draft?: unknown
}

/** Fields one below the other, what was refused, and one primary way on. */
export function Form({ children, onSubmit, submit, isBusy, failed, onCancel, extra, canSubmit = true, draft }: Props) {
  const isChanged = useChanged(draft, { isBusy, failed })
  useUnsaved(isChanged && !isBusy)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="form" onSubmit={send} noValidate>
      {children}
      {failed !== undefined && failed !== null && (
        <div role="alert">
          <ReasonBlock tone="bad" title="Not saved" detail={failed} />
        </div>
      )}
      <div className="form-ways">
        <Button type="submit" loading={isBusy} disabled={!canSubmit}>
          {submit}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        {extra !== undefined && <span className="form-extra">{extra}</span>}
      </div>
    </form>
  )
}
