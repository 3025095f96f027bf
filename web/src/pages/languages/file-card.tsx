import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { importLanguages, languagesImported } from '../../api/caller-languages.ts'
import type { CallerLanguagesImported } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { csvChunks } from '../templates/csv-chunks.ts'

/** A CSV of numbers and what their callers read, as another system exported it. */
export function FileCard() {
  const [done, setDone] = useState<CallerLanguagesImported | null>(null)
  const { isBusy, run, failed } = useSaving()
  const take = (file: File | null) => {
    if (file === null) return
    setDone(null)
    void run(async () => {
      let total: CallerLanguagesImported | null = null
      for await (const { csv, skippedLines } of csvChunks(file)) {
        const piece = await importLanguages({ csv, skippedLines })
        total = total === null ? piece : sumOf(total, piece)
      }
      setDone(total)
      await languagesImported()
    })
  }
  return (
    <Card className="form">
      <h2>From a file</h2>
      <p className="quiet-words">
        CSV whose first row names a column of numbers and one of languages: tags such as hi, or names such as Hindi.
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
        {done !== null && <Done done={done} />}
      </div>
    </Card>
  )
}

function Done({ done }: { done: CallerLanguagesImported }) {
  return (
    <>
      <p>
        {done.set} said, {done.known} known already{done.bad > 0 && `, ${done.bad} not read`}.
      </p>
      <ul className="quiet-words">
        {done.badRows.slice(0, 20).map((one) => (
          <li key={one.line}>
            Line {one.line}: {one.value === '' ? 'it' : `“${one.value}”`} {one.message}
          </li>
        ))}
      </ul>
    </>
  )
}

function sumOf(one: CallerLanguagesImported, other: CallerLanguagesImported): CallerLanguagesImported {
  return {
    rows: one.rows + other.rows,
    set: one.set + other.set,
    known: one.known + other.known,
    bad: one.bad + other.bad,
    badRows: [...one.badRows, ...other.badRows].slice(0, 100),
  }
}
