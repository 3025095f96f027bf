import { Button, FileInput, Progress } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { csvChunks } from '../../api/csv-chunks.ts'
import { importChunk, importDone } from '../../api/registered.ts'
import type { Imported } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card, ReasonBlock } from '../../ui/parts.tsx'
import { Code } from './code.tsx'

const keptProblems = 500
const shownProblems = 50

/** A portal's export into the account: chunk by chunk with its progress, then what was taken and what was not, and why. */
export function ImportCard() {
  const { t } = useTranslation()
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
    <Card className="form" aria-label={t('templates.portal.import')}>
      <h2>{t('templates.portal.importTitle')}</h2>
      <FileInput
        label={t('templates.portal.file')}
        description={t('templates.portal.fileAbout')}
        placeholder={t('ui.chooseFile')}
        accept=".csv,.txt,.tsv,text/csv"
        value={file}
        onChange={setFile}
        clearable
        clearButtonProps={{ 'aria-label': t('templates.portal.dropFile') }}
      />
      {failed !== null && (
        <ReasonBlock
          tone="bad"
          title={errors.length > 0 ? t('templates.portal.notTaken') : failed}
          detail={errors.map((one) => one.message).join(' ') || undefined}
        />
      )}
      {share !== null && <Progress value={share * 100} aria-label={t('templates.portal.soFar')} />}
      <div className="template-moves">
        <Button disabled={file === null} loading={isBusy} onClick={() => file && void start(file, false)}>
          {t('templates.portal.import')}
        </Button>
        <Button variant="default" disabled={file === null || isBusy} onClick={() => file && void start(file, true)}>
          {t('templates.portal.onlyLook')}
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
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, added, changed, same, bad, problems, moreProblems, columns, ignored, templates } = imported
  const hidden = problems.length - shownProblems + moreProblems
  return (
    <div className="import-result">
      <p>
        <Trans
          i18nKey={isDry ? 'templates.portal.looked' : 'templates.portal.imported'}
          count={rows}
          values={{
            rows: format.count(rows),
            added: format.count(added),
            changed: format.count(changed),
            same: format.count(same),
            bad: format.count(bad),
          }}
          components={{ b: <strong /> }}
        />
      </p>
      <p className="quiet-words">
        {t('templates.portal.takenFrom', {
          columns: Object.values(columns)
            .map((column) => `“${column}”`)
            .join(', '),
        })}
        {ignored.length > 0 && ` ${t('templates.portal.notLookedAt', { columns: ignored.join(', ') })}`}
      </p>
      {templates.map(({ key, move }) => (
        <p key={`${key} ${move}`}>
          <Trans i18nKey={`templates.portal.moved.${move}`} components={{ template: <Code text={key} /> }} />
        </p>
      ))}
      {problems.length > 0 && (
        <table className="import-problems">
          <thead>
            <tr>
              <th>{t('templates.portal.line')}</th>
              <th>{t('templates.portal.column')}</th>
              <th>{t('templates.portal.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, shownProblems).map(({ line, column, code, message, severity }) => (
              <tr key={`${line} ${code} ${column}`}>
                <td className="figure">{line}</td>
                <td>{column}</td>
                <td>
                  <span lang="en">{message}</span>{' '}
                  {severity === 'warning' && <span className="quiet">{t('templates.portal.wasTaken')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden > 0 && <p className="quiet-words">{t('templates.portal.more', { shown: format.count(hidden) })}</p>}
    </div>
  )
}
