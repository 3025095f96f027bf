import './list-and-cards.css'
import { Button, FileButton } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaving } from '../api/use-saving.ts'
import { Card, ReasonBlock } from './parts.tsx'
import { Refusal } from './refusal.tsx'

type Imported = { bad: number; badRows: readonly { line: number; value: string; message: string }[] }

type Props<Done extends Imported> = {
  /** What the file must be like. */
  about: ReactNode
  /** What is asked for besides the file. */
  fields?: ReactNode
  /** Takes the file in, and shows what was done of it so far: what came before a failure stays done. */
  take: (file: File, show: (done: Done) => void) => Promise<void>
  /** What became of the rows, the bad ones among them, as a sentence. */
  said: (done: Done) => string
  failedTitle?: string
}

const shownRows = 20

/** A CSV, as another system exported it, into a list of the account: what became of it, and which rows could not be read. */
export function FileCard<Done extends Imported>({ about, fields, take, said, failedTitle }: Props<Done>) {
  const { t } = useTranslation()
  const [done, setDone] = useState<Done | null>(null)
  const { isBusy, run, failed, refused } = useSaving()
  const forgetChoice = useRef<() => void>(null)
  const start = (file: File | null) => {
    if (file === null) return
    // A browser tells of no choice that is the one before: the file, corrected under its name, could not be chosen.
    forgetChoice.current?.()
    setDone(null)
    void run(() => take(file, setDone))
  }
  return (
    <Card className="form">
      <h2>{t('ui.fromFile')}</h2>
      <p className="quiet-words">{about}</p>
      {fields}
      <FileButton onChange={start} resetRef={forgetChoice} accept="text/csv,.csv,.txt">
        {(props) => (
          <Button variant="default" loading={isBusy} {...props}>
            {t('ui.chooseFile')}
          </Button>
        )}
      </FileButton>
      <div aria-live="polite">
        {failed !== null && (
          <ReasonBlock
            tone="bad"
            title={failedTitle ?? t('ui.notReadToEnd')}
            detail={<Refusal marked="above" {...{ failed, refused }} />}
          />
        )}
        {done !== null && (
          <>
            <p>{said(done)}</p>
            <ul className="standing-history">
              {done.badRows.slice(0, shownRows).map((one) => (
                <li key={one.line}>
                  {t('ui.line', { line: one.line })}{' '}
                  <span lang="en">
                    {one.value === '' ? 'it' : `“${one.value}”`} {one.message}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}
