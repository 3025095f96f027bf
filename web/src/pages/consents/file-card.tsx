import { Button, FileButton, TextInput } from '@mantine/core'
import { useState } from 'react'
import { importConsents, longestConsentFile } from '../../api/consents.ts'
import type { ConsentsImported } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

/** A CSV of consents that were recorded elsewhere. */
export function FileCard() {
  const [purpose, setPurpose] = useState('')
  const [done, setDone] = useState<ConsentsImported | null>(null)
  const { isBusy, run, failed } = useSaving()
  const take = (file: File | null) => {
    if (file === null) return
    setDone(null)
    void run(async () => {
      if (file.size > longestConsentFile)
        throw new Error('The file is too long for the console. Send it by aftercall consent import.')
      setDone(await importConsents(file, purpose.trim()))
    })
  }
  return (
    <Card className="form">
      <h2>From a file</h2>
      <p className="quiet-words">
        CSV whose first row names the columns: the number, and any of purpose, wording, given at, expires at, evidence.
        Long files go by <code>aftercall consent import</code>.
      </p>
      <TextInput
        label="Purpose, where the file says none"
        value={purpose}
        maxLength={200}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <FileButton onChange={take} accept="text/csv,.csv,.txt">
        {(props) => (
          <Button variant="default" loading={isBusy} {...props}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <div aria-live="polite">
        {failed !== null && <ReasonBlock tone="bad" title="Not recorded" detail={failed} />}
        {done !== null && (
          <>
            <p>
              {done.given} recorded, {done.known} known already
              {done.bad > 0 && `, ${done.bad} not recorded`}.
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
