import { Button, FileInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { csvChunks } from '../../api/csv-chunks.ts'
import { importChunk, importDone } from '../../api/registered.ts'
import type { Imported } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

const keptProblems = 500
const shownProblems = 50

/** A portal's export into the account: chunk by chunk with its progress, then what was taken and what was not, and why. */
export function ImportCard() {
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [done, setDone] = useState<{ imported: Imported; isDry: boolean } | null>(null)
  const { isBusy, run, failed, errors } = useSaving()
  const start = async (chosen: File, dryRun: boolean) => {
    setDone(null)
    setShare(0)
    await run(async () => {
      let all: Imported | null = null
      try {
        for await (const { csv, skippedLines, read } of csvChunks(chosen)) {
          const chunk = await importChunk({ csv, skippedLines, dryRun })
          all = all === null ? chunk : sumOf(all, chunk)
          setShare(read)
        }
      } finally {
        // What came before a failure was taken in.
        if (all !== null) setDone({ imported: all, isDry: dryRun })
        if (!dryRun) await importDone()
      }
    })
    setShare(null)
  }
  return (
    <Card className="form" aria-label="Import">
      <h2>Import the portal’s export</h2>
      <FileInput
        label="CSV file"
        description="As the operator’s DLT portal exports it, UTF-8 or UTF-16. Ids must not have gone through a spreadsheet."
        placeholder="Choose a file"
        accept=".csv,.txt,.tsv,text/csv"
        value={file}
        onChange={setFile}
        clearable
        clearButtonProps={{ 'aria-label': 'Take the file away' }}
      />
      {failed !== null && (
        <ReasonBlock
          tone="bad"
          title={errors.length > 0 ? 'The file cannot be taken' : failed}
          detail={errors.map((one) => one.message).join(' ') || undefined}
        />
      )}
      {share !== null && <Progress value={share * 100} aria-label="Imported so far" />}
      <div className="template-moves">
        <Button disabled={file === null} loading={isBusy} onClick={() => file && void start(file, false)}>
          Import
        </Button>
        <Button variant="default" disabled={file === null || isBusy} onClick={() => file && void start(file, true)}>
          Only look
        </Button>
      </div>
      <div aria-live="polite">{done !== null && <Result {...done} />}</div>
    </Card>
  )
}

function sumOf(one: Imported, other: Imported): Imported {
  return {
    ...one,
    rows: one.rows + other.rows,
    added: one.added + other.added,
    changed: one.changed + other.changed,
    same: one.same + other.same,
    bad: one.bad + other.bad,
    problems: [...one.problems, ...other.problems].slice(0, keptProblems),
    moreProblems:
      one.moreProblems + other.moreProblems + Math.max(0, one.problems.length + other.problems.length - keptProblems),
    templates: [...one.templates, ...other.templates],
  }
}

function Result({ imported, isDry }: { imported: Imported; isDry: boolean }) {
  const format = useFormat()
  const { rows, added, changed, same, bad, problems, moreProblems, columns, ignored, templates } = imported
  const hidden = problems.length - shownProblems + moreProblems
  return (
    <div className="import-result">
      <p>
        <strong>
          {format.count(rows)} {rows === 1 ? 'row' : 'rows'}
        </strong>
        {isDry ? ', nothing was written' : ''}: {format.count(added)} new, {format.count(changed)} changed,{' '}
        {format.count(same)} as they were, {format.count(bad)} bad.
      </p>
      <p className="quiet-words">
        Taken from{' '}
        {Object.values(columns)
          .map((column) => `“${column}”`)
          .join(', ')}
        .{ignored.length > 0 && ` Not looked at: ${ignored.join(', ')}.`}
      </p>
      {templates.map(({ key, move }) => (
        <p key={`${key} ${move}`}>
          Template <code>{key}</code>: {move}, as the portal says.
        </p>
      ))}
      {problems.length > 0 && (
        <table className="import-problems">
          <thead>
            <tr>
              <th>Line</th>
              <th>Column</th>
              <th>What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, shownProblems).map(({ line, column, code, message, severity }) => (
              <tr key={`${line} ${code} ${column}`}>
                <td className="figure">{line}</td>
                <td>{column}</td>
                <td>
                  {message} {severity === 'warning' && <span className="quiet">It was taken.</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden > 0 && <p className="quiet-words">and {format.count(hidden)} more</p>}
    </div>
  )
}
