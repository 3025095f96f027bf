import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { importOptOuts } from '../../api/opt-outs.ts'
import type { OptOutImport } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

/** A CSV of numbers that want no texts, as another system exported it. */
export function FileCard() {
  const [done, setDone] = useState<OptOutImport | null>(null)
  const { isBusy, run, failed } = useSaving()
  const take = (file: File | null) => {
    if (file === null) return
    setDone(null)
    void run(async () => setDone(await importOptOuts(file)))
  }
  return (
    <Card className="form">
      <h2>From a file</h2>
      <p className="quiet-words">
        CSV, up to 100,000 rows; the column of numbers is found. Longer files go by{' '}
        <code>aftercall opt-out import</code>.
      </p>
      <FileButton onChange={take} accept="text/csv,.csv,.txt">
        {(props) => (
          <Button variant="default" loading={isBusy} {...props}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <div aria-live="polite">
        {failed !== null && <ReasonBlock tone="bad" title="Not read to its end" detail={failed} />}
        {done !== null && (
          <>
            <p>
              {done.added} opted out, {done.known} known already
              {done.bad > 0 && `, ${done.bad} without a number`}.
            </p>
            <ul className="opt-out-history">
              {done.badRows.slice(0, 20).map((one) => (
                <li key={one.line}>
                  Line {one.line}: {one.value === '' ? 'it' : `“${one.value}”`} {one.message}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}
