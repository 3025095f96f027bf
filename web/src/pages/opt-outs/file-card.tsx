import { importOptOuts } from '../../api/opt-outs.ts'
import type { OptOutImport } from '../../api/types.ts'
import { FileCard } from '../../ui/file-card.tsx'

/** A CSV of numbers that want no texts. */
export function OptOutFileCard() {
  return (
    <FileCard<OptOutImport>
      about={
        <>
          CSV, up to 100,000 rows; the column of numbers is found. Longer files go by{' '}
          <code>aftercall opt-out import</code>.
        </>
      }
      take={async (file, show) => show(await importOptOuts(file))}
      said={({ added, known, bad }) =>
        `${added} opted out, ${known} known already${bad > 0 ? `, ${bad} without a number` : ''}.`
      }
    />
  )
}
