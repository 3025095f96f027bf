import './form.css'
import { Button } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefusedFields } from '../api/use-shown-errors.ts'
import { ReasonBlock } from './parts.tsx'
import { Refusal } from './refusal.tsx'
import { useChanged, useUnsaved } from './use-unsaved.ts'

type Props = {
  children: ReactNode
  onSubmit: () => void
  submit: string
  isBusy: boolean
  failed?: string | null
  /** A save that asks first was left, and nothing was saved. */
  isLeft?: boolean
  /** Which fields it was refused for, where that is why. */
  refused?: (() => RefusedFields | null) | undefined
  onCancel?: () => void
  extra?: ReactNode
  canSubmit?: boolean
  /** What is typed here: while it is changed and not saved, leaving asks first. */
  draft?: unknown
  /** Said instead of a draft by a form that knows what in it is not saved. */
  isChanged?: boolean
}

/** Fields one below the other, what was refused, and one primary way on. */
export function Form({
  children,
  onSubmit,
  submit,
  isBusy,
  failed,
  isLeft = false,
  refused,
  onCancel,
  extra,
  canSubmit = true,
  draft,
  isChanged,
}: Props) {
  const { t } = useTranslation()
  const hasNewDraft = useChanged(draft, { isBusy, failed, isLeft })
  useUnsaved((isChanged ?? hasNewDraft) && !isBusy)
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!goToUnread(event.currentTarget)) onSubmit()
  }
  return (
    <form className="form" onSubmit={send} noValidate>
      {children}
      {failed !== undefined && failed !== null && (
        <div role="alert">
          <ReasonBlock
            tone="bad"
            title={t('word.notSaved')}
            detail={<Refusal marked="above" {...{ failed, refused }} />}
          />
        </div>
      )}
      <div className="form-ways">
        <Button type="submit" loading={isBusy} disabled={!canSubmit}>
          {submit}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
        {extra !== undefined && <span className="form-extra">{extra}</span>}
      </div>
    </form>
  )
}

/** A field that holds what cannot be read yet is gone to: sent without it, what was typed there would be lost. */
function goToUnread(form: HTMLFormElement): boolean {
  const field = form.querySelector<HTMLElement>('[data-unread]')
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
  return field !== null
}
