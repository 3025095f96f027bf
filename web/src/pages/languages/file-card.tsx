import { useTranslation } from 'react-i18next'
import { importLanguages, languagesImported } from '../../api/caller-languages.ts'
import { csvChunks } from '../../api/csv-chunks.ts'
import type { CallerLanguagesImported } from '../../api/types.ts'
import { FileCard } from '../../ui/file-card.tsx'

/** A CSV of numbers and what their callers read. */
export function LanguageFileCard() {
  const { t } = useTranslation()
  return (
    <FileCard
      about={t('languages.fileAbout')}
      take={importAll}
      said={({ set, known, bad }) => t(bad > 0 ? 'languages.fileSaidBad' : 'languages.fileSaid', { set, known, bad })}
    />
  )
}

async function importAll(file: File, show: (done: CallerLanguagesImported) => void): Promise<void> {
  let total: CallerLanguagesImported | null = null
  try {
    for await (const { csv, skippedLines } of csvChunks(file)) {
      const piece = await importLanguages({ csv, skippedLines })
      total = total === null ? piece : sumOf(total, piece)
      show(total)
    }
  } finally {
    await languagesImported()
  }
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
