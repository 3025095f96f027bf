import { Trans, useTranslation } from 'react-i18next'
import { importOptOuts } from '../../api/opt-outs.ts'
import type { OptOutImport } from '../../api/types.ts'
import { FileCard } from '../../ui/file-card.tsx'

/** A CSV of numbers that want no texts. */
export function OptOutFileCard() {
  const { t } = useTranslation()
  return (
    <FileCard<OptOutImport>
      about={<Trans i18nKey="optOuts.fileAbout" components={{ code: <code /> }} />}
      take={async (file, show) => show(await importOptOuts(file))}
      said={({ added, known, bad }) => t(bad > 0 ? 'optOuts.fileSaidBad' : 'optOuts.fileSaid', { added, known, bad })}
    />
  )
}
